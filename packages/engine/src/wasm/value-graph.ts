import { operandsOf } from '../compile/code.ts';
import { binaryOperations, lookUp, unaryOperations } from '../compile/primitives.ts';
import type { BinaryCode, Code, UnaryCode } from '../compile/program.ts';
import type { GraphicalFunction } from '../model/model.ts';
import type { CallCode } from './batch-calls.ts';
import { exactReciprocal, foldBinary, foldUnary } from './fold.ts';
import { OperationTable } from './operation-table.ts';
import { isLeaf, type CalledCode, type ClockCode, type Lanes, type Value } from './value.ts';

/** A value that is worked out once, before the first step, and the slot beyond the program's own in which it is kept. */
export interface Hoisted {
  readonly value: Value;
  readonly slot: number;
}

export interface GraphOptions {
  readonly tables: readonly GraphicalFunction[];
  /** Whether a slot keeps its value through all steps. */
  readonly isSteady: (slot: number) => boolean;
  /** Gives a slot for what is lifted out of the steps. */
  readonly newSlot: () => number;
}

/**
 * Makes the values of a module's functions from code, function after function, equal ones but once. What depends on nothing that changes in
 * a run is lifted out of the steps: it becomes a slot, and `hoisted` says how it is filled.
 *
 * Values are written in the order in which they are made, so that one which is asked for again has been worked out by then.
 */
export class ValueGraph {
  readonly hoisted: Hoisted[] = [];
  readonly #tables: readonly GraphicalFunction[];
  readonly #isSteady: (slot: number) => boolean;
  #hoisting = false;
  readonly #newSlot: () => number;
  #nextId = 0;
  #firstId = 0;
  readonly #hoistedSlots = new Map<Value, number>();
  readonly #steady = new OperationTable<Value>();
  readonly #constants = new Map<number, Value>();
  readonly #steadySlots = new Map<number, Value>();
  readonly #steadyClocks = new Map<ClockCode, Value>();
  /** What slots hold that the function has assigned. */
  #assigned = new Map<number, Value>();
  /** Slots that the function has read as they were when it began. */
  #read = new Map<number, Value>();
  #clocks = new Map<ClockCode, Value>();
  /** What the function works out, and at the end what only the branch or the loop does that is being made. */
  readonly #operations = new OperationTable<Value>();
  /** Of the loop that is being made, what is the same in every round, in order. */
  #prelude: (Value | Lanes)[] | undefined;
  readonly #ofPrelude = new OperationTable<Value>();
  readonly #packs = new OperationTable<number>();

  constructor({ tables, isSteady, newSlot }: GraphOptions) {
    this.#tables = tables;
    this.#isSteady = isSteady;
    this.#newSlot = newSlot;
  }

  /** How many values the function has. */
  get count(): number {
    return this.#nextId - this.#firstId;
  }

  /** Begins another function: it knows nothing of what the one before worked out. `hoisting`: whether it is a part of the steps. */
  begin({ hoisting }: { hoisting: boolean }): void {
    this.#hoisting = hoisting;
    this.#firstId = this.#nextId;
    this.#clocks = new Map();
    this.#forget();
  }

  /** From here on the slot holds the value; in a loop, the slot `stride` further in each round. */
  assign(slot: number, value: Value, stride = 0): void {
    if (stride === 0) this.overwrite(slot, 1);
    this.#assigned.set(placeKey(slot, stride), value);
  }

  /** From here on the slots hold what is not known. */
  overwrite(base: number, size: number): void {
    for (let slot = base; slot < base + size; slot++) {
      this.#assigned.delete(slot);
      // What was read from it before is another value, and so is all that was worked out from that.
      if (this.#read.has(slot)) this.#forget();
    }
  }

  /** Makes values that are worked out only if a branch is taken. */
  within<Result>(make: () => Result): Result {
    const { size } = this.#operations;
    const result = make();
    this.#operations.shrinkTo(size);
    return result;
  }

  /** Makes what a loop works out in each round; also gives what it is to work out before the first. Loops do not stand in one another. */
  loop<Result>(make: () => Result): { readonly result: Result; readonly prelude: readonly (Value | Lanes)[] } {
    const prelude: (Value | Lanes)[] = [];
    const assigned = new Map(this.#assigned);
    const read = new Map(this.#read);
    this.#prelude = prelude;
    const result = this.within(make);
    this.#prelude = undefined;
    this.#ofPrelude.clear();
    this.#assigned = assigned;
    this.#read = read;
    return { result, prelude };
  }

  /** The value of a code; each call counts as one use. */
  valueOf(code: Code, next?: Code): Value {
    return this.used(this.make(code, next));
  }

  /** What a slot has been assigned to hold, in a loop. */
  assigned(slot: number, stride: number): Value | undefined {
    return this.#assigned.get(placeKey(slot, stride));
  }

  /** Counts a use of a value. What is steady has a slot where it is used by what is not. */
  used(value: Value, bySteady = false): Value {
    const ready = this.#ready(value, bySteady);
    ready.uses += 1;
    return ready;
  }

  /** What every value has; `operands` are what it is of. */
  node(operands: readonly (Value | Lanes)[]): { id: number; steady: boolean; moving: boolean; uses: number } {
    return { id: this.#nextId++, steady: false, moving: operands.some(({ moving }) => moving), uses: 0 };
  }

  /** Notes what is the same in every round of the loop that is being made. */
  addToPrelude(value: Value | Lanes): void {
    this.#prelude?.push(value);
  }

  /** The value of a code, without counting a use. */
  make(code: Code, next?: Code): Value {
    switch (code.op) {
      case 'constant':
        return this.#constant(code.value);
      case 'slot': {
        const stride = next?.op === 'slot' ? next.slot - code.slot : 0;
        return this.#assigned.get(placeKey(code.slot, stride)) ?? this.#slot(code.slot, stride);
      }
      case 'time':
      case 'timeStep':
      case 'startTime':
      case 'stopTime':
        return this.#clock(code.op);
      case 'unary':
        return this.unary(code.function, this.make(code.operand, next?.op === 'unary' ? next.operand : undefined));
      case 'binary': {
        const beyond = next?.op === 'binary' ? next : undefined;
        return this.binary(code.function, this.make(code.left, beyond?.left), this.make(code.right, beyond?.right));
      }
      case 'select':
        return this.#select(code, next?.op === 'select' ? next : undefined);
      case 'lookup':
        return this.lookup(code.table, this.make(code.input, next?.op === 'lookup' ? next.input : undefined));
      case 'element': {
        const index = this.valueOf(code.index);
        const { base, size } = code;
        return { kind: 'element', id: this.#nextId++, steady: false, moving: true, uses: 0, base, size, index };
      }
      case 'procedure':
        throw new TypeError(`Cannot work out the procedure "${code.procedure}" within an expression`);
    }
  }

  unary(name: UnaryCode, input: Value): Value {
    const folded = foldUnary(name, input);
    if (folded !== undefined) return this.#constant(folded);
    const { steady, moving } = input;
    const operand = this.#ready(input, steady);
    const key = [unaryNumber[name], operand.id, 0] as const;
    const found = this.#find(key, { steady, moving });
    if (found !== undefined) return found;
    operand.uses += 1;
    return this.#keep(key, { kind: 'unary', id: this.#nextId++, steady, moving, uses: 0, function: name, operand });
  }

  binary(name: BinaryCode, one: Value, other: Value): Value {
    const folded = foldBinary(name, one, other);
    if (folded !== undefined) return typeof folded === 'number' ? this.#constant(folded) : folded;
    if (name === 'divide' && other.kind === 'constant') {
      const reciprocal = exactReciprocal(other.number);
      if (reciprocal !== undefined) return this.binary('multiply', one, this.#constant(reciprocal));
    }
    const steady = one.steady && other.steady;
    const moving = one.moving || other.moving;
    const left = this.#ready(one, steady);
    const right = this.#ready(other, steady);
    const key = [binaryNumber[name], left.id, right.id] as const;
    const found = this.#find(key, { steady, moving });
    if (found !== undefined) return found;
    left.uses += 1;
    right.uses += 1;
    return this.#keep(key, {
      kind: 'binary',
      id: this.#nextId++,
      steady,
      moving,
      uses: 0,
      function: name,
      left,
      right,
    });
  }

  lookup(table: number, from: Value): Value {
    const points = this.#tables[table];
    if (points === undefined) throw new RangeError(`Cannot find table ${table} of the program`);
    if (from.kind === 'constant') return this.#constant(lookUp(points, from.number));
    const { steady, moving } = from;
    const input = this.#ready(from, steady);
    const key = [lookupNumber, input.id, table] as const;
    const found = this.#find(key, { steady, moving });
    if (found !== undefined) return found;
    input.uses += 1;
    return this.#keep(key, { kind: 'lookup', id: this.#nextId++, steady, moving, uses: 0, table, input });
  }

  /**
   * Makes calls two at a time, as far as they are of the same function and not known yet; gives what is to be worked out before any of them
   * is asked for. A call that is left over is made where it stands.
   */
  pairCalls(calls: readonly CallCode[]): Lanes[] {
    const open = new Map<string, Call>();
    const made: Lanes[] = [];
    for (const code of calls) {
      const operands = operandsOf(code).map((each) => this.make(each));
      const call = this.#unknown(code, operands);
      const other = call === undefined ? undefined : open.get(code.function);
      if (call === undefined || (other?.key[1] === call.key[1] && other.key[2] === call.key[2])) continue;
      if (other === undefined) open.set(code.function, call);
      else {
        open.delete(code.function);
        made.push(this.#callPair(code.function as CalledCode, other, call));
      }
    }
    return made;
  }

  /** Two slots side by side that hold two steady values. */
  packed(one: Value, other: Value): number {
    const key = [packNumber, one.id, other.id] as const;
    const found = this.#packs.find(...key);
    if (found !== undefined) return found;
    const slot = this.#newSlot();
    const next = this.#newSlot();
    one.uses += 1;
    other.uses += 1;
    this.hoisted.push({ value: one, slot }, { value: other, slot: next });
    this.#packs.add(key, slot);
    return slot;
  }

  /** A call that is neither known beforehand, nor steady, nor made already. */
  #unknown({ function: name }: CallCode, operands: readonly Value[]): Call | undefined {
    const [one, other] = operands;
    if (one === undefined || operands.every(({ steady }) => steady)) return undefined;
    const ready = operands.map((each) => this.#ready(each, false));
    const number = isUnary(name) ? unaryNumber[name] : binaryNumber[name];
    const key = [number, ready[0]?.id ?? 0, other === undefined ? 0 : (ready[1]?.id ?? 0)] as const;
    const isKnown = this.#find(key, { steady: false, moving: true }) !== undefined;
    return isKnown ? undefined : { key, operands: ready };
  }

  #callPair(name: CalledCode, one: Call, other: Call): Lanes {
    const operands = one.operands.map((each, index) => this.#beside(each, other.operands[index] ?? each));
    const lanes: Lanes = { ...this.node(operands), kind: 'called lanes', function: name, operands };
    for (const [lane, { key }] of [[0, one] as const, [1, other] as const]) {
      lanes.uses += 1;
      this.#operations.add(key, { ...this.node([lanes]), kind: 'lane', of: lanes, lane });
    }
    return lanes;
  }

  #beside(one: Value, other: Value): Lanes {
    const node = this.node([one, other]);
    const lanes: Lanes =
      one === other
        ? { ...node, kind: 'splat', of: this.used(one) }
        : { ...node, kind: 'joined', one: this.used(one), other: this.used(other) };
    lanes.uses += 1;
    return lanes;
  }

  #constant(number: number): Value {
    // To a map, zeros of both signs are one.
    const found = Object.is(number, -0) ? undefined : this.#constants.get(number);
    if (found !== undefined) return found;
    const made: Value = { kind: 'constant', id: this.#nextId++, steady: true, moving: false, uses: 0, number };
    if (!Object.is(number, -0)) this.#constants.set(number, made);
    return made;
  }

  #slot(slot: number, stride: number): Value {
    const steady = stride === 0 && this.#hoisting && this.#isSteady(slot);
    const known = steady ? this.#steadySlots : this.#read;
    const key = placeKey(slot, stride);
    const found = known.get(key);
    if (found !== undefined) return found;
    const made: Value = { kind: 'slot', id: this.#nextId++, steady, moving: stride !== 0, uses: 0, slot, stride };
    known.set(key, made);
    return made;
  }

  #clock(clock: ClockCode): Value {
    const steady = this.#hoisting && clock !== 'time';
    const known = steady ? this.#steadyClocks : this.#clocks;
    const found = known.get(clock);
    if (found !== undefined) return found;
    const made: Value = { kind: 'clock', id: this.#nextId++, steady, moving: false, uses: 0, clock };
    known.set(clock, made);
    return made;
  }

  #select(code: SelectCode, next: SelectCode | undefined): Value {
    const test = this.make(code.test, next?.test);
    if (test.kind === 'constant') {
      return test.number === 0 ? this.make(code.otherwise, next?.otherwise) : this.make(code.then, next?.then);
    }
    const then = this.within(() => this.make(code.then, next?.then));
    const otherwise = this.within(() => this.make(code.otherwise, next?.otherwise));
    const steady = test.steady && then.steady && otherwise.steady;
    return {
      kind: 'select',
      id: this.#nextId++,
      steady,
      // It is always worked out where it stands.
      moving: true,
      uses: 0,
      lazy: !steady,
      test: this.used(test, steady),
      then: this.used(then, steady),
      otherwise: this.used(otherwise, steady),
    };
  }

  #ready(value: Value, bySteady: boolean): Value {
    return value.steady && !bySteady && !isLeaf(value) ? this.#slot(this.#slotFor(value), 0) : value;
  }

  #slotFor(value: Value): number {
    const found = this.#hoistedSlots.get(value);
    if (found !== undefined) return found;
    const slot = this.#newSlot();
    value.uses += 1;
    this.#hoistedSlots.set(value, slot);
    this.hoisted.push({ value, slot });
    return slot;
  }

  #find(
    key: readonly [number, number, number],
    { steady, moving }: Pick<Value, 'steady' | 'moving'>,
  ): Value | undefined {
    const [operation, first, second] = key;
    if (steady) return this.#steady.find(operation, first, second);
    const found = this.#operations.find(operation, first, second);
    return (
      found ?? (moving || this.#prelude === undefined ? undefined : this.#ofPrelude.find(operation, first, second))
    );
  }

  #keep(key: readonly [number, number, number], value: Value): Value {
    if (value.steady) this.#steady.add(key, value);
    else if (value.moving || this.#prelude === undefined) this.#operations.add(key, value);
    else {
      this.#ofPrelude.add(key, value);
      this.#prelude.push(value);
    }
    return value;
  }

  /** What is known of slots, and what was worked out from them. */
  #forget(): void {
    this.#assigned = new Map();
    this.#read = new Map();
    this.#operations.clear();
  }
}

interface Call {
  readonly key: readonly [operation: number, first: number, second: number];
  readonly operands: readonly Value[];
}

function isUnary(name: UnaryCode | BinaryCode): name is UnaryCode {
  return name in unaryOperations;
}

type SelectCode = Extract<Code, { op: 'select' }>;

const unaryNumber = numbered(unaryOperations, 0);
const binaryNumber = numbered(binaryOperations, 100);
const lookupNumber = 200;
const packNumber = 201;

/** Tells slots apart, and in loops how they advance; for slots that stay, the slot itself. */
function placeKey(slot: number, stride: number): number {
  return slot + stride * 2 ** 26;
}

function numbered<Name extends string>(
  all: Readonly<Record<Name, unknown>>,
  first: number,
): Readonly<Record<Name, number>> {
  return Object.fromEntries(Object.keys(all).map((name, index) => [name, first + index])) as Record<Name, number>;
}
