import type { BatchRequest, PreparedProgram } from '../run/backend.ts';
import { oneByOne } from '../run/one-by-one.ts';

/** Where a batch gives something else than its runs one by one, to the bit; the first few places. Empty where nowhere. */
export function batchDifferences(prepared: PreparedProgram, batch: BatchRequest): string[] {
  const found = prepared.runBatch(batch);
  const meant = oneByOne((request) => prepared.run(request), batch);
  const differences: string[] = [];
  const size = meant.rowCount * batch.save.length;
  if (found.rows.length !== meant.rows.length || found.rowCount !== meant.rowCount) {
    differences.push(`${found.rows.length} numbers instead of ${meant.rows.length}`);
  }
  for (let place = 0; place < meant.rows.length && differences.length < 5; place++) {
    if (Object.is(found.rows[place], meant.rows[place])) continue;
    const [run, rest] = [Math.floor(place / size), place % size];
    const [row, slot] = [Math.floor(rest / batch.save.length), batch.save[rest % batch.save.length]];
    differences.push(`run ${run}, row ${row}, slot ${slot}: ${found.rows[place]} instead of ${meant.rows[place]}`);
  }
  for (const [run, status] of meant.statuses.entries()) {
    const other = JSON.stringify(found.statuses[run]);
    if (other !== JSON.stringify(status)) differences.push(`run ${run}: ${other} instead of ${JSON.stringify(status)}`);
  }
  return differences;
}
