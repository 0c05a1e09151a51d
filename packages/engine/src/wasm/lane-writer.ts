import type { CodeWriter } from '../encode/code-writer.ts';
import { opcode } from '../encode/opcodes.ts';
import { laneIndex } from '../numeric/lane-kernel.ts';
import type { MemoryLayout } from './memory-layout.ts';
import type { BinaryLaneCode, BinaryLanes, Lanes, UnaryLaneCode, Value } from './value.ts';

const { vector } = opcode;

interface Context {
  readonly writer: CodeWriter;
  readonly layout: MemoryLayout;
}

interface Surroundings {
  /** Leaves a value, or two, on the stack. */
  readonly write: (value: Value | Lanes) => void;
  /** Leaves on the stack how far slots have advanced. */
  readonly base: (stride: number) => void;
}

/** Writes work on two numbers at once. */
export class LaneWriter {
  readonly #writer: CodeWriter;
  readonly #layout: MemoryLayout;
  readonly #write: Surroundings['write'];
  readonly #base: Surroundings['base'];

  constructor({ writer, layout }: Context, { write, base }: Surroundings) {
    this.#writer = writer;
    this.#layout = layout;
    this.#write = write;
    this.#base = base;
  }

  /** Leaves the two numbers on the stack. */
  work(lanes: Lanes): void {
    const writer = this.#writer;
    switch (lanes.kind) {
      case 'pair':
        this.#base(lanes.stride);
        if (lanes.other === lanes.slot + 1) {
          writer.vectorMemory(vector.load, this.#layout.slot(lanes.slot));
          return;
        }
        writer.loadFrom(this.#layout.slot(lanes.slot));
        writer.vector(vector.splat);
        this.#base(lanes.stride);
        writer.loadFrom(this.#layout.slot(lanes.other));
        writer.vector(vector.replace, 1);
        return;
      case 'splat':
        this.#splat(lanes.of);
        return;
      case 'joined':
        this.#write(lanes.one);
        writer.vector(vector.splat);
        this.#write(lanes.other);
        writer.vector(vector.replace, 1);
        return;
      case 'unary lanes':
        if (lanes.function === 'not') {
          this.#write(lanes.operand);
          this.#zero();
          writer.vector(vector.equal);
          this.#ones();
          writer.vector(vector.and);
          return;
        }
        this.#write(lanes.operand);
        writer.vector(unaryInstructions[lanes.function]);
        return;
      case 'binary lanes':
        this.#binary(lanes);
        return;
      case 'called lanes':
        for (const operand of lanes.operands) this.#write(operand);
        writer.call(laneIndex[lanes.function]);
        return;
      case 'select lanes': {
        // In the order in which they were made.
        this.#mask(lanes.test);
        const mask = writer.local('v128');
        writer.set(mask);
        this.#write(lanes.then);
        this.#write(lanes.otherwise);
        writer.get(mask);
        writer.vector(vector.choose);
        writer.giveBack('v128', mask);
      }
    }
  }

  #splat(of: Value): void {
    const writer = this.#writer;
    if (of.kind === 'constant' && !Object.is(of.number, 0)) {
      writer.i32(0);
      writer.vectorMemory(vector.loadSplat, this.#layout.number(of.number));
    } else if (of.kind === 'slot') {
      this.#base(of.stride);
      writer.vectorMemory(vector.loadSplat, this.#layout.slot(of.slot));
    } else {
      this.#write(of);
      writer.vector(vector.splat);
    }
  }

  #binary(lanes: BinaryLanes): void {
    const { function: name, left, right } = lanes;
    const writer = this.#writer;
    if (isTruth(name)) {
      this.#truth(lanes);
      this.#ones();
      writer.vector(vector.and);
      return;
    }
    const bound = boundOf(lanes);
    if (bound === undefined) {
      this.#write(left);
      this.#write(right);
      writer.vector(binaryInstructions[name] ?? vector.add);
      return;
    }
    // One instruction, which differs from MIN and MAX in zeros of two signs alone.
    this.#write(bound.inner);
    this.#splat(bound.constant);
    writer.vector(name === 'min' ? vector.lesser : vector.larger);
    if (bound.constant.number !== 0 || name === 'min') return;
    // MAX(-0, 0) is 0.
    this.#zero();
    writer.vector(vector.add);
  }

  /** Leaves a mask of where the two are true: all bits set, or none. */
  #mask(lanes: Lanes): void {
    if (lanes.kind === 'binary lanes' && isTruth(lanes.function) && lanes.uses < 2) {
      this.#truth(lanes);
      return;
    }
    this.#write(lanes);
    this.#zero();
    this.#writer.vector(vector.unequal);
  }

  #truth({ function: name, left, right }: BinaryLanes): void {
    if (name === 'and' || name === 'or') {
      this.#mask(left);
      this.#mask(right);
      this.#writer.vector(vector[name]);
      return;
    }
    this.#write(left);
    this.#write(right);
    this.#writer.vector(comparisons[name] ?? vector.unequal);
  }

  #zero(): void {
    this.#writer.f64(0);
    this.#writer.vector(vector.splat);
  }

  #ones(): void {
    this.#writer.i32(0);
    this.#writer.vectorMemory(vector.loadSplat, this.#layout.number(1));
  }
}

/** Whether it is two numbers. */
export function isLanes(value: Value | Lanes): value is Lanes {
  switch (value.kind) {
    case 'pair':
    case 'splat':
    case 'joined':
    case 'unary lanes':
    case 'binary lanes':
    case 'select lanes':
    case 'called lanes':
      return true;
    default:
      return false;
  }
}

const unaryInstructions: Readonly<Record<Exclude<UnaryLaneCode, 'not'>, number>> = {
  negate: vector.negate,
  abs: vector.abs,
  sqrt: vector.sqrt,
  floor: vector.floor,
  ceil: vector.ceil,
  truncate: vector.truncate,
};

const binaryInstructions: Readonly<Partial<Record<BinaryLaneCode, number>>> = {
  add: vector.add,
  subtract: vector.subtract,
  multiply: vector.multiply,
  divide: vector.divide,
  min: vector.min,
  max: vector.max,
};

const comparisons: Readonly<Partial<Record<BinaryLaneCode, number>>> = {
  equal: vector.equal,
  unequal: vector.unequal,
  less: vector.less,
  lessOrEqual: vector.lessOrEqual,
  greater: vector.greater,
  greaterOrEqual: vector.greaterOrEqual,
};

function isTruth(name: BinaryLaneCode): boolean {
  return comparisons[name] !== undefined || name === 'and' || name === 'or';
}

/** The number that a MIN or MAX sets as a bound, as in value-writer.ts. */
function boundOf({
  function: name,
  left,
  right,
}: BinaryLanes): { inner: Lanes; constant: Extract<Value, { kind: 'constant' }> } | undefined {
  if (name !== 'min' && name !== 'max') return undefined;
  for (const [bound, inner] of [
    [left, right],
    [right, left],
  ] as const) {
    if (bound.kind !== 'splat' || bound.of.kind !== 'constant') continue;
    if (Number.isNaN(bound.of.number) || Object.is(bound.of.number, -0)) continue;
    return { inner, constant: bound.of };
  }
  return undefined;
}
