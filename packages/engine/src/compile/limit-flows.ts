import type { CheckedModel, CheckedVariable } from '../check/checked-model.ts';
import type { VariableId } from '../model/model.ts';
import { toId } from '../model/names.ts';
import type { Builder, Rule } from './builder.ts';
import { code, eachSlot } from './code.ts';
import { baseOf, namesOf, slotsOf, type ModelContext } from './lower-definition.ts';
import type { Code } from './program.ts';

/**
 * Gives a flow another value than its equation asks for: `change` makes it of what is wanted. `atStart`: whether what is wanted stands while
 * initial values are worked out.
 */
export function changeFlow(
  builder: Builder,
  slot: number,
  { change, atStart = false }: { change: (wanted: Code) => Code; atStart?: boolean },
): void {
  const rule = builder.rules[slot];
  if (rule?.kind !== 'formula' && rule?.kind !== 'parameter') return;
  const wanted = builder.allocate([builder.owners[slot] ?? '']);
  builder.set(wanted, rule);
  if (rule.kind === 'parameter') builder.moveParameter(slot, wanted);
  const initial = atStart ? { initial: code.slot(wanted) } : {};
  builder.set(slot, { kind: 'formula', code: change(code.slot(wanted)), ...initial });
}

/** A stock's gains less its losses. */
export function balance(inflows: readonly number[], outflows: readonly number[]): Code {
  const gain = inflows
    .map(code.slot)
    .reduce<Code | undefined>((sum, each) => (sum === undefined ? each : code.add(sum, each)), undefined);
  return outflows.map(code.slot).reduce((rest, each) => code.subtract(rest, each), gain ?? code.constant(0));
}

/**
 * Holds back the outflows of every non-negative stock: in the order in which they are listed, each takes at most what the stock has left for
 * this step, what flows in during the step included (isee systems, "Flow prioritization"). An outflow that reads another comes after it,
 * and an inflow that reads one of the outflows does not count, lest the flows be circular; what Stella does with those is unchecked. So is
 * that an outflow of more dimensions than its stock is held back element by element.
 */
export function limitOutflows(context: ModelContext): void {
  const shared = sharedOutflows(context.checked);
  for (const stock of context.checked.variables.values()) {
    if (stock.variable.kind === 'stock' && stock.variable.nonNegative && !setsItsFlows(stock))
      limitStock(stock, { shared, context });
  }
}

function setsItsFlows({ conveyor, queue }: CheckedVariable): boolean {
  return conveyor !== undefined || queue !== undefined;
}

function limitStock(
  stock: CheckedVariable,
  { shared, context }: { shared: ReadonlySet<VariableId>; context: ModelContext },
): void {
  if (stock.variable.kind !== 'stock') return;
  const { inflows, outflows } = stock.variable;
  const { builder } = context;
  const base = baseOf(stock, context);
  const sharedSlots = outflows.filter((name) => shared.has(toId(name)));
  for (const [index, name] of namesOf(stock).entries()) {
    const gains = slotsOf(inflows, { variable: stock, index }, context);
    const losses = inOrder(slotsOf(outflows, { variable: stock, index }, context), builder.rules);
    if (losses.length === 0) continue;
    const kept = new Set(slotsOf(sharedSlots, { variable: stock, index }, context));
    // Where what the stock starts with rests on what is wanted of it, as Stella allows.
    const atStart = reads(base + index, new Set(losses), { rules: builder.rules, at: 'start' });
    const counted = gains.filter((slot) => !reads(slot, new Set(losses), { rules: builder.rules, at: 'step' }));
    const there = counted.reduce<Code>(
      (sum, slot) => code.add(sum, code.slot(slot)),
      code.divide(code.slot(base + index), code.timeStep),
    );
    let left: Code = code.binary('max', code.constant(0), there);
    const taken = losses.map((slot) => {
      const available = builder.shared(name, left);
      let own = slot;
      if (kept.has(slot)) own = builder.slotOf(name, code.binary('min', code.slot(slot), available));
      else changeFlow(builder, slot, { change: (wanted) => code.binary('min', wanted, available), atStart });
      left = code.subtract(available, code.slot(own));
      return own;
    });
    const rule = builder.rules[base + index];
    if (kept.size > 0 && rule?.kind === 'integrator')
      builder.set(base + index, { ...rule, rate: builder.slotOf(name, balance(gains, taken)) });
  }
}

/**
 * Flows that leave more than one stock. They keep their value, since no value could suit both stocks; each non-negative stock then loses
 * what it has and no more.
 */
export function sharedOutflows({ variables }: CheckedModel): ReadonlySet<VariableId> {
  const met = new Set<VariableId>();
  const shared = new Set<VariableId>();
  for (const { variable } of variables.values()) {
    if (variable.kind !== 'stock') continue;
    for (const id of new Set(variable.outflows.map(toId))) {
      if (met.has(id)) shared.add(id);
      met.add(id);
    }
  }
  return shared;
}

/** Slots as they are listed, save that one comes after those that it reads. */
function inOrder(slots: readonly number[], rules: readonly Rule[]): number[] {
  const rest = [...slots];
  const sorted: number[] = [];
  while (rest.length > 0) {
    const free = rest.findIndex(
      (slot) => !reads(slot, new Set(rest.filter((each) => each !== slot)), { rules, at: 'step' }),
    );
    sorted.push(...rest.splice(Math.max(0, free), 1));
  }
  return sorted;
}

/** Whether what a slot is computed from, in a step or at the start, includes one of the targets. */
function reads(
  slot: number,
  targets: ReadonlySet<number>,
  { rules, at }: { rules: readonly Rule[]; at: 'step' | 'start' },
): boolean {
  const seen = new Set<number>();
  const open = [slot];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const read = codeOf(rules[next], at);
    if (read === undefined) continue;
    eachSlot(read, (each) => {
      if (!seen.has(each)) open.push(each);
      seen.add(each);
    });
    if ([...targets].some((target) => seen.has(target))) return true;
  }
  return false;
}

function codeOf(rule: Rule | undefined, at: 'step' | 'start'): Code | undefined {
  if (rule === undefined || rule.kind === 'parameter') return undefined;
  if (rule.kind === 'written') return code.slot(rule.by);
  if (rule.kind === 'formula') return at === 'start' ? (rule.initial ?? rule.code) : rule.code;
  return at === 'start' ? rule.initial : undefined;
}
