import type { Expression } from '../equation/expression.ts';
import { parseEquation } from '../equation/parse.ts';
import type { Definition, Macro, Variable } from '../model/model.ts';
import { toId } from '../model/names.ts';
import { nearNames, suggestion } from '../model/near-names.ts';
import { faultDiagnostic, type Report } from './reporter.ts';

/** A macro whose equations are read, in the form in which calls look it up. */
export interface PreparedMacro {
  readonly id: string;
  readonly macro: Macro;
  readonly parameters: ReadonlySet<string>;
  /** Its variables by canonical name. */
  readonly locals: ReadonlyMap<string, Variable>;
  readonly value: Expression | undefined;
  readonly trees: ReadonlyMap<Definition, Expression>;
  /** The fewest arguments that a call may have. */
  readonly least: number;
}

/** The macros of a model by canonical name. What is wrong with one in itself is reported once, whether it is called or not. */
export function prepareMacros(macros: readonly Macro[], report: Report): ReadonlyMap<string, PreparedMacro> {
  const prepared = new Map<string, PreparedMacro>();
  for (const macro of macros) {
    const id = toId(macro.name);
    if (prepared.has(id)) {
      const message = `Cannot use two macros called "${macro.name}"`;
      report(faultDiagnostic({ code: 'duplicate-name', message, advice: 'rename one of them', place: macro.place }));
      continue;
    }
    prepared.set(id, prepare(macro, id, report));
  }
  return prepared;
}

function prepare(macro: Macro, id: string, report: Report): PreparedMacro {
  const say = (code: string, what: string, advice: string, near: readonly string[] = []): void =>
    report(
      faultDiagnostic({
        code,
        message: `Cannot use the macro "${macro.name}": ${what}`,
        advice,
        near,
        place: macro.place,
      }),
    );
  const parameters = new Set<string>();
  const locals = new Map<string, Variable>();
  for (const { name } of macro.parameters) {
    if (parameters.has(toId(name))) say('duplicate-name', `it has two parameters "${name}"`, 'rename one of them');
    parameters.add(toId(name));
  }
  for (const variable of macro.variables) {
    const own = toId(variable.name);
    if (locals.has(own) || parameters.has(own))
      say('duplicate-name', `it has two things called "${variable.name}"`, 'rename one of them');
    locals.set(own, variable);
  }
  for (const name of macro.outputs) {
    if (locals.has(toId(name))) continue;
    const near = nearNames(
      name,
      macro.variables.map((each) => each.name),
    );
    say('unknown-name', `its output "${name}" is none of its variables`, suggestion(near), near);
  }
  const firstOptional = macro.parameters.findIndex((each) => each.default !== undefined);
  const required = macro.parameters.findLastIndex((each) => each.default === undefined) + 1;
  if (firstOptional !== -1 && firstOptional < required) {
    say(
      'wrong-order',
      `"${macro.parameters[firstOptional]?.name ?? ''}" has a default, but a parameter after it has none`,
      'put parameters with defaults last',
    );
  }
  const trees = new Map<Definition, Expression>();
  for (const definition of macro.variables.flatMap(definitionsOf)) {
    const { expression } = parseEquation(definition.equation);
    if (expression !== undefined) trees.set(definition, expression);
  }
  const { expression: value, diagnostics } = parseEquation(macro.equation, {
    variable: macro.name,
    ...(macro.place === undefined ? {} : { place: macro.place }),
  });
  for (const each of diagnostics) report(each);
  if (
    value?.kind === 'reference' &&
    !locals.has(toId(value.name)) &&
    !parameters.has(toId(value.name)) &&
    value.qualified !== true
  ) {
    const near = nearNames(
      value.name,
      macro.variables.map((each) => each.name),
    );
    say(
      'missing-output',
      `no variable in it is called "${value.name}", which a call is worth`,
      near.length === 0 ? `give it a variable "${value.name}"` : suggestion(near),
      near,
    );
  }
  return { id, macro, parameters, locals, value, trees, least: required };
}

/** All equations of a variable. */
export function definitionsOf(variable: Variable): readonly Definition[] {
  if (variable.kind === 'stock') return [...variable.initial, ...(variable.net ?? [])];
  return variable.kind === 'lookup' ? [] : variable.definitions;
}

/** The arguments that a call needs, in words: `"input", "time" and, if it is not 0, "initial"`. */
export function neededArguments({ macro }: PreparedMacro): string {
  if (macro.parameters.length === 0) return 'none';
  const words = macro.parameters.map(({ name, default: standIn }) =>
    standIn === undefined ? `"${name}"` : `"${name}" (or ${standIn})`,
  );
  return words.join(', ');
}
