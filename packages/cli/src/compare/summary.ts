import { probabilityBetter } from '@weir/care';
import type { Bands, Comparison, GeneralModel, Indicator, Strategy } from '@weir/care';

/** A median with the bands that hold 50 and 90 of 100 members. */
export interface Band {
  readonly median: number;
  readonly low50: number;
  readonly high50: number;
  readonly low90: number;
  readonly high90: number;
}

/** One indicator of one strategy in one year. */
export interface IndicatorSummary {
  readonly value: Band;
  /** Strategy less business as usual, member by member. */
  readonly difference: Band;
  /** Share of members in which it is lower than under business as usual; a tie counts half. */
  readonly probabilityLower: number;
}

/** One strategy in one year: its indicators, and how surely fewer children are looked after than under each other. */
export interface YearSummary {
  readonly year: number;
  readonly indicators: Readonly<Record<string, IndicatorSummary>>;
  readonly probabilityFewerLookedAfterThan: Readonly<Record<string, number>>;
}

/** One strategy beside business as usual. */
export interface StrategySummary {
  readonly id: string;
  readonly name: string;
  readonly figure4: boolean;
  readonly grade: Strategy['grade'] | null;
  readonly years: readonly YearSummary[];
}

/** The strategies side by side, in the order of the general model; business as usual first. */
export interface ComparisonSummary {
  readonly model: string;
  readonly version: string;
  readonly seed: number;
  readonly members: number;
  /** Members left out because a run diverged. */
  readonly dropped: number;
  readonly indicators: readonly {
    readonly id: string;
    readonly name: string;
    readonly unit: string;
    readonly meaning: string;
  }[];
  readonly strategies: readonly StrategySummary[];
}

/** Ids of the indicators by which strategies are compared. */
export const printedIndicators = ['looked-after', 'cumulative-spend', 'caseload', 'unmet-need'] as const;

/** Years at whose 31 March strategies are compared. */
export const printedYears = [2030, 2035] as const;

/** Reduces a comparison to what is printed. Values are in the indicators' printed units, to six digits. */
export function summarise(general: GeneralModel, comparison: Comparison): ComparisonSummary {
  const indicators = printedIndicators.map((id) => {
    const found = general.indicators.find((indicator) => indicator.id === id);
    if (found === undefined) throw new RangeError(`Cannot summarise "${id}": the general model has no such indicator`);
    return found;
  });
  return {
    model: general.model.name,
    version: general.version,
    seed: comparison.seed,
    members: comparison.memberCount,
    dropped: comparison.dropped,
    indicators: indicators.map(({ id, name, unit, meaning }) => ({ id, name, unit, meaning })),
    strategies: comparison.scenarios.map(({ scenario }, place) => {
      const strategy = general.strategies.find(({ id }) => id === scenario.id);
      return {
        id: scenario.id,
        name: scenario.name,
        figure4: strategy?.figure4 ?? false,
        grade: strategy?.grade ?? null,
        years: printedYears.map((year) => summariseYear(comparison, { place, year, indicators })),
      };
    }),
  };
}

function summariseYear(
  comparison: Comparison,
  {
    place,
    year,
    indicators,
  }: { readonly place: number; readonly year: number; readonly indicators: readonly Indicator[] },
): YearSummary {
  const result = comparison.scenarios[place];
  const usual = comparison.scenarios[0]?.scenario.id;
  if (result === undefined || usual === undefined)
    throw new RangeError(`Cannot summarise scenario ${place}: there is none`);
  const row = comparison.times.findIndex((time) => Math.abs(time - year) < 1e-6);
  if (row < 0) throw new RangeError(`Cannot summarise ${year}: the run has no such time`);
  const own = result.scenario.id;
  const lower = (indicator: string, than: string): number =>
    rounded(probabilityBetter(comparison, { a: own, b: than, indicator, time: year, better: 'lower' }));
  const others = comparison.scenarios.map(({ scenario }) => scenario.id).filter((id) => id !== own);
  return {
    year,
    indicators: Object.fromEntries(
      indicators.map(({ id, scale }) => [
        id,
        {
          value: bandAt(result.levels[id], row, scale),
          difference: bandAt(result.differences[id], row, scale),
          probabilityLower: lower(id, usual),
        },
      ]),
    ),
    probabilityFewerLookedAfterThan: Object.fromEntries(others.map((id) => [id, lower('looked-after', id)])),
  };
}

function bandAt(bands: Bands | undefined, row: number, scale: number): Band {
  if (bands === undefined) throw new RangeError('Cannot summarise an indicator that the comparison does not have');
  const at = (values: Float64Array): number => rounded((values[row] ?? Number.NaN) * scale);
  return {
    median: at(bands.median),
    low50: at(bands.low50),
    high50: at(bands.high50),
    low90: at(bands.low90),
    high90: at(bands.high90),
  };
}

/** Six digits: more would suggest a precision that there is not. */
function rounded(value: number): number {
  return Number(value.toPrecision(6));
}
