import type { WorkOptions } from '../../run/work.ts';
import { at } from './at.ts';
import type { Calibration } from './calibration.ts';
import type { Fit } from './fit.ts';
import { minimise } from './optimise/minimise.ts';
import { nelderMead } from './optimise/nelder-mead.ts';
import { defaultTolerance } from './optimise/search.ts';
import { judge } from './posterior-density.ts';

/** How well the figures can be explained for each value of one parameter, whatever the others are. */
export interface Profile {
  readonly name: string;
  readonly values: Float64Array;
  /** The greatest log-likelihood that there is with the value, less the greatest of all. */
  readonly logLikelihoods: Float64Array;
  /** The range of values within which it falls by less than 1.92: a 95 % confidence range for many figures (Wilks 1938). An end that the prior's range does not reach is absent. */
  readonly low?: number;
  readonly high?: number;
  /** What it says, in words. */
  readonly remark: string;
}

/** Half of the 95 % quantile of the chi-squared distribution of one degree of freedom. */
const halfChiSquare = 1.920729410347062;

/**
 * Profile likelihood (Venzon and Moolgavkar 1988; Raue and others 2009): one parameter is held at each of some values across its prior's central 99 % while the others are searched anew. A flat
 * profile shows that the figures do not tell the parameter, however narrow its posterior is: then that comes from its prior. Costly: a search for each value, all of them side by side.
 *
 * @throws RangeError where there is no parameter of that name
 */
export async function profileLikelihood(
  calibration: Calibration,
  {
    name,
    fit,
    points = 15,
    runsAPoint,
    ...work
  }: WorkOptions & {
    name: string;
    /** Where the searches begin. */
    fit: Pick<Fit, 'scores'>;
    points?: number;
    /** By default 60 for each parameter. */
    runsAPoint?: number;
  },
): Promise<Profile> {
  const { space } = calibration;
  const { dimension } = space;
  const place = space.names.indexOf(name);
  if (place < 0) throw new RangeError(`Cannot follow "${name}": it is not a parameter`);
  const grid = Float64Array.from({ length: points }, (_, index) => -2.5758 + (5.1516 * index) / (points - 1));
  const others = fit.scores.filter((_, i) => i !== place);
  const whole = (rest: Float64Array, score: number): Float64Array =>
    Float64Array.from({ length: dimension }, (_, i) => (i === place ? score : at(rest, i < place ? i : i - 1)));
  const mostEvaluations = runsAPoint ?? 60 * dimension;
  const logLikelihoods = new Float64Array(points).fill(Number.NEGATIVE_INFINITY);
  if (others.length === 0) {
    const found = await judge(calibration, grid, work);
    found.forEach(({ logLikelihood }, index) => (logLikelihoods[index] = logLikelihood));
  } else {
    // Each search has one more coordinate, which says whose it is: batches of all go to one function.
    const searches = Array.from(grid, (_, index) =>
      labelled(nelderMead({ start: others, scale: 0.3, mostEvaluations, tolerance: defaultTolerance }), {
        index,
        size: others.length,
      }),
    );
    const objective = async (labels: Float64Array): Promise<Float64Array> => {
      const size = others.length + 1;
      const scores = new Float64Array((labels.length / size) * dimension);
      for (let row = 0; row * size < labels.length; row++) {
        const rest = labels.subarray(row * size + 1, (row + 1) * size);
        scores.set(whole(rest, at(grid, at(labels, row * size))), row * dimension);
      }
      const judged = await judge(calibration, scores, work.signal === undefined ? {} : { signal: work.signal });
      return Float64Array.from(judged, ({ logLikelihood }, row) => {
        const index = at(labels, row * size);
        logLikelihoods[index] = Math.max(at(logLikelihoods, index), logLikelihood);
        // A slight pull to the middle keeps what the figures do not tell from running away.
        const rest = labels.subarray(row * size + 1, (row + 1) * size);
        return -logLikelihood + 1e-4 * rest.reduce((sum, each) => sum + each * each, 0);
      });
    };
    await minimise(searches, objective, { dimension, expected: mostEvaluations * points, ...work });
  }
  const [judgedFit] = await judge(calibration, fit.scores);
  const most = Math.max(judgedFit?.logLikelihood ?? Number.NEGATIVE_INFINITY, ...logLikelihoods);
  const valueAt = (score: number): number => at(space.valuesOf(fit.scores.with(place, score)), place);
  return describe({
    name,
    values: grid.map(valueAt),
    logLikelihoods: logLikelihoods.map((each) => each - most),
  });
}

/** A search whose points begin with a number. */
function* labelled(
  search: ReturnType<typeof nelderMead>,
  { index, size }: { index: number; size: number },
): ReturnType<typeof nelderMead> {
  let step = search.next();
  while (step.done !== true) {
    const count = step.value.length / size;
    const batch = new Float64Array(count * (size + 1));
    for (let row = 0; row < count; row++) {
      batch[row * (size + 1)] = index;
      batch.set(step.value.subarray(row * size, (row + 1) * size), row * (size + 1) + 1);
    }
    step = search.next(yield batch);
  }
  return step.value;
}

function describe({ name, values, logLikelihoods }: Omit<Profile, 'remark'>): Profile {
  const best = logLikelihoods.reduce((most, each, index) => (each > at(logLikelihoods, most) ? index : most), 0);
  const crossing = (direction: -1 | 1): number | undefined => {
    for (let index = best; index >= 0 && index < values.length; index += direction) {
      if (at(logLikelihoods, index) >= -halfChiSquare) continue;
      const inner = index - direction;
      if (inner === index || inner < 0 || inner >= values.length) return at(values, index);
      const [a, b] = [at(logLikelihoods, inner), at(logLikelihoods, index)];
      const share = Number.isFinite(b) ? (a + halfChiSquare) / (a - b) : 0.5;
      return at(values, inner) + share * (at(values, index) - at(values, inner));
    }
    return undefined;
  };
  const [low, high] = [crossing(-1), crossing(1)];
  const range = { ...(low === undefined ? {} : { low }), ...(high === undefined ? {} : { high }) };
  return { name, values, logLikelihoods, ...range, remark: remarkOf(name, { low, high }) };
}

function remarkOf(name: string, { low, high }: { low: number | undefined; high: number | undefined }): string {
  const plain = (value: number): string => String(Number(value.toPrecision(3)));
  if (low !== undefined && high !== undefined)
    return `The figures bound "${name}": ${plain(low)} to ${plain(high)} explains them as well as any value (95 %)`;
  if (low !== undefined)
    return `The figures bound "${name}" from below alone: any value from ${plain(low)} in its range explains them`;
  if (high !== undefined)
    return `The figures bound "${name}" from above alone: any value up to ${plain(high)} in its range explains them`;
  return `The figures do not tell "${name}": every value in its range explains them as well, if the others change with it`;
}
