import { compileModel } from '../compile/compile-model.ts';
import { interpreter } from '../interpret/interpreter.ts';
import { formatDiagnostic } from '../model/diagnostic.ts';
import type { Model } from '../model/model.ts';
import { createProblem } from '../run/problem.ts';
import { run } from '../run/run.ts';
import { foldName } from './conformance.ts';

/** What a model gives: every saved value of each variable, by folded name; throws where it does not compile. */
export function valuesOf(model: Model): Map<string, Float64Array> {
  const { program, diagnostics } = compileModel(model);
  if (program === undefined) throw new Error(diagnostics.map(formatDiagnostic).join('\n'));
  const { columns } = run(createProblem(program), interpreter);
  return new Map(columns.map((column) => [foldName(column.name), column.values]));
}

/** The values of some variables, as plain lists in which the two zeros are one. */
export function listed(model: Model, names: readonly string[]): Record<string, readonly number[]> {
  const values = valuesOf(model);
  return Object.fromEntries(
    names.map((name) => [name, Array.from(values.get(foldName(name)) ?? [], (value) => value + 0)]),
  );
}
