import type { BinaryCode, UnaryCode } from '../../compile/program.ts';
import type { Bytes } from '../../encode/bytes.ts';
import type { CodeWriter } from '../../encode/code-writer.ts';
import { choose, f64, getLocal, i32 } from '../../encode/instructions.ts';
import { opcode } from '../../encode/opcodes.ts';
import { f64x2, i64x2, v128, type Lane } from '../../encode/vector-instructions.ts';
import { laneIndex } from '../../numeric/lane-kernel.ts';
import { clockAddress } from '../memory-layout.ts';
import {
  isLeaf,
  isTruth,
  type BinaryValue,
  type ElementValue,
  type Leaf,
  type SelectValue,
  type UnaryValue,
  type Value,
  type Worked,
} from '../value.ts';
import type { BatchLayout } from './batch-layout.ts';
import type { BatchTables } from './batch-tables.ts';
import type { CommonValues } from './common-values.ts';
import { isCheap } from './value-cost.ts';

/** A value in a variable, and how many uses are to come. */
interface Kept {
  readonly local: number;
  uses: number;
  readonly isInLoop: boolean;
}

/** Where the values of a pair of members are written, and what they read. */
export interface MemberContext {
  readonly writer: CodeWriter;
  readonly layout: BatchLayout;
  readonly tables: BatchTables;
  readonly common: CommonValues;
  readonly pair: number;
  /** Variables of the function that stand for slots; all other slots are in memory. */
  readonly slotLocals?: ReadonlyMap<number, number>;
  /** The variable that holds the time, where it is not in memory. */
  readonly timeLocal?: number;
}

/**
 * Writes the values of two members, one in each lane. As in `ValueWriter`, a value that is asked for several times is worked out at the first and
 * kept in a variable until the last.
 */
export class MemberWriter {
  readonly #context: MemberContext;
  readonly #writer: CodeWriter;
  readonly #kept = new Map<Value, Kept>();
  /** Of the loop that is being written: the variables that say how far slots have advanced, in bytes. */
  #advances: ReadonlyMap<number, number> | undefined;
  /** Values from before the loop whose uses are over, but which further rounds will ask for. */
  #spent: Kept[] = [];
  /** How many branches that may not be taken surround what is being written. */
  #branches = 0;

  constructor(context: MemberContext) {
    this.#context = context;
    this.#writer = context.writer;
  }

  /** Writes the rounds of a loop; `advances` has a variable for each stride. */
  inLoop(advances: ReadonlyMap<number, number>, write: () => void): void {
    this.#advances = advances;
    write();
    this.#advances = undefined;
    for (const { local } of this.#spent) this.#writer.giveBack('v128', local);
    this.#spent = [];
  }

  /** Leaves on the stack how far slots that advance by so many from round to round have come, in bytes. */
  base(stride: number): void {
    const local = stride === 0 ? undefined : this.#advances?.get(stride);
    if (local !== undefined) this.#writer.get(local);
    else if (stride === 0) this.#writer.i32(0);
    else throw new RangeError(`Cannot advance by ${stride} slots: the loop has no variable for it`);
  }

  /** Works the value out now, for all uses that are to come. */
  prepare(value: Value): void {
    const { common } = this.#context;
    if (isLeaf(value) || this.#kept.has(value) || common.isReady(value)) return;
    if (common.has(value)) {
      common.write(value);
      this.#writer.operation(opcode.drop);
      return;
    }
    this.#work(value);
    this.#writer.set(this.#keep(value, value.uses).local);
  }

  /** Leaves the value on the stack, a vector. */
  write(value: Value): void {
    const { common } = this.#context;
    if (isLeaf(value)) {
      this.#leaf(value);
      return;
    }
    const kept = this.#kept.get(value);
    if (kept !== undefined) {
      this.#use(value, kept);
      return;
    }
    if (common.isReady(value) || (this.#branches === 0 && common.has(value))) {
      common.write(value);
      return;
    }
    this.#work(value);
    if (value.uses > 1) this.#writer.tee(this.#keep(value, value.uses - 1).local);
  }

  #use(value: Value, kept: Kept): void {
    this.#writer.get(kept.local);
    kept.uses -= 1;
    if (kept.uses > 0) return;
    if (kept.isInLoop || this.#advances === undefined) {
      this.#kept.delete(value);
      this.#writer.giveBack('v128', kept.local);
    } else this.#spent.push(kept);
  }

  #keep(value: Value, uses: number): Kept {
    const kept = { local: this.#writer.local('v128'), uses, isInLoop: this.#advances !== undefined };
    this.#kept.set(value, kept);
    return kept;
  }

  #leaf(value: Leaf): void {
    const writer = this.#writer;
    const { layout, pair, slotLocals, timeLocal } = this.#context;
    if (value.kind === 'constant') this.#number(value.number);
    else if (value.kind === 'slot') {
      const local = slotLocals?.get(value.slot);
      if (local !== undefined) writer.get(local);
      else {
        this.base(value.stride);
        writer.vectorMemory(opcode.vector.load, layout.vector(value.slot, pair));
      }
    } else if (value.clock === 'time' && timeLocal !== undefined) {
      writer.get(timeLocal);
      writer.vector(opcode.vector.splat);
    } else this.#splatFrom(clockAddress[value.clock]);
  }

  /** A number in both lanes. It is read from memory: that takes less than to have it in the instructions. */
  #number(number: number): void {
    if (Object.is(number, 0)) this.#writer.add(f64x2.constant(0));
    else this.#splatFrom(this.#context.layout.number(number));
  }

  #splatFrom(address: number): void {
    this.#writer.i32(0);
    this.#writer.vectorMemory(opcode.vector.loadSplat, address);
  }

  #work(value: Worked): void {
    switch (value.kind) {
      case 'unary':
        this.#unary(value);
        return;
      case 'binary':
        this.#binary(value);
        return;
      case 'select':
        this.#select(value);
        return;
      case 'lookup':
        this.write(value.input);
        this.#context.tables.write(this.#writer, value.table);
        return;
      case 'element':
        this.#element(value);
        return;
      case 'lane':
        throw new TypeError('Cannot take a lane of a value that has a lane for each member');
    }
  }

  #unary({ function: name, operand }: UnaryValue): void {
    const writer = this.#writer;
    if (name === 'not') {
      this.#mask(operand);
      writer.vector(opcode.vector.not);
      this.#asNumber();
      return;
    }
    this.write(operand);
    if (name === 'round') this.#round();
    else if (isInstruction(name)) writer.vector(opcode.vector[name]);
    else writer.call(kernelFunction(name));
  }

  #binary(value: BinaryValue): void {
    const writer = this.#writer;
    const { function: name, left, right } = value;
    if (isTruth(value)) {
      this.#truth(value);
      this.#asNumber();
    } else if (name === 'min' || name === 'max') this.#extreme(value);
    else {
      this.write(left);
      this.write(right);
      if (isInstruction(name)) writer.vector(opcode.vector[name]);
      else writer.call(kernelFunction(name));
    }
  }

  #asNumber(): void {
    this.#number(1);
    this.#writer.vector(opcode.vector.and);
  }

  /** Leaves a mask on the stack: all bits of a lane set where the value is true, which is anything but 0. */
  #mask(value: Value): void {
    const isOwn = value.uses < 2 && !this.#kept.has(value);
    if (isOwn && value.kind === 'binary' && isTruth(value)) this.#truth(value);
    else if (isOwn && value.kind === 'unary' && value.function === 'not') {
      this.#mask(value.operand);
      this.#writer.vector(opcode.vector.not);
    } else {
      this.write(value);
      this.#number(0);
      this.#writer.vector(opcode.vector.unequal);
    }
  }

  #truth({ function: name, left, right }: BinaryValue): void {
    const isLogic = name === 'and' || name === 'or';
    for (const each of [left, right]) {
      if (isLogic) this.#mask(each);
      else this.write(each);
    }
    this.#writer.vector(comparisons[name] ?? opcode.vector[name === 'and' ? 'and' : 'or']);
  }

  /**
   * One of two values. Both are computed where that costs little; otherwise each only if a lane takes it. A lane that does not take it computes it
   * for nothing: no operation of a formula stops a run.
   */
  #select(value: SelectValue): void {
    const writer = this.#writer;
    const mask = writer.local('v128');
    this.#mask(value.test);
    writer.set(mask);
    // What only some lanes take may be worked out nowhere else.
    const write = (branch: Value, isTaken: (mask: Bytes) => Bytes): void => {
      if (!value.lazy || isCheap(branch)) {
        this.write(branch);
        return;
      }
      writer.add(isTaken(getLocal(mask)));
      writer.begin('v128');
      this.#branches += 1;
      this.write(branch);
      this.#branches -= 1;
      writer.otherwise();
      writer.add(f64x2.constant(0));
      writer.end();
    };
    write(value.then, v128.anyTrue);
    write(value.otherwise, (taken) => i32.isZero(i64x2.allTrue(taken)));
    writer.get(mask);
    writer.vector(opcode.vector.choose);
    writer.giveBack('v128', mask);
  }

  /**
   * The lesser or the greater of two, as `f64.min` and `f64.max` have it: NaN where either is, and -0 less than 0. `lesser` and `larger` are one
   * instruction of the machine each, where those are seven or eight, but they give their left operand where either is NaN and where both are 0.
   */
  #extreme({ function: name, left, right }: BinaryValue): void {
    const writer = this.#writer;
    const isLeast = name === 'min';
    const bound = left.kind === 'constant' ? left : right;
    if (bound.kind === 'constant' && !Number.isNaN(bound.number) && !Object.is(bound.number, -0)) {
      this.write(bound === left ? right : left);
      this.#number(bound.number);
      writer.vector(isLeast ? opcode.vector.lesser : opcode.vector.larger);
      // The greater of -0 and 0 is 0.
      if (isLeast || bound.number !== 0) return;
      this.#number(0);
      writer.vector(opcode.vector.add);
      return;
    }
    const [one, other] = [writer.local('v128'), writer.local('v128')];
    this.write(left);
    this.write(right);
    writer.set(other);
    writer.set(one);
    const [a, b] = [getLocal(one), getLocal(other)];
    // The two orders of the operands differ where one is NaN and in the sign of a zero. For the lesser all bits of both are wanted.
    if (isLeast) writer.add(v128.or(f64x2.lesser(a, b), f64x2.lesser(b, a)));
    else {
      // For the greater, the bits in which they differ, taken from all of both as a number, leave NaN or make the zero positive.
      const [greater, apart] = [writer.local('v128'), writer.local('v128')];
      writer.add(f64x2.larger(a, b));
      writer.tee(greater);
      writer.add(f64x2.larger(b, a));
      writer.vector(opcode.vector.exclusiveOr);
      writer.set(apart);
      writer.add(f64x2.subtract(v128.or(getLocal(greater), getLocal(apart)), getLocal(apart)));
      for (const each of [greater, apart]) writer.giveBack('v128', each);
    }
    for (const each of [one, other]) writer.giveBack('v128', each);
  }

  /** Halves go away from zero. */
  #round(): void {
    const writer = this.#writer;
    const local = writer.local('v128');
    writer.tee(local);
    this.#number(-0.5);
    this.#number(0.5);
    writer.get(local);
    this.#number(0);
    writer.vector(opcode.vector.less);
    writer.vector(opcode.vector.choose);
    writer.vector(opcode.vector.add);
    writer.vector(opcode.vector.truncate);
    writer.giveBack('v128', local);
  }

  /** Each lane reads a slot of its own. */
  #element({ base, size, index }: ElementValue): void {
    const writer = this.#writer;
    const { layout, pair } = this.#context;
    const [offsets, inside, place] = [writer.local('v128'), writer.local('i32'), writer.local('f64')];
    this.write(index);
    this.#round();
    writer.set(offsets);
    for (const lane of [0, 1] satisfies Lane[]) {
      writer.add(f64x2.extract(getLocal(offsets), lane));
      writer.set(place);
      const own = getLocal(place);
      writer.add(i32.and(f64.greaterOrEqual(own, f64.constant(0)), f64.less(own, f64.constant(size))));
      writer.set(inside);
      const element = choose(getLocal(inside), i32.truncateF64(own), i32.constant(0));
      const address = i32.multiply(element, i32.constant(layout.slotSize));
      const found = f64.load(address, layout.vector(base, pair) + 8 * lane);
      writer.add(choose(getLocal(inside), found, f64.constant(Number.NaN)));
      if (lane === 0) writer.vector(opcode.vector.splat);
      else writer.vector(opcode.vector.replace, 1);
    }
    writer.giveBack('v128', offsets);
    writer.giveBack('i32', inside);
    writer.giveBack('f64', place);
  }
}

const instructions = [
  'negate',
  'abs',
  'sqrt',
  'floor',
  'ceil',
  'truncate',
  'add',
  'subtract',
  'multiply',
  'divide',
] as const;

function isInstruction(name: UnaryCode | BinaryCode): name is (typeof instructions)[number] {
  return instructions.some((each) => each === name);
}

const comparisons: Readonly<Partial<Record<BinaryCode, number>>> = {
  equal: opcode.vector.equal,
  unequal: opcode.vector.unequal,
  less: opcode.vector.less,
  lessOrEqual: opcode.vector.lessOrEqual,
  greater: opcode.vector.greater,
  greaterOrEqual: opcode.vector.greaterOrEqual,
};

/** What there are no instructions for. */
function kernelFunction(name: UnaryCode | BinaryCode): number {
  const places: Readonly<Partial<Record<string, number>>> = laneIndex;
  const place = places[name];
  if (place === undefined) throw new RangeError(`Cannot write "${name}" for two members: there is no function for it`);
  return place;
}
