import type { Backend, PreparedProgram } from './backend.ts';
import { timeOf } from './clock.ts';
import { resolveProblem, type Problem } from './problem.ts';
import type { Column, Results } from './results.ts';

/**
 * Carries out a problem. A run that diverges returns what it had, NaN after it, and says so in `status`.
 *
 * @throws {InputError} where a copy of a problem names what the program does not have.
 *
 * @example
 * ```ts
 * const { columns, times } = run(createProblem(model), interpreter);
 * ```
 */
export function run(problem: Problem, backend: Backend): Results {
  return runPrepared(problem, backend.prepare(problem.program));
}

/** The same for a program that a back end has prepared already: for many problems over one program. */
export function runPrepared(problem: Problem, prepared: PreparedProgram): Results {
  const { request, columns } = resolveProblem(problem);
  const { rows, rowCount, status } = prepared.run(request);
  const times = Float64Array.from({ length: rowCount }, (_, row) => timeOf(request, row * request.saveEvery));
  return {
    status,
    seed: problem.seed,
    member: problem.member,
    times,
    columns: columns.map((column): Column => {
      if (column.kind === 'time') return { name: column.name, values: times.slice() };
      if (column.kind === 'constant')
        return { name: column.name, values: new Float64Array(rowCount).fill(column.value) };
      const values = new Float64Array(rowCount);
      for (let row = 0; row < rowCount; row++)
        values[row] = rows[row * request.save.length + column.index] ?? Number.NaN;
      return { name: column.name, values };
    }),
  };
}

/** The column of a variable or element, as results name it or in any spelling of it; undefined where it was not saved. */
export function columnOf(results: Results, name: string): Float64Array | undefined {
  const plain = (text: string): string =>
    text
      .toLowerCase()
      .replace(/[\s_]+/g, '_')
      .replace(/_?([[\],])_?/g, '$1');
  return results.columns.find((each) => each.name === name || plain(each.name) === plain(name))?.values;
}
