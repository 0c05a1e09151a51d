import type { Distribution } from '../../random/distribution.ts';
import type { WorkOptions } from '../../run/work.ts';
import type { Experiment } from '../experiment.ts';
import type { Estimate } from '../resample.ts';
import { inSlices } from '../slices.ts';
import { describeIndices } from './describe-indices.ts';
import { requireOneEach } from './input-range.ts';
import { failedRuns, failureNotes, outputColumns } from './output-columns.ts';
import { indicesOf } from './sobol-estimators.ts';
import { sobolPlan } from './sobol-plan.ts';

export interface SobolOptions extends WorkOptions {
  /** What is known of each of the experiment's inputs, in their order. */
  readonly distributions: readonly Distribution[];
  /** Rows of the plan, best a power of 2; by default 1024. Runs: count × (inputs + 2), with `pairs` count × (2 × inputs + 2). */
  readonly count?: number;
  /** By default 1. */
  readonly seed?: number;
  /** Resamples that the bands rest on; by default 500. */
  readonly resamples?: number;
  /** Whether to ask which pairs act together too; by default not. */
  readonly pairs?: boolean;
}

/** Shares of the variance of one output that one input accounts for. */
export interface SobolIndex {
  readonly input: string;
  /** By itself, the others averaged over. */
  readonly first: Estimate;
  /** By itself and together with others: what would be left if all others were known. */
  readonly total: Estimate;
  /** Rows of the plan that these rest on: fewer than `count` where runs failed. */
  readonly rows: number;
}

/** The share of the variance of one output that two inputs account for together, beyond what each does by itself. */
export interface SobolPair {
  readonly inputs: readonly [string, string];
  readonly share: Estimate;
}

export interface SobolOutput {
  readonly output: string;
  readonly mean: number;
  readonly variance: number;
  /** Largest total first; none where the output did not vary, so that there is no variance to share out. */
  readonly indices: readonly SobolIndex[];
  /** Largest first. */
  readonly pairs: readonly SobolPair[];
  /** Sentences. */
  readonly findings: readonly string[];
}

export interface SobolIndices {
  readonly method: 'sobol';
  readonly seed: number;
  readonly count: number;
  readonly resamples: number;
  readonly runs: number;
  /** Runs that gave no number for an output. */
  readonly failed: number;
  readonly outputs: readonly SobolOutput[];
  /** What to bear in mind: runs that failed, and what the method assumes. */
  readonly notes: readonly string[];
}

/**
 * Sobol indices: which share of the variance of each output each input accounts for, by itself (first order) and with what it does
 * together with others (total), over the distributions of the inputs. First order by the estimator of Saltelli et al. 2010
 * ("Variance based sensitivity analysis of model output", table 2, b), total by that of Jansen 1999, pairs by that of Saltelli 2002; outputs
 * are centred first. The bands hold 95 of 100 bootstrap resamples of the plan's rows; they take the rows for independent, and as these are
 * spread evenly, the true error tends to be smaller. Inputs must be independent of each other. A row is left out for an input where
 * a run that it needs failed.
 *
 * @throws RangeError where the options make no sense
 * @example
 * ```ts
 * const experiment = { inputs: ['a', 'b'], outputs: ['y'], run: async (points: Float64Array) => points.filter((_, at) => at % 2 === 0) };
 * const known = { kind: 'uniform', low: 0, high: 3 } as const;
 * const { outputs } = await sobolIndices(experiment, { distributions: [known, known], count: 64 });
 * outputs[0]?.indices[0]?.input; // 'a'
 * ```
 */
export async function sobolIndices(experiment: Experiment, options: SobolOptions): Promise<SobolIndices> {
  const { distributions, count = 1024, seed = 1, resamples = 500, pairs = false } = options;
  const { inputs, outputs } = experiment;
  requireOneEach(inputs, distributions);
  if (!(Number.isInteger(count) && count >= 8))
    throw new RangeError(`Cannot estimate indices from ${count} rows: at least 8 are needed`);
  if (!(Number.isInteger(resamples) && resamples >= 20))
    throw new RangeError(`Cannot give bands by ${resamples} resamples: at least 20 are needed`);
  const points = sobolPlan({ distributions, count, seed, pairs });
  const columns = outputColumns(await experiment.run(points, options), outputs.length);
  const [runs, failed] = [points.length / inputs.length, failedRuns(columns)];
  const found: SobolOutput[] = [];
  for (const [place, output] of outputs.entries()) {
    const values = columns[place] ?? new Float64Array();
    const own = await inSlices(indicesOf(values, { inputs, count, seed, resamples, pairs }), options);
    found.push({ output, ...own, findings: describeIndices(output, own) });
  }
  const notes = [...failureNotes(failed, runs), ...limits];
  return { method: 'sobol', seed, count, resamples, runs, failed, outputs: found, notes };
}

const limits = [
  'The shares are of the variance over the distributions given, and hold for inputs that are independent of each other.',
  'Bands hold 95 of 100 resamples of the rows of the plan, as if these were independent; they say nothing of what was not varied.',
];
