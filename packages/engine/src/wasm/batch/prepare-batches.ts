import type { Program } from '../../compile/program.ts';
import type { BatchOutput, BatchRequest, RunOutput, RunRequest } from '../../run/backend.ts';
import type { FixedStepMethod } from './emit-advance.ts';
import { BatchRuns } from './run-batch.ts';

/**
 * Short programs wait for one result after another; with several pairs of members at once there is more to do meanwhile. Measured: four pairs are
 * best for three stocks, two for a thousand equations; of more, the numbers and the instructions no longer fit into the nearest memory.
 */
const pairsByLength = [
  { upTo: 60, pairs: 4 },
  { upTo: 1200, pairs: 2 },
] as const;

/**
 * Makes a program ready to run batches, two members in each vector. What it gives carries out a batch, or gives undefined where that has to be
 * done one by one: for a single run, and by a method that chooses its own steps. `runAlone` carries out members that fail.
 */
export function prepareBatches(
  program: Program,
  runAlone: (request: RunRequest) => RunOutput,
): (batch: BatchRequest) => BatchOutput | undefined {
  const ready = new Map<FixedStepMethod, BatchRuns>();
  const pairs = pairsByLength.find(({ upTo }) => program.step.length <= upTo)?.pairs ?? 1;
  return (batch) => {
    const { method, parameters } = batch;
    if (method === 'dormand-prince' || parameters.length < 2) return undefined;
    const runs = ready.get(method) ?? new BatchRuns(program, { method, pairs, runAlone });
    ready.set(method, runs);
    return runs.run(batch);
  };
}
