import { isAbsent } from '../check/checked-model.ts';
import type { CheckedQueue, CheckedVariable } from '../check/checked-model.ts';
import { toId } from '../model/names.ts';
import { code } from './code.ts';
import { balance, changeFlow } from './limit-flows.ts';
import { baseOf, namesOf, slotsOf, type ElementContext, type ModelContext } from './lower-definition.ts';
import { runSteps } from './run-steps.ts';
import { nothing } from './lower-reference.ts';
import { queueHead, queueSize, type Service } from './procedures/queue.ts';
import type { Code } from './program.ts';
import { startValue } from './start-value.ts';

const zero = code.constant(0);

/** One element of a queue while it is lowered. */
interface Element extends ElementContext {
  readonly queue: CheckedQueue;
  /** The slots of its flows. */
  readonly inflows: readonly number[];
  readonly outflows: readonly number[];
  /** What it holds at the start. */
  readonly start: Code;
}

/**
 * Lowers a queue: batches in memory that are moved up after each step, from which its value and its outflows are read. Inflows are at least 0, as
 * XMILE 1.0 asks of them (4.3). `initial`: for each element, the code of its initial value.
 */
export function lowerQueue(
  variable: CheckedVariable,
  { queue, initial, context }: { queue: CheckedQueue; initial: readonly Code[]; context: ModelContext },
): void {
  const { builder } = context;
  const base = baseOf(variable, context);
  refuseMethod(variable, context);
  builder.eulerOnly.push(variable.variable.name);
  for (const [index, name] of namesOf(variable).entries()) {
    if (variable.variable.kind !== 'stock' || isAbsent(variable, index)) continue;
    const inflows = slotsOf(variable.variable.inflows, { variable, index }, context);
    const outflows = queue.outflows.flatMap(({ flow }) => {
      const first = context.bases.get(flow);
      return first === undefined ? [] : [first + index];
    });
    const start = initial[index] ?? nothing;
    const element: Element = { variable, queue, index, name, context, inflows, outflows, start };
    builder.set(base + index, { kind: 'formula', code: nothing, initial: start });
    // Until all rules are known, what leaves rests on what enters, as those who ask what reads what must see.
    const leaving = code.add(code.slot(base + index), balance(inflows, []));
    for (const slot of outflows) builder.set(slot, { kind: 'formula', code: leaving, initial: nothing });
    builder.defer(() => {
      holdAboveZero(element);
      // By then the conveyors have said how much they take.
      builder.defer(() => lineUp(element));
    });
  }
}

function refuseMethod(variable: CheckedVariable, context: ModelContext): void {
  const { method } = context.checked.model.time;
  if (method === 'euler') return;
  refuse(variable, context, {
    message: `Cannot run the queue "${variable.variable.name}" with the method "${method}": it moves on once a step`,
    advice: 'choose Euler',
  });
}

/** What a conveyor or another queue lets in is not below 0 as it is. */
function holdAboveZero({ variable, index, context }: Element): void {
  if (variable.variable.kind !== 'stock') return;
  const own = variable.variable.inflows.filter((flow) => !context.checked.driven.has(toId(flow)));
  for (const slot of slotsOf(own, { variable, index }, context))
    changeFlow(context.builder, slot, { change: (wanted) => code.binary('max', zero, wanted) });
}

function lineUp(element: Element): void {
  const { variable, queue, index, name, context, inflows, outflows, start } = element;
  const { builder, checked } = context;
  const { time } = checked.model;
  const level = baseOf(variable, context) + index;
  if (startValue(start, builder.startContext(time)) < 0) {
    refuse(variable, context, {
      message: `Cannot start the queue "${variable.variable.name}" with less than nothing in it`,
      advice: 'give an initial value of 0 or above',
    });
  }
  const services = queue.outflows.map(({ overflow }, place) => serviceOf(overflow, outflows[place] ?? -1, context));
  const shown = shownBatches(element);
  // What always takes all leaves one batch at most, that of the start; and where none matters by itself, all are one.
  const emptied = queue.outflows.some(({ overflow, conveyor }) => !overflow && conveyor === undefined);
  const batches = emptied || shown === 0 ? 1 : 1 + inflows.length * runSteps(time);
  const memory = builder.memory(name, { procedure: 'queueFill', inputs: [start], size: queueSize(batches) });
  builder.set(level, { kind: 'formula', code: code.slot(memory.base), initial: start });
  const each = { services, inflows: inflows.map(code.slot), shown: Math.min(shown, batches) };
  const head = queueHead<Code>(each, code.constant);
  // The value is asked for under the stock's own name, so that what leaves is seen to rest on what there is.
  const held = Array.from({ length: queueSize(each.shown) }, (_, place) =>
    code.slot(place === 0 ? level : memory.base + place),
  );
  if (outflows.length > 0) {
    const first = builder.procedure(name, {
      procedure: 'queueFlows',
      inputs: [...head, ...held],
      size: outflows.length,
    });
    for (const [place, slot] of outflows.entries())
      builder.set(slot, { kind: 'formula', code: code.slot(first + place) });
  }
  builder.update(name, {
    procedure: 'queueMove',
    inputs: head,
    memory,
    // What enters is a cause of what leaves by itself, and what is there already one through the value.
    follows: zero,
    total: balance(inflows, outflows),
  });
}

/**
 * How many batches from the front matter one by one: those that outflows may take one each, or all where batches stay whole, or where one is taken
 * after it has been taken from several.
 */
function shownBatches({ outflows, context }: Element): number {
  const admissions = outflows.flatMap((slot) => context.admissions.get(slot) ?? []);
  const firstOfSeveral = admissions.findIndex(({ oneAtATime }) => !oneAtATime);
  const after = admissions.slice(firstOfSeveral === -1 ? admissions.length : firstOfSeveral);
  const all = admissions.some(({ batchIntegrity }) => batchIntegrity) || after.some(({ oneAtATime }) => oneAtATime);
  return all ? Number.POSITIVE_INFINITY : admissions.filter(({ oneAtATime }) => oneAtATime).length;
}

function serviceOf(overflow: boolean, slot: number, { admissions }: ModelContext): Service<Code> {
  const admission = admissions.get(slot);
  const mark = (value: boolean | undefined): Code => code.constant(Number(value === true));
  return {
    overflow: mark(overflow),
    limited: mark(admission !== undefined),
    oneAtATime: mark(admission?.oneAtATime),
    whole: mark(admission?.batchIntegrity),
    room: admission?.room ?? zero,
  };
}

function refuse(
  { variable: { name, place } }: CheckedVariable,
  { report }: ModelContext,
  details: { message: string; advice: string },
): void {
  report({
    code: 'bad-queue',
    severity: 'error',
    variable: name,
    ...details,
    ...(place === undefined ? {} : { place }),
  });
}
