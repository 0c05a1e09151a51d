import type { Distribution } from '../../random/distribution.ts';
import { at } from './at.ts';
import { cholesky } from '../../numeric/cholesky.ts';
import { drawnRows } from './predict.ts';
import { kernel } from '../../numeric/kernel.ts';
import type { CalibrationParameter } from './parameter-space.ts';
import type { Posterior } from './posterior.ts';

/** Values of constants for the members of an ensemble; `values[d][m]` is constant `d` of member `m`. */
export interface DrawnConstants {
  readonly names: readonly string[];
  readonly memberCount: number;
  readonly values: readonly Float64Array[];
}

/** Draws of a posterior, evenly taken, for the constants of a model: dispersions and autocorrelations, which are none, are left out. */
export function posteriorDraws(posterior: Posterior, { members }: { members: number }): DrawnConstants {
  const rows = drawnRows(posterior, members);
  const places = Array.from({ length: posterior.constants }, (_, place) => place);
  return {
    names: places.map((place) => posterior.parameters[place]?.name ?? ''),
    memberCount: rows.length,
    values: places.map((place) => Float64Array.from(rows, (row) => at(row, place))),
  };
}

/**
 * A posterior as the prior of another calibration, such as that of a local model: for each constant a log-normal distribution where all draws are above 0, else a normal one, with the draws' moments and
 * within the range of its own prior; and the correlation of the scores, which makes them a joint prior. Dispersions belong to the series and are left out.
 *
 * @param widening by which the deviations grow, since another place is not this one; by default 1
 */
export function priorFromPosterior(
  posterior: Posterior,
  { widening = 1 }: { widening?: number } = {},
): { readonly parameters: readonly CalibrationParameter[]; readonly correlation: Float64Array } {
  const size = posterior.parameters.length;
  const places = Array.from({ length: posterior.constants }, (_, place) => place);
  const count = posterior.draws.length / size;
  const columns = places.map((place) =>
    Float64Array.from({ length: count }, (_, row) => at(posterior.draws, row * size + place)),
  );
  const logs = columns.map((column) =>
    column.every((each) => each > 0) ? column.map((each) => kernel.ln(each)) : column,
  );
  const parameters = places.map((place, index): CalibrationParameter => {
    const { name, prior } = posterior.parameters[place] ?? { name: '', prior: { kind: 'uniform', low: 0, high: 1 } };
    const own = logs[index] ?? new Float64Array(0);
    const { mean, deviation } = moments(own);
    const ends = {
      ...(prior.low === undefined ? {} : { low: prior.low }),
      ...(prior.high === undefined ? {} : { high: prior.high }),
    };
    const shape: Distribution =
      own === columns[index]
        ? { kind: 'normal', mean, deviation: deviation * widening, ...ends }
        : { kind: 'logNormal', median: kernel.exp(mean), deviation: deviation * widening, ...ends };
    return { name, prior: shape };
  });
  return { parameters, correlation: correlationOf(logs) };
}

function moments(values: Float64Array): { mean: number; deviation: number } {
  const mean = values.reduce((sum, each) => sum + each / values.length, 0);
  const square = values.reduce((sum, each) => sum + (each - mean) * (each - mean), 0);
  return { mean, deviation: Math.sqrt(square / (values.length - 1)) };
}

/** Drawn a little towards none, so that it is that of a distribution. */
function correlationOf(columns: readonly Float64Array[]): Float64Array {
  const size = columns.length;
  const standard = columns.map((column) => {
    const { mean, deviation } = moments(column);
    return column.map((each) => (each - mean) / deviation);
  });
  const raw = Float64Array.from({ length: size * size }, (_, place) => {
    const [a, b] = [standard[Math.floor(place / size)], standard[place % size]];
    if (a === undefined || b === undefined || a === b) return 1;
    return a.reduce((sum, each, row) => sum + each * at(b, row), 0) / (a.length - 1);
  });
  for (let drawn = 1e-6; drawn < 1; drawn *= 10) {
    const found = raw.map((each, place) => (place % (size + 1) === 0 ? 1 : (1 - drawn) * each));
    if (cholesky(found, size) !== undefined) return found;
  }
  return raw.map((_, place) => (place % (size + 1) === 0 ? 1 : 0));
}
