import { elementName } from '../check/checked-model.ts';
import type { CheckedConveyor, CheckedVariable, DefinitionCase } from '../check/checked-model.ts';
import type { VariableId } from '../model/model.ts';
import { toId } from '../model/names.ts';
import type { Memory } from './builder.ts';
import { code } from './code.ts';
import { discreteLimit, discreteStart, startRefusal } from './discrete-conveyor.ts';
import { keepsValue } from './keeps-value.ts';
import { balance, changeFlow } from './limit-flows.ts';
import {
  baseOf,
  caseAt,
  lowerCase,
  namesOf,
  numberOf,
  slotsOf,
  type ElementContext,
  type ModelContext,
} from './lower-definition.ts';
import { nothing } from './lower-reference.ts';
import { beltSize, spreads, stepsOf, type Spread, type Zone } from './procedures/belt.ts';
import { conveyorHead } from './procedures/conveyor.ts';
import { runSteps } from './run-steps.ts';
import type { Code } from './program.ts';
import { startValue } from './start-value.ts';

/** One element of a conveyor while it is lowered. */
interface Element extends ElementContext {
  readonly conveyor: CheckedConveyor;
}

const zero = code.constant(0);
/** Longer belts are refused. */
const mostSlats = 1_000_000;

/**
 * Lowers a conveyor: a belt in memory that is moved on after each step, from which its value and its outflows are read, and limits on its
 * inflows. `initial`: for each element, the code of its initial value.
 */
export function lowerConveyor(
  variable: CheckedVariable,
  { conveyor, initial, context }: { conveyor: CheckedConveyor; initial: readonly Code[]; context: ModelContext },
): void {
  const { builder, checked } = context;
  const base = baseOf(variable, context);
  refuseMethod(variable, context);
  builder.eulerOnly.push(variable.variable.name);
  for (const [index, name] of namesOf(variable).entries()) {
    const element: Element = { variable, conveyor, index, name, context };
    const given = initial[index] ?? nothing;
    const start = isDiscrete(element) ? discreteStart(given, element) : given;
    builder.set(base + index, { kind: 'formula', code: nothing, initial: start });
    const parts = lowerParts(element);
    builder.defer(() => {
      const belt = makeBelt(element, parts, start);
      if (belt === undefined) return;
      builder.set(base + index, { kind: 'formula', code: code.slot(belt.memory.base), initial: start });
      setOutflows(element, parts, belt);
      limitInflows(element, parts);
      // Where it lies may depend on what leaks from other belts, which are all made by then.
      builder.defer(() => moveBelt(element, parts, belt));
    });
  }
  if (conveyor.arrest === undefined || variable.variable.kind !== 'stock') return;
  const fed = variable.variable.inflows.find((name) => {
    const owner = checked.driven.get(toId(name));
    return owner !== undefined && checked.variables.get(owner)?.conveyor !== undefined;
  });
  if (fed === undefined) return;
  refuse(variable, context, {
    message: `Cannot arrest the conveyor "${variable.variable.name}": "${fed}" comes from another conveyor, and what that one then does is not documented`,
    advice: 'let it come from a stock',
  });
}

function refuseMethod(variable: CheckedVariable, context: ModelContext): void {
  const { method } = context.checked.model.time;
  if (method === 'euler') return;
  refuse(variable, context, {
    message: `Cannot run the conveyor "${variable.variable.name}" with the method "${method}": it moves on once a step`,
    advice: 'choose Euler',
  });
}

/** The codes of a conveyor's own equations and of its leaks' fractions. */
interface Parts {
  /** Transit time now, and that of what enters now. */
  readonly transit: Code;
  readonly entering: Code;
  readonly capacity: Code | undefined;
  readonly inflowLimit: Code | undefined;
  readonly arrested: Code;
  readonly fractions: readonly Code[];
}

function lowerParts(element: Element): Parts {
  const { conveyor, context, name } = element;
  const { builder } = context;
  const own = (part: DefinitionCase | undefined): Code | undefined => {
    const node = part && (lowerCase(part, element) ?? nothing);
    return node && builder.shared(name, node);
  };
  const transit = code.slot(builder.slotOf(name, own(conveyor.length) ?? nothing));
  const sample = own(conveyor.sample);
  return {
    transit,
    entering: sample === undefined ? transit : sampled(element, transit, sample),
    capacity: own(conveyor.capacity),
    inflowLimit: own(conveyor.inflowLimit),
    arrested: own(conveyor.arrest) ?? zero,
    fractions: conveyor.leaks.map((id) => lowerFraction(id, element)),
  };
}

/** The transit time of when the sample expression last was not 0; at first, that of the start. */
function sampled({ context: { builder }, name }: Element, transit: Code, sample: Code): Code {
  const memory = builder.allocate([name]);
  const taken = builder.hidden(name, { kind: 'formula', code: code.select(sample, transit, code.slot(memory)) });
  builder.set(memory, { kind: 'held', initial: transit, next: taken });
  return code.slot(taken);
}

/** The equation of a leak is its fraction; a plain number is a parameter of the leak's name. */
function lowerFraction(id: VariableId, { index, context }: Element): Code {
  const leak = context.checked.variables.get(id);
  const own = leak === undefined ? undefined : caseAt(leak.value, index);
  if (leak === undefined || own === undefined) return nothing;
  const { builder } = context;
  const name = elementName(leak.variable.name, index, leak.dimensions);
  const value = leak.variable.hidden === true ? undefined : numberOf(own);
  if (value === undefined)
    return builder.shared(name, lowerCase(own, { variable: leak, index, name, context }) ?? nothing);
  const slot = builder.allocate([name]);
  builder.parameter(slot, { name, value });
  return code.slot(slot);
}

/** Something that enters a conveyor. */
interface Inflow {
  readonly slot: number;
  /** What sets it: another conveyor, a queue, or its own equation. */
  readonly from: 'conveyor' | 'queue' | 'stock';
}

interface ElementBelt {
  readonly memory: Memory;
  readonly slats: number;
  readonly open: boolean;
  /** The first inputs of every procedure of the conveyor. */
  readonly head: readonly Code[];
}

/** Memory as long as the transit time asks for: that of the start where it stays so, else enough for all steps of the run. */
function makeBelt(element: Element, parts: Parts, start: Code): ElementBelt | undefined {
  const { conveyor, context, name, variable } = element;
  const { builder, checked } = context;
  const { time } = checked.model;
  if (conveyor.length.expression === undefined) return undefined;
  const zones = conveyor.leaks.map((id): Zone => zoneOf(checked.variables.get(id)));
  const exponential = variable.variable.kind === 'stock' && variable.variable.conveyor?.exponentialLeak === true;
  const depth = stepsOf(startValue(parts.transit, builder.startContext(time)), time.step);
  const open = !keepsValue(parts.transit, builder.rules);
  const slats = open ? Math.max(depth, runSteps(time) + 1) : depth;
  if (!(slats <= mostSlats)) {
    refuse(variable, context, {
      message: `Cannot run the conveyor "${variable.variable.name}" with ${slats} steps from its entry to its exit: it needs from 1 to ${mostSlats}`,
      advice: 'check the transit time and the step',
    });
    return undefined;
  }
  if (!checkZones(zones, { depth, open, element })) return undefined;
  if (isDiscrete(element) && Number.isNaN(startValue(start, builder.startContext(time)))) {
    refuse(variable, context, startRefusal(variable.variable.name));
    return undefined;
  }
  const constant = (value: number): Code => code.slot(builder.slotOf(name, code.constant(value)));
  const head = conveyorHead<Code>(
    {
      slats: constant(slats),
      exponential: constant(Number(exponential)),
      open: constant(Number(open)),
      depth: constant(depth),
      zones: zones.map((zone) => ({ start: constant(zone.start), end: constant(zone.end) })),
      fractions: parts.fractions,
    },
    constant,
  );
  const listed = startContents(element, depth);
  if (listed === undefined) return undefined;
  const inputs = [...head, start, parts.transit, ...listed.map(code.constant)];
  const memory = builder.memory(name, {
    procedure: 'conveyorFill',
    inputs,
    size: beltSize({ slats, exponential, zones }),
  });
  return { memory, head, slats, open };
}

function zoneOf(flow: CheckedVariable | undefined): Zone {
  const { start = 0, end = 1 } = flow?.variable.kind === 'flow' ? (flow.variable.leak ?? {}) : {};
  return { start, end };
}

/** A zone that is not the whole belt must begin and end between slats, and the belt must keep its length. */
function checkZones(
  zones: readonly Zone[],
  { depth, open, element }: { depth: number; open: boolean; element: Element },
): boolean {
  const isWhole = (share: number): boolean => Math.abs(share * depth - Math.round(share * depth)) < 1e-6;
  const partial = zones.filter(({ start, end }) => start > 0 || end < 1);
  const wrong = partial.find(({ start, end }) => open || !(start < end) || !isWhole(start) || !isWhole(end));
  if (wrong === undefined) return true;
  const { variable, context } = element;
  const why = open ? 'the transit time changes' : `of its ${depth} steps they are no whole number`;
  refuse(variable, context, {
    message: `Cannot let the conveyor "${variable.variable.name}" leak from ${wrong.start} to ${wrong.end} of its length: ${why}`,
    advice: 'let it leak over its whole length, or over a whole number of steps',
  });
  return false;
}

/** What each slat holds at the start, where that is given: a value a slat, or a value a unit of time, evenly over its slats. */
function startContents({ variable, context }: Element, depth: number): readonly number[] | undefined {
  const contents = variable.variable.kind === 'stock' ? variable.variable.conveyor?.contents : undefined;
  if (contents === undefined || contents.length === depth) return contents ?? [];
  const each = Math.round(depth / contents.length);
  const { step } = context.checked.model.time;
  if (contents.length > 0 && each * contents.length === depth && Math.abs(each * step - 1) < 1e-9)
    return contents.flatMap((content) => Array.from({ length: each }, () => content / each));
  refuse(variable, context, {
    message: `Cannot start the conveyor "${variable.variable.name}" from a list of ${contents.length} values: it has ${depth} steps from its entry to its exit`,
    advice: 'give one value a step, or one a unit of time',
  });
  return undefined;
}

/** The exit and the leaks read what the belt gives. */
function setOutflows({ conveyor, context, index, name }: Element, parts: Parts, belt: ElementBelt): void {
  const { builder, bases, checked, leakRows } = context;
  const { memory, head, slats, open } = belt;
  const asked = conveyor.leaks.flatMap((id, leak) => (spreadOf(checked.variables.get(id)) === 'source' ? [leak] : []));
  // What it holds altogether is not asked for, so that what leaves does not seem to act on what leaves.
  const held = Array.from({ length: memory.size }, (_, place) =>
    place === 0 ? code.constant(0) : code.slot(memory.base + place),
  );
  const flows = [conveyor.exit, ...conveyor.leaks];
  const first = builder.procedure(name, {
    procedure: 'conveyorFlows',
    inputs: [...head, parts.arrested, ...[asked.length, ...asked].map(code.constant), ...held],
    size: flows.length + asked.length * slats,
  });
  for (const [place, leak] of asked.entries()) {
    const flow = bases.get(conveyor.leaks[leak] ?? conveyor.exit) ?? 0;
    leakRows.set(flow + index, { base: first + flows.length + place * slats, slats, open });
  }
  for (const [place, id] of flows.entries()) {
    const flow = bases.get(id);
    if (flow !== undefined) builder.set(flow + index, { kind: 'formula', code: code.slot(first + place) });
  }
}

/**
 * Inflows are at least 0 and, in the order in which they are listed, at most what the conveyor takes: capacity less what it holds, plus what leaves
 * it, and the inflow limit (isee systems, "Flow prioritization"). What comes from another conveyor is not held back, but takes up room; what comes
 * from a queue is held back by the queue itself, which is told of the room.
 */
function limitInflows(element: Element, parts: Parts): void {
  const { variable, conveyor, context, index, name } = element;
  if (variable.variable.kind !== 'stock') return;
  const { builder, bases } = context;
  const inflows = inflowsOf(element);
  const contents = code.slot(baseOf(variable, context) + index);
  const exit = code.slot((bases.get(conveyor.exit) ?? 0) + index);
  let room: Code | undefined;
  if (parts.capacity !== undefined) {
    const free = code.add(code.divide(code.subtract(parts.capacity, contents), code.timeStep), exit);
    room = inflows
      .filter(({ from }) => from === 'conveyor')
      .reduce<Code>((rest, { slot }) => code.subtract(rest, code.slot(slot)), free);
  }
  const limit = inflowLimit(element, { parts, inflows });
  if (limit !== undefined) room = room === undefined ? limit : code.binary('min', room, limit);
  refuseSeveralQueues(element, inflows);
  const { oneAtATime = true, batchIntegrity = false } = variable.variable.conveyor ?? {};
  for (const { slot, from } of inflows) {
    if (from === 'conveyor') continue;
    const left = room === undefined ? undefined : builder.shared(name, code.binary('max', zero, room));
    const arrestable = (rate: Code): Code =>
      conveyor.arrest === undefined ? rate : code.select(parts.arrested, zero, rate);
    if (from === 'queue') {
      const free = left ?? code.constant(Number.POSITIVE_INFINITY);
      context.admissions.set(slot, { room: arrestable(free), oneAtATime, batchIntegrity });
    } else {
      const change = (wanted: Code): Code =>
        arrestable(code.binary('max', zero, left === undefined ? wanted : code.binary('min', wanted, left)));
      changeFlow(builder, slot, { change });
    }
    if (left !== undefined) room = code.subtract(left, code.slot(slot));
  }
}

/** The rate at which all that is held back may enter together, less where a unit of time has taken its limit in fewer steps. */
function inflowLimit(
  element: Element,
  { parts, inflows }: { parts: Parts; inflows: readonly Inflow[] },
): Code | undefined {
  if (parts.inflowLimit === undefined || !isDiscrete(element)) return parts.inflowLimit;
  const counted = inflows.flatMap(({ slot, from }) => (from === 'conveyor' ? [] : [slot]));
  const limit = discreteLimit(parts.inflowLimit, { inflows: counted, element });
  if ('op' in limit) return limit;
  refuse(element.variable, element.context, limit);
  return undefined;
}

function isDiscrete({ variable: { variable } }: Element): boolean {
  return variable.kind === 'stock' && variable.conveyor?.discrete === true;
}

/** The slots of what enters an element of a conveyor, in the order in which it is listed, and what kind of stock sets each. */
function inflowsOf({ variable, context, index }: Element): Inflow[] {
  const { driven, variables } = context.checked;
  if (variable.variable.kind !== 'stock') return [];
  return variable.variable.inflows.flatMap((flow) => {
    const owner = variables.get(driven.get(toId(flow)) ?? toId(''));
    const from = owner === undefined ? 'stock' : owner.queue === undefined ? 'conveyor' : 'queue';
    return slotsOf([flow], { variable, index }, context).map((slot): Inflow => ({ slot, from }));
  });
}

/** "The conveyor will take the next batch in one of the queues each DT" (isee systems, "Equation tab"): of which, it does not say. */
function refuseSeveralQueues({ variable, context }: Element, inflows: readonly Inflow[]): void {
  const takesOne = variable.variable.kind === 'stock' && variable.variable.conveyor?.oneAtATime !== false;
  if (!takesOne || inflows.filter(({ from }) => from === 'queue').length < 2) return;
  refuse(variable, context, {
    message: `Cannot let several queues feed the conveyor "${variable.variable.name}", which takes one batch at a time: from which of them is not documented`,
    advice: 'let it take as many batches as it has room for, or lead the queues into one',
  });
}

function moveBelt(element: Element, parts: Parts, belt: ElementBelt): void {
  const { variable, conveyor, context, index, name } = element;
  if (variable.variable.kind !== 'stock') return;
  const { builder, bases } = context;
  const { inflows } = variable.variable;
  const leaving = [conveyor.exit, ...conveyor.leaks].flatMap((id) => {
    const base = bases.get(id);
    return base === undefined ? [] : [base + index];
  });
  builder.update(name, {
    procedure: 'conveyorMove',
    inputs: [...belt.head, parts.arrested, parts.entering, ...inflows.flatMap((flow) => entry(flow, element, belt))],
    memory: belt.memory,
    follows: balance(slotsOf(inflows, { variable, index }, context), []),
    total: balance(slotsOf(inflows, { variable, index }, context), leaving),
  });
}

/** What `conveyorMove` is told of an inflow. */
function entry(flow: string, { variable, index, context }: Element, { slats, open }: ElementBelt): Code[] {
  const spread = spreadOf(context.checked.variables.get(toId(flow)));
  return slotsOf([flow], { variable, index }, context).flatMap((slot) => {
    const head = [code.slot(slot), code.constant(spreads.indexOf(spread))];
    if (spread !== 'source') return head;
    const row = context.leakRows.get(slot);
    if (row?.slats === slats && !row.open && !open)
      return [...head, ...Array.from({ length: slats }, (_, slat) => code.slot(row.base + slat))];
    const why =
      row === undefined
        ? 'it is no leak of a conveyor'
        : 'the two conveyors have transit times that differ or change, and what lies where is then not documented';
    refuse(variable, context, {
      message: `Cannot lay "${flow}" on the conveyor "${variable.variable.name}" as it lay before: ${why}`,
      advice: 'let it enter at the beginning',
    });
    return head;
  });
}

function spreadOf(flow: CheckedVariable | undefined): Spread {
  return (flow?.variable.kind === 'flow' ? flow.variable.spread : undefined) ?? 'beginning';
}

function refuse(
  { variable }: CheckedVariable,
  { report }: ModelContext,
  details: { message: string; advice: string },
): void {
  const place = (variable.kind === 'stock' ? variable.conveyor?.place : undefined) ?? variable.place;
  report({
    code: 'bad-conveyor',
    severity: 'error',
    variable: variable.name,
    ...details,
    ...(place === undefined ? {} : { place }),
  });
}
