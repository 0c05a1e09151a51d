/** The results of an experiment, output by output. */
export function outputColumns(found: Float64Array, outputs: number): readonly Float64Array[] {
  return Array.from({ length: outputs }, (_, column) =>
    Float64Array.from({ length: found.length / outputs }, (__, row) => found[row * outputs + column] ?? Number.NaN),
  );
}

/** Runs in which an output has no finite number. */
export function failedRuns(columns: readonly Float64Array[]): number {
  const runs = columns[0]?.length ?? 0;
  let failed = 0;
  for (let run = 0; run < runs; run++) if (columns.some((values) => !Number.isFinite(values[run]))) failed++;
  return failed;
}

/** What to say of runs that failed: nothing where there are none. */
export function failureNotes(failed: number, runs: number): readonly string[] {
  if (failed === 0) return [];
  const weight =
    failed > runs / 20 ? '; that is too many to rely on the rest: narrow the ranges to where the model can be run' : '';
  return [`${failed} of ${runs} runs failed and are left out, so that the findings are of the others alone${weight}.`];
}
