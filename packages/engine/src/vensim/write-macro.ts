import { nodesOf } from '../equation/map-expression.ts';
import { parseEquation } from '../equation/parse.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Macro, Variable } from '../model/model.ts';
import { toId } from '../model/names.ts';
import { planHoldBack } from './hold-back.ts';
import { mdlName } from './print-mdl.ts';
import type { VariableWriter } from './write-variable.ts';

/** The macros, each after those that it calls, as Vensim wants them. */
export function calledFirst(macros: readonly Macro[]): Macro[] {
  const seen = new Set<Macro>();
  const sorted: Macro[] = [];
  const visit = (macro: Macro): void => {
    if (seen.has(macro)) return;
    seen.add(macro);
    const names = namesIn(macro);
    for (const other of macros) if (names.has(toId(other.name))) visit(other);
    sorted.push(macro);
  };
  for (const macro of macros) visit(macro);
  return sorted;
}

function namesIn({ equation, variables }: Macro): ReadonlySet<string> {
  const definitions = variables.flatMap((each) =>
    each.kind === 'lookup' ? [] : each.kind === 'stock' ? [...each.initial, ...(each.net ?? [])] : each.definitions,
  );
  const nodes = [equation, ...definitions.map((each) => each.equation)].flatMap((text) => {
    const { expression } = parseEquation(text);
    return expression === undefined ? [] : nodesOf(expression);
  });
  return new Set(nodes.flatMap((node) => ('name' in node ? [toId(node.name)] : [])));
}

/** What writes the equations inside a macro: it knows the macro's own names only. */
export type MacroWriter = VariableWriter & { readonly diagnostics: Diagnostic[] };

/** The text of a macro, `:MACRO:` to `:END OF MACRO:`. In Vensim it is worth the variable of its own name; another value is given one. */
export function writeMacro(
  writer: MacroWriter,
  macro: Macro,
  lines: (own: MacroWriter, variable: Variable) => string[],
): string {
  const { name, parameters, outputs, equation, variables } = macro;
  const { expression } = parseEquation(equation);
  const isOwn = expression?.kind === 'reference' && toId(expression.name) === toId(name);
  if (!isOwn && [...variables, ...parameters].some((each) => toId(each.name) === toId(name))) {
    writer.diagnostics.push({
      code: 'not-in-vensim',
      severity: 'error',
      message: `Cannot write the macro "${name}" for Vensim, in which a call is worth the variable of the macro's own name`,
      advice: 'rename that variable',
      ...(macro.place === undefined ? {} : { place: macro.place }),
    });
  }
  const definitions = [{ subscripts: [], equation }];
  const value: Variable = { kind: 'auxiliary', name, dimensions: [], documentation: '', definitions };
  const all = isOwn ? variables : [value, ...variables];
  const model = { ...writer.model, variables: all };
  const own: MacroWriter = {
    ...writer,
    model,
    print: {
      ...writer.print,
      variables: new Map(all.map((each) => [toId(each.name), each])),
      isInMacro: true,
      parameters: new Set(parameters.map((each) => toId(each.name))),
    },
    holdBack: planHoldBack(model),
    taken: new Set([...all, ...parameters].map((each) => toId(each.name))),
  };
  const further = outputs.length === 0 ? '' : ` : ${outputs.map(mdlName).join(', ')}`;
  const head = `:MACRO: ${mdlName(name)}(${parameters.map((each) => mdlName(each.name)).join(', ')}${further})`;
  const body = all.flatMap((each) => lines(own, each)).map(markClock);
  return [head, ...body, ':END OF MACRO:'].join('\n');
}

/** What holds back outflows speaks of the step, which a macro reaches with a dollar sign. */
function markClock(line: string): string {
  return line.replace(/(?<![\p{L}\p{N}_] ?)TIME STEP(?! ?[\p{L}\p{N}_$])/gu, 'TIME STEP$');
}
