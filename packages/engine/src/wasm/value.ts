import type { BinaryCode, Code, UnaryCode } from '../compile/program.ts';
import type { laneIndex } from '../numeric/lane-kernel.ts';

/**
 * A value that a function of the module works out: a node of a graph in which the same work is one node, however many equations ask for
 * it. `ValueGraph` makes them.
 */
export type Value = Leaf | Worked;

/** What is there without work. */
export type Leaf = ConstantValue | SlotValue | ClockValue;

/** What is worked out from other values. */
export type Worked = UnaryValue | BinaryValue | SelectValue | LookupValue | ElementValue | LaneValue;

/** Two numbers that are worked out together, for neighbouring elements of arrays. */
export type Lanes = PairValue | SplatValue | JoinedValue | UnaryLanes | BinaryLanes | SelectLanes | CalledLanes;

interface Node {
  /** Tells the values of a module apart. */
  readonly id: number;
  /** Whether it is the same in the whole of a run. */
  readonly steady: boolean;
  /** Whether it changes from round to round of the loop that it stands in. */
  readonly moving: boolean;
  /** How many times it is asked for: by other values, or to be kept. */
  uses: number;
}

export interface ConstantValue extends Node {
  readonly kind: 'constant';
  readonly number: number;
}

/** What stands in a slot; in round `i` of a loop, in the slot `i × stride` further. */
export interface SlotValue extends Node {
  readonly kind: 'slot';
  readonly slot: number;
  readonly stride: number;
}

export interface ClockValue extends Node {
  readonly kind: 'clock';
  readonly clock: ClockCode;
}

export type ClockCode = Extract<Code['op'], 'time' | 'timeStep' | 'startTime' | 'stopTime'>;

export interface UnaryValue extends Node {
  readonly kind: 'unary';
  readonly function: UnaryCode;
  readonly operand: Value;
}

export interface BinaryValue extends Node {
  readonly kind: 'binary';
  readonly function: BinaryCode;
  readonly left: Value;
  readonly right: Value;
}

export interface SelectValue extends Node {
  readonly kind: 'select';
  /** Whether what only one of the branches asks for belongs to that branch alone; otherwise both are worked out. */
  readonly lazy: boolean;
  readonly test: Value;
  readonly then: Value;
  readonly otherwise: Value;
}

export interface LookupValue extends Node {
  readonly kind: 'lookup';
  readonly table: number;
  readonly input: Value;
}

export interface ElementValue extends Node {
  readonly kind: 'element';
  readonly base: number;
  readonly size: number;
  readonly index: Value;
}

/** One of two numbers. */
export interface LaneValue extends Node {
  readonly kind: 'lane';
  readonly of: Lanes;
  readonly lane: 0 | 1;
}

/** What stands in two slots; in round `i` of a loop, in the slots `i × stride` further. */
export interface PairValue extends Node {
  readonly kind: 'pair';
  readonly slot: number;
  readonly other: number;
  readonly stride: number;
}

/** The same number twice. */
export interface SplatValue extends Node {
  readonly kind: 'splat';
  readonly of: Value;
}

export interface JoinedValue extends Node {
  readonly kind: 'joined';
  readonly one: Value;
  readonly other: Value;
}

export interface UnaryLanes extends Node {
  readonly kind: 'unary lanes';
  readonly function: UnaryLaneCode;
  readonly operand: Lanes;
}

/** What one instruction, or a few, do for two numbers at once. */
export type UnaryLaneCode = Extract<UnaryCode, 'negate' | 'not' | 'abs' | 'sqrt' | 'floor' | 'ceil' | 'truncate'>;

export interface BinaryLanes extends Node {
  readonly kind: 'binary lanes';
  readonly function: BinaryLaneCode;
  readonly left: Lanes;
  readonly right: Lanes;
}

export type BinaryLaneCode = Exclude<BinaryCode, 'power' | 'modulo' | 'remainder'>;

/** Both branches are worked out. */
export interface SelectLanes extends Node {
  readonly kind: 'select lanes';
  readonly test: Lanes;
  readonly then: Lanes;
  readonly otherwise: Lanes;
}

/** What the mathematics makes of two numbers, or of two and two. */
export interface CalledLanes extends Node {
  readonly kind: 'called lanes';
  readonly function: CalledCode;
  readonly operands: readonly Lanes[];
}

export type CalledCode = Extract<UnaryCode | BinaryCode, keyof typeof laneIndex>;

/** Whether it is there without work. */
export function isLeaf(value: Value | Lanes): value is Leaf {
  return value.kind === 'constant' || value.kind === 'slot' || value.kind === 'clock';
}

const truths: ReadonlySet<string> = new Set([
  'equal',
  'unequal',
  'less',
  'lessOrEqual',
  'greater',
  'greaterOrEqual',
  'and',
  'or',
]);

/** Whether the operation gives 1 or 0. */
export function isTruth({ function: name }: BinaryValue): boolean {
  return truths.has(name);
}
