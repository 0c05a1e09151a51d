import { isAbsent, type CheckedModel, type CheckedVariable } from '../check/checked-model.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { VariableId } from '../model/model.ts';
import { Builder } from './builder.ts';
import { code } from './code.ts';
import { balance, limitOutflows } from './limit-flows.ts';
import { lowerConveyor } from './lower-conveyor.ts';
import { lowerQueue } from './lower-queue.ts';
import {
  baseOf,
  caseAt,
  lowerCase,
  namesOf,
  numberOf,
  slotsOf,
  type ElementContext,
  type Lowered,
  type ModelContext,
} from './lower-definition.ts';
import { nothing } from './lower-reference.ts';
import type { Code } from './program.ts';

/** Gives every variable its slots and every slot its rule; whatever an equation gets wrong is reported. */
export function lowerModel(checked: CheckedModel, report: (diagnostic: Diagnostic) => void): Lowered {
  const builder = new Builder();
  const bases = new Map<VariableId, number>();
  for (const variable of checked.variables.values()) {
    if (variable.variable.kind !== 'lookup') bases.set(variable.id, builder.allocate(namesOf(variable)));
  }
  const context: ModelContext = {
    builder,
    bases,
    checked,
    leakRows: new Map(),
    admissions: new Map(),
    report: once(report),
  };
  for (const variable of checked.variables.values()) {
    if (variable.variable.kind === 'stock') lowerStock(variable, context);
    else if (variable.variable.kind !== 'lookup' && !checked.driven.has(variable.id)) lowerFormulas(variable, context);
  }
  limitOutflows(context);
  builder.finish();
  return { builder, bases };
}

/** Passes on each problem once, though an array's equation is lowered for every element. */
function once(report: (diagnostic: Diagnostic) => void): (diagnostic: Diagnostic) => void {
  const seen = new Set<string>();
  return (diagnostic) => {
    const key = JSON.stringify(diagnostic);
    if (seen.has(key)) return;
    seen.add(key);
    report(diagnostic);
  };
}

/** Constants, converters and flows. A plain number is a parameter. */
function lowerFormulas(variable: CheckedVariable, context: ModelContext): void {
  const base = baseOf(variable, context);
  const { builder } = context;
  const nonNegative = variable.variable.kind === 'flow' && variable.variable.nonNegative;
  for (const [index, name] of namesOf(variable).entries()) {
    const own = caseAt(variable.value, index);
    if (own === undefined) continue;
    const value = numberOf(own);
    if (value !== undefined && !nonNegative && variable.variable.hidden !== true) {
      builder.parameter(base + index, { name, value });
      continue;
    }
    const node = lowerCase(own, { variable, index, name, context });
    if (node === undefined) continue;
    builder.set(base + index, {
      kind: 'formula',
      code: nonNegative ? code.binary('max', code.constant(0), node) : node,
    });
  }
}

function lowerStock(variable: CheckedVariable, context: ModelContext): void {
  if (variable.variable.kind !== 'stock') return;
  const base = baseOf(variable, context);
  const { builder } = context;
  const names = namesOf(variable);
  const initial = names.map((name, index) => lowerInitial({ variable, index, name, context }));
  if (variable.conveyor !== undefined) {
    lowerConveyor(variable, { conveyor: variable.conveyor, initial, context });
    return;
  }
  if (variable.queue !== undefined) {
    lowerQueue(variable, { queue: variable.queue, initial, context });
    return;
  }
  const { inflows, outflows } = variable.variable;
  for (const [index, name] of names.entries()) {
    if (isAbsent(variable, index)) continue;
    const net = variable.net === undefined ? undefined : caseAt(variable.net, index);
    const rate =
      net === undefined
        ? balance(slotsOf(inflows, { variable, index }, context), slotsOf(outflows, { variable, index }, context))
        : (lowerCase(net, { variable, index, name, context }) ?? nothing);
    builder.set(base + index, {
      kind: 'integrator',
      initial: initial[index] ?? nothing,
      rate: builder.slotOf(name, rate),
    });
  }
}

/** A stock's initial value, where it is a plain number, is a parameter of the stock's own name. */
function lowerInitial(element: ElementContext): Code {
  const { variable, index, name, context } = element;
  const own = caseAt(variable.value, index);
  if (own === undefined) return nothing;
  const value = variable.variable.hidden === true ? undefined : numberOf(own);
  const listed = variable.variable.kind === 'stock' && variable.variable.conveyor?.contents !== undefined;
  if (value === undefined || listed) return lowerCase(own, element) ?? nothing;
  const slot = context.builder.allocate([name]);
  context.builder.parameter(slot, { name, value });
  return code.slot(slot);
}
