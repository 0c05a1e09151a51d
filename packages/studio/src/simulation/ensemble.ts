import type { Portion } from './messages.ts';

/** How a fixed set of indicators over fixed times is laid out in rows of numbers. */
export interface Layout {
  readonly indicators: readonly string[];
  readonly times: Float64Array;
}

/**
 * Members of several scenarios over the same draws, as far as they have been run. Never changed: `withPortion` gives a
 * new one. Members that diverged in any scenario are left out of all of them, so that differences stay paired.
 */
export interface Ensemble {
  readonly layout: Layout;
  /** Scenario ids, in the order asked. */
  readonly scenarios: readonly string[];
  /** Members asked for. */
  readonly asked: number;
  /** Members run so far. */
  readonly run: number;
  readonly portions: readonly Portion[];
}

/** An ensemble of which nothing has been run. */
export function emptyEnsemble(layout: Layout, scenarios: readonly string[], asked: number): Ensemble {
  return { layout, scenarios, asked, run: 0, portions: [] };
}

/** With more members. */
export function withPortion(ensemble: Ensemble, portion: Portion): Ensemble {
  const whole = withoutDiverged(portion, ensemble.scenarios.length);
  return { ...ensemble, run: ensemble.run + portion.count, portions: [...ensemble.portions, whole] };
}

function withoutDiverged(portion: Portion, scenarios: number): Portion {
  const rowLength = portion.values.length / Math.max(1, scenarios * portion.count);
  const rowOf = (scenario: number, member: number): number => (scenario * portion.count + member) * rowLength;
  const places = Array.from({ length: scenarios }, (_, scenario) => scenario);
  const values = portion.values.slice();
  for (let member = 0; member < portion.count; member += 1) {
    if (places.every((scenario) => !Number.isNaN(values[rowOf(scenario, member)]))) continue;
    for (const scenario of places) values.fill(NaN, rowOf(scenario, member), rowOf(scenario, member) + rowLength);
  }
  return { ...portion, values };
}

/** Which saved row is nearest to a time. */
export function timeIndex(layout: Layout, time: number): number {
  let nearest = 0;
  layout.times.forEach((candidate, index) => {
    if (Math.abs(candidate - time) < Math.abs((layout.times[nearest] ?? NaN) - time)) nearest = index;
  });
  return nearest;
}

/**
 * One indicator at one time: a value for each member asked for, NaN where it has not been run yet or has diverged.
 * An unknown scenario or indicator gives an empty array.
 */
export function memberValues(ensemble: Ensemble, scenario: string, indicator: string, time: number): Float64Array {
  const { layout, portions } = ensemble;
  const row = layout.indicators.indexOf(indicator);
  const place = ensemble.scenarios.indexOf(scenario);
  if (row < 0 || place < 0) return new Float64Array(0);
  const rowLength = layout.indicators.length * layout.times.length;
  const offset = row * layout.times.length + time;
  const values = new Float64Array(ensemble.asked).fill(NaN);
  for (const { from, count, values: source } of portions) {
    for (let member = 0; member < count; member += 1) {
      values[from + member] = source[(place * count + member) * rowLength + offset] ?? NaN;
    }
  }
  return values;
}

/** One indicator of a central run over all times. */
export function centralSeries(layout: Layout, values: Float64Array, indicator: string): Float64Array {
  const row = layout.indicators.indexOf(indicator);
  if (row < 0) return new Float64Array(layout.times.length).fill(NaN);
  return values.slice(row * layout.times.length, (row + 1) * layout.times.length);
}
