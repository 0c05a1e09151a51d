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
  const driven = Object.keys(values).flatMap((text) => setByStock(model, text) ?? []);
  if (driven.length > 0) throw new InputError(driven);
  if (unknown.length > 0) throw new InputError(unknown.map((text) => unknownVariable(model, text)));
  return { ...model, variables };
}

/** That a name is of a flow that a stock sets: the exit of a conveyor, or an outflow of a queue. */
function setByStock({ variables }: Model, text: string): Diagnostic | undefined {
  const id = toId(text.replace(/\[.*$/s, ''));
  const flow = variables.find((each) => toId(each.name) === id);
  if (flow?.kind !== 'flow') return undefined;
  const owner = variables.find(
    (each) =>
      each.kind === 'stock' &&
      (each.queue !== undefined || (each.conveyor !== undefined && flow.leak === undefined)) &&
      each.outflows.some((name) => toId(name) === id),
  );
  if (owner?.kind !== 'stock') return undefined;
  const isQueue = owner.queue !== undefined;
  return {
    code: 'not-a-constant',
    severity: 'error',
    message: `Cannot set "${text}": the ${isQueue ? 'queue' : 'conveyor'} that it leaves sets it`,
    advice: isQueue ? 'set what enters the queue' : 'set what enters the conveyor, or its transit time',
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
