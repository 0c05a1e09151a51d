import type { Diagnostic } from '../model/diagnostic.ts';
import type { Definition, Model, Variable } from '../model/model.ts';
import { toId } from '../model/names.ts';
import { nearNames, suggestion } from '../model/near-names.ts';
import { printExpression } from '../equation/print.ts';
import { InputError } from './input-error.ts';

/**
 * A copy of a model in which variables have a number instead of their equation: `name` for all of a variable, `name[a,b]`
 * for an element. A stock's initial value is replaced; a flow's or auxiliary's whole equation is.
 *
 * @throws {InputError} where a name is not known.
 *
 * @example
 * ```ts
 * overrideVariables(model, { 'referral rate': 0.06, 'share[foster]': 0.7 });
 * ```
 */
export function overrideVariables(model: Model, values: Readonly<Record<string, number>>): Model {
  const variables = [...model.variables];
  const unknown: string[] = [];
  for (const [text, value] of Object.entries(values)) {
    const [, name = text, list] = /^(.*?)\s*\[([^\]]*)\]\s*$/s.exec(text) ?? [];
    const index = variables.findIndex((each) => toId(each.name) === toId(name));
    const variable = variables[index];
    if (variable === undefined || variable.kind === 'lookup') unknown.push(text);
    else variables[index] = override(variable, { value, subscripts: list?.split(',').map((each) => each.trim()) });
  }
  const exits = Object.keys(values).filter((text) => isExit(model, text));
  if (exits.length > 0) throw new InputError(exits.map(setByConveyor));
  if (unknown.length > 0) throw new InputError(unknown.map((text) => unknownVariable(model, text)));
  return { ...model, variables };
}

/** Whether a name is that of a flow by which what comes to the end of a conveyor leaves it. */
function isExit({ variables }: Model, text: string): boolean {
  const id = toId(text.replace(/\[.*$/s, ''));
  const flow = variables.find((each) => toId(each.name) === id);
  if (flow?.kind !== 'flow' || flow.leak !== undefined) return false;
  return variables.some(
    (each) => each.kind === 'stock' && each.conveyor !== undefined && each.outflows.some((name) => toId(name) === id),
  );
}

function setByConveyor(text: string): Diagnostic {
  const message = `Cannot set "${text}": the conveyor that it leaves sets it`;
  return {
    code: 'not-a-constant',
    severity: 'error',
    message,
    advice: 'set what enters the conveyor, or its transit time',
  };
}

function override(
  variable: Exclude<Variable, { kind: 'lookup' }>,
  { value, subscripts }: { value: number; subscripts: readonly string[] | undefined },
): Variable {
  const equation = printExpression({ kind: 'number', value, span: { start: 0, end: 0 } });
  const replace = (definitions: readonly Definition[]): Definition[] => {
    if (subscripts === undefined) return [{ subscripts: [], equation }];
    const others = definitions.map((each) => ({ ...each, except: [...(each.except ?? []), subscripts] }));
    return [
      ...others.filter((each) => each.subscripts.map(toId).join() !== subscripts.map(toId).join()),
      { subscripts, equation },
    ];
  };
  if (variable.kind === 'stock') {
    const stock = { ...variable, initial: replace(variable.initial) };
    if (variable.conveyor?.contents === undefined) return stock;
    // The new value is spread over the conveyor.
    const { contents: _contents, ...conveyor } = variable.conveyor;
    return { ...stock, conveyor };
  }
  return { ...variable, definitions: replace(variable.definitions) };
}

function unknownVariable(model: Model, text: string): ConstructorParameters<typeof InputError>[0][number] {
  const near = nearNames(
    text.replace(/\[.*$/s, ''),
    model.variables.map((each) => each.name),
  );
  return {
    code: 'unknown-name',
    severity: 'error',
    message: `Cannot set "${text}": the model has no such variable`,
    advice: suggestion(near),
    near,
  };
}
