import type { Program } from '../../compile/program.ts';
import type { BatchOutput, BatchRequest } from '../../run/backend.ts';
import type { FixedStepMethod } from './emit-advance.ts';
import { LaneRuns } from './run-batch.ts';
import { hasVectors } from './has-vectors.ts';

/** Programs of fewer assignments a step wait for one result after another; with several pairs of members at once there is more to do meanwhile. */
const pairsByLength = [
  { upTo: 60, pairs: 4 },
  { upTo: 200, pairs: 2 },
] as const;

/**
 * Makes a program ready to run batches, two members in each vector. What it gives carries out a batch, or gives undefined where that has to be
 * done one by one: a host without vectors, a single run, a method that chooses its own steps.
 */
export function prepareBatches(program: Program): (batch: BatchRequest) => BatchOutput | undefined {
  const ready = new Map<FixedStepMethod, LaneRuns>();
  const pairs = pairsByLength.find(({ upTo }) => program.step.length <= upTo)?.pairs ?? 1;
  return (batch) => {
    const { method, parameters } = batch;
    if (method === 'dormand-prince' || parameters.length < 2 || !hasVectors) return undefined;
    const runs = ready.get(method) ?? new LaneRuns(program, { method, pairs });
    ready.set(method, runs);
    return runs.run(batch);
  };
}
