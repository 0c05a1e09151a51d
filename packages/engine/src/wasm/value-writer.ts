import type { BinaryCode, UnaryCode } from '../compile/program.ts';
import type { CodeWriter } from '../encode/code-writer.ts';
import type { ValueType } from '../encode/instructions.ts';
import { opcode } from '../encode/opcodes.ts';
import { kernelIndex } from '../numeric/kernel.ts';
import { clockAddress, type MemoryLayout } from './memory-layout.ts';
import type { TableWriter } from './table-writer.ts';
import { isLanes, LaneWriter } from './lane-writer.ts';
import {
  isLeaf,
  isTruth,
  type BinaryValue,
  type ElementValue,
  type Lanes,
  type Leaf,
  type UnaryValue,
  type Value,
  type Worked,
} from './value.ts';

/** A value in a variable, and how many uses are to come. */
interface Kept {
  readonly type: ValueType;
  readonly local: number;
  uses: number;
  readonly isInLoop: boolean;
}

/** Where values are written, and what they read. */
export interface WriteContext {
  readonly writer: CodeWriter;
  readonly layout: MemoryLayout;
  readonly tables: TableWriter;
  /** Variables of the function that stand for slots; all other slots are in memory. */
  readonly slotLocals?: ReadonlyMap<number, number>;
  /** The variable that holds the time, where it is not in memory. */
  readonly timeLocal?: number;
}

/**
 * Writes values as instructions. A value that is asked for several times is worked out at the first and kept in a variable of the function
 * until the last; what is there without work is read again each time.
 */
export class ValueWriter {
  readonly #context: WriteContext;
  readonly #writer: CodeWriter;
  readonly #kept = new Map<Value | Lanes, Kept>();
  readonly #lanes: LaneWriter;
  /** Of the loop that is being written: the variables that say how far slots have advanced, in bytes. */
  #advances: ReadonlyMap<number, number> | undefined;
  /** Values from before the loop whose uses are over, but which further rounds will ask for. */
  #spent: Kept[] = [];

  constructor(context: WriteContext) {
    this.#context = context;
    this.#writer = context.writer;
    this.#lanes = new LaneWriter(context, { write: (value) => this.write(value), base: (stride) => this.base(stride) });
  }

  /** Writes the rounds of a loop; `advances` has a variable for each stride. */
  inLoop(advances: ReadonlyMap<number, number>, write: () => void): void {
    this.#advances = advances;
    write();
    this.#advances = undefined;
    for (const { type, local } of this.#spent) this.#writer.giveBack(type, local);
    this.#spent = [];
  }

  /** Leaves on the stack how far slots that advance by so many from round to round have come, in bytes. */
  base(stride: number): void {
    if (stride === 0) {
      this.#writer.i32(0);
      return;
    }
    const local = this.#advances?.get(stride);
    if (local === undefined) throw new RangeError(`Cannot advance by ${stride} slots: the loop has no variable for it`);
    this.#writer.get(local);
  }

  /** Works the value out now, for all uses that are to come. */
  prepare(value: Value | Lanes): void {
    if (isLeaf(value) || this.#kept.has(value)) return;
    this.#work(value);
    const kept = this.#keep(value, value.uses);
    this.#writer.set(kept.local);
  }

  /** Leaves the value on the stack: a 64-bit number, or two. */
  write(value: Value | Lanes): void {
    if (isLeaf(value)) {
      this.#leaf(value);
      return;
    }
    const kept = this.#kept.get(value);
    if (kept !== undefined) {
      this.#writer.get(kept.local);
      kept.uses -= 1;
      if (kept.uses > 0) return;
      if (kept.isInLoop || this.#advances === undefined) {
        this.#kept.delete(value);
        this.#writer.giveBack(kept.type, kept.local);
      } else this.#spent.push(kept);
      return;
    }
    this.#work(value);
    if (value.uses > 1) this.#writer.tee(this.#keep(value, value.uses - 1).local);
  }

  #keep(value: Value | Lanes, uses: number): Kept {
    const type = isLanes(value) ? 'v128' : 'f64';
    const kept: Kept = { type, local: this.#writer.local(type), uses, isInLoop: this.#advances !== undefined };
    this.#kept.set(value, kept);
    return kept;
  }

  #leaf(value: Leaf): void {
    const { layout, slotLocals, timeLocal } = this.#context;
    if (value.kind === 'constant') this.#number(value.number);
    else if (value.kind === 'slot') {
      const local = slotLocals?.get(value.slot);
      if (local !== undefined) this.#writer.get(local);
      else {
        this.base(value.stride);
        this.#writer.loadFrom(layout.slot(value.slot));
      }
    } else if (value.clock === 'time' && timeLocal !== undefined) this.#writer.get(timeLocal);
    else this.#writer.load(clockAddress[value.clock]);
  }

  #number(number: number): void {
    if (Object.is(number, 0)) this.#writer.f64(0);
    else this.#writer.load(this.#context.layout.number(number));
  }

  #work(value: Worked | Lanes): void {
    const writer = this.#writer;
    if (isLanes(value)) {
      this.#lanes.work(value);
      return;
    }
    switch (value.kind) {
      case 'lane':
        this.write(value.of);
        writer.vector(opcode.vector.extract, value.lane);
        return;
      case 'unary':
        this.#unary(value);
        return;
      case 'binary':
        this.#binary(value);
        return;
      case 'select':
        if (value.lazy) {
          this.#test(value.test);
          writer.begin('f64');
          this.write(value.then);
          writer.otherwise();
          this.write(value.otherwise);
          writer.end();
        } else {
          this.write(value.then);
          this.write(value.otherwise);
          this.#test(value.test);
          writer.operation(opcode.choose);
        }
        return;
      case 'lookup':
        this.#context.tables.write(writer, value.table, () => this.write(value.input));
        return;
      case 'element':
        this.#element(value);
    }
  }

  #unary({ function: name, operand }: UnaryValue): void {
    const writer = this.#writer;
    this.write(operand);
    if (name === 'not') {
      writer.f64(0);
      writer.operation(opcode.equal);
      writer.operation(opcode.fromI32);
    } else if (name === 'round') this.#round();
    else {
      const instruction = unaryInstructions[name];
      if (instruction === undefined) writer.call(kernelFunction(name));
      else writer.operation(instruction);
    }
  }

  /** Halves go away from zero. */
  #round(): void {
    const writer = this.#writer;
    const local = writer.local('f64');
    writer.tee(local);
    writer.f64(-0.5);
    writer.f64(0.5);
    writer.get(local);
    writer.f64(0);
    writer.operation(opcode.less);
    writer.operation(opcode.choose);
    writer.operation(opcode.add);
    writer.operation(opcode.truncate);
    writer.giveBack('f64', local);
  }

  #binary(value: BinaryValue): void {
    const { function: name, left, right } = value;
    const writer = this.#writer;
    const instruction = binaryInstructions[name];
    if (isTruth(value)) {
      this.#truth(value);
      writer.operation(opcode.fromI32);
    } else if (boundOf(value) !== undefined) {
      this.#bounded(value);
      writer.vector(opcode.vector.extract, 0);
    } else {
      this.write(left);
      this.write(right);
      if (instruction === undefined) writer.call(kernelFunction(name));
      else writer.operation(instruction);
    }
  }

  /** Leaves a whole number on the stack that is not 0 where the value is true: anything but 0. */
  #test(value: Value): void {
    const isOwn = value.uses < 2 && !this.#kept.has(value);
    if (isOwn && value.kind === 'binary' && isTruth(value)) this.#truth(value);
    else if (isOwn && value.kind === 'unary' && value.function === 'not') {
      this.#test(value.operand);
      this.#writer.operation(opcode.whole.isZero);
    } else {
      this.write(value);
      this.#writer.f64(0);
      this.#writer.operation(opcode.unequal);
    }
  }

  #truth({ function: name, left, right }: BinaryValue): void {
    if (name === 'and' || name === 'or') {
      this.#test(left);
      this.#test(right);
      this.#writer.operation(opcode.whole[name]);
      return;
    }
    this.write(left);
    this.write(right);
    this.#writer.operation(comparisons[name] ?? opcode.unequal);
  }

  /**
   * The lesser or greater of a number and a value, without a branch: one instruction on vectors, which differs from MIN and MAX in zeros of two
   * signs alone. Leaves a vector.
   */
  #bounded(value: BinaryValue): void {
    const writer = this.#writer;
    const bound = boundOf(value);
    if (bound === undefined) throw new TypeError('Cannot bound a value without a number');
    const { inner, number } = bound;
    if (inner.kind === 'binary' && inner.uses < 2 && !this.#kept.has(inner) && boundOf(inner) !== undefined) {
      this.#bounded(inner);
    } else {
      this.write(inner);
      writer.vector(opcode.vector.splat);
    }
    writer.i32(0);
    writer.vectorMemory(opcode.vector.loadSplat, this.#context.layout.number(number));
    writer.vector(value.function === 'min' ? opcode.vector.lesser : opcode.vector.larger);
    if (number !== 0 || value.function === 'min') return;
    // MAX(-0, 0) is 0.
    writer.f64(0);
    writer.vector(opcode.vector.splat);
    writer.vector(opcode.vector.add);
  }

  #element({ base, size, index }: ElementValue): void {
    const writer = this.#writer;
    this.write(index);
    this.#round();
    const offset = writer.local('f64');
    writer.tee(offset);
    writer.f64(0);
    writer.operation(opcode.greaterOrEqual);
    writer.get(offset);
    writer.f64(size);
    writer.operation(opcode.less);
    writer.operation(opcode.whole.and);
    writer.begin('f64');
    writer.get(offset);
    writer.add([0xfc, 0x02]);
    writer.i32(8);
    writer.operation(opcode.whole.multiply);
    writer.loadFrom(this.#context.layout.slot(base));
    writer.otherwise();
    writer.f64(Number.NaN);
    writer.end();
    writer.giveBack('f64', offset);
  }
}

const unaryInstructions: Readonly<Partial<Record<UnaryCode, number>>> = {
  negate: opcode.negate,
  abs: opcode.abs,
  sqrt: opcode.sqrt,
  floor: opcode.floor,
  ceil: opcode.ceil,
  truncate: opcode.truncate,
};

const binaryInstructions: Readonly<Partial<Record<BinaryCode, number>>> = {
  add: opcode.add,
  subtract: opcode.subtract,
  multiply: opcode.multiply,
  divide: opcode.divide,
  min: opcode.min,
  max: opcode.max,
};

const comparisons: Readonly<Partial<Record<BinaryCode, number>>> = {
  equal: opcode.equal,
  unequal: opcode.unequal,
  less: opcode.less,
  lessOrEqual: opcode.lessOrEqual,
  greater: opcode.greater,
  greaterOrEqual: opcode.greaterOrEqual,
};

/** What WebAssembly has no instruction for. */
function kernelFunction(name: UnaryCode | BinaryCode): number {
  const places: Readonly<Partial<Record<string, number>>> = kernelIndex;
  const place = places[name];
  if (place === undefined)
    throw new RangeError(`Cannot write "${name}": there is neither an instruction nor a function for it`);
  return place;
}

/** The number that a MIN or MAX sets as a bound, and what is bounded; nothing where neither operand is a number that one instruction serves. */
function boundOf({ function: name, left, right }: BinaryValue): { inner: Value; number: number } | undefined {
  if (name !== 'min' && name !== 'max') return undefined;
  const constant = left.kind === 'constant' ? left : right;
  if (constant.kind !== 'constant' || Number.isNaN(constant.number) || Object.is(constant.number, -0)) return undefined;
  return { inner: constant === left ? right : left, number: constant.number };
}
