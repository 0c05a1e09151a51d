import type { BatchOutput, BatchRequest, PreparedProgram } from './backend.ts';

/** A batch as single runs, one after another: what a back end does that has no faster way, and what a faster way must equal. */
export function oneByOne(run: PreparedProgram['run'], { parameters, members, ...shared }: BatchRequest): BatchOutput {
  const rowCount = Math.floor(shared.steps / shared.saveEvery) + 1;
  const rows = new Float64Array(parameters.length * rowCount * shared.save.length);
  const statuses = parameters.map((own, index) => {
    const output = run({ ...shared, parameters: own, member: members[index] ?? 0 });
    rows.set(output.rows, index * rowCount * shared.save.length);
    return output.status;
  });
  return { rows, rowCount, statuses };
}
