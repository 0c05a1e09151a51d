import type { GraphicalFunction, TimeSettings, VariableId, VariableName } from '../model/model.ts';
import type { ProcedureName } from './procedures.ts';

/**
 * What a checked model is compiled to, and all that a back end sees: one flat array of 64-bit numbers ("slots") and
 * straight-line assignments over it. Arrays are laid out row by row, the last dimension varying fastest, one slot an
 * element. Delays, smooths, non-negative stocks and the like have been lowered to stocks and assignments before.
 *
 * A run is:
 * 1. fill `parameters` with their values (defaults, or what the problem sets);
 * 2. carry out `constants`, once: what depends on parameters, the step, the start and the stop alone;
 * 3. with time at the start, carry out `initial`, once: initial values of stocks and of held states, and what they need;
 * 4. at each step: carry out `step` (all that varies in time, in dependency order); save; then advance every integrator
 *    by its rate and every held state by its `next`, both read after `step` and before anything is changed; then carry out
 *    `updates`.
 * RK4 repeats `step` at its inner points; held states and memory keep their values there.
 */
export interface Program {
  readonly name: string;
  readonly slotCount: number;
  readonly time: TimeSettings;
  readonly layout: readonly VariableLayout[];
  readonly tables: readonly GraphicalFunction[];
  readonly parameters: readonly Parameter[];
  readonly constants: readonly Assignment[];
  readonly initial: readonly Assignment[];
  readonly step: readonly Assignment[];
  readonly integrators: readonly Integrator[];
  readonly held: readonly Held[];
  /**
   * Memory that procedures change in place once a step: the `size` slots from `base` are what a procedure finds in its outputs, and
   * what it leaves there. They read held states alone, which stand for the values of the step that has ended.
   */
  readonly updates: readonly Update[];
  /** Whether how much memory there is, or how many stages, rests on parameters or on the clock: then a run that changes these needs a program of its own. */
  readonly shapedByValues: boolean;
  /** What has no meaning at the inner points of a step, as messages name it: then the method must be Euler's. */
  readonly eulerOnly: readonly string[];
  /** Slots that must stay finite, with the names to blame when one does not: stocks first. */
  readonly watched: readonly { readonly slot: number; readonly name: string }[];
}

/** Where a variable's numbers stand: `size` slots from `base`. */
export interface VariableLayout {
  readonly id: VariableId;
  readonly name: VariableName;
  readonly kind: 'stock' | 'flow' | 'auxiliary';
  /** The element names along each dimension; empty for a scalar. */
  readonly extents: readonly (readonly string[])[];
  readonly base: number;
  readonly size: number;
  /** Those of the `size` elements, from 0, that do not exist: their slots hold NaN. */
  readonly absent?: readonly number[];
}

/** A constant that a problem may set without compiling again. An arrayed constant has one a slot: `name[a,b]`. */
export interface Parameter {
  readonly name: VariableName;
  readonly slot: number;
  readonly value: number;
}

export interface Assignment {
  readonly slot: number;
  readonly code: Code;
}

/** A stock element: d(slot)/dt is what stands in slot `rate`. */
export interface Integrator {
  readonly slot: number;
  readonly rate: number;
}

/** A state that changes once a step rather than continuously (PREVIOUS, fixed delays): takes the value in `next`. */
export interface Held {
  readonly slot: number;
  readonly next: number;
}

/** A procedure that changes memory. */
export interface Update extends ProcedureCode {
  /** For analyses that ask what drives the memory: the slot whose value it comes to hold, now or later. */
  readonly follows: number;
  /** The same of its first place, which changes at the rate in this slot: a sum of what the others hold. */
  readonly total?: number;
}

export type UnaryCode =
  | 'negate'
  | 'not'
  | 'abs'
  | 'exp'
  | 'ln'
  | 'sqrt'
  | 'sin'
  | 'cos'
  | 'tan'
  | 'arcsin'
  | 'arccos'
  | 'arctan'
  | 'floor'
  | 'ceil'
  | 'truncate'
  | 'round';

/**
 * Comparisons and logic give 1 or 0. `modulo` has the sign of the divisor (XMILE's MOD); `remainder` that of the
 * dividend (Vensim's MODULO). `min` and `max` give NaN if either is NaN.
 */
export type BinaryCode =
  | 'add'
  | 'subtract'
  | 'multiply'
  | 'divide'
  | 'power'
  | 'modulo'
  | 'remainder'
  | 'min'
  | 'max'
  | 'equal'
  | 'unequal'
  | 'less'
  | 'lessOrEqual'
  | 'greater'
  | 'greaterOrEqual'
  | 'and'
  | 'or';

/** An expression over slots. `select` computes only the branch it takes. */
export type Code =
  | { readonly op: 'constant'; readonly value: number }
  | { readonly op: 'slot'; readonly slot: number }
  /** The current time; at RK4's inner points the inner time. */
  | { readonly op: 'time' }
  /** Length of the step, the start and the stop of the run. */
  | { readonly op: 'timeStep' | 'startTime' | 'stopTime' }
  | { readonly op: 'unary'; readonly function: UnaryCode; readonly operand: Code }
  | { readonly op: 'binary'; readonly function: BinaryCode; readonly left: Code; readonly right: Code }
  | { readonly op: 'select'; readonly test: Code; readonly then: Code; readonly otherwise: Code }
  | { readonly op: 'lookup'; readonly table: number; readonly input: Code }
  /** The slot `base + index`, index rounded to nearest and from 0; NaN outside 0 … size-1. */
  | { readonly op: 'element'; readonly base: number; readonly size: number; readonly index: Code }
  | ProcedureCode;

/**
 * Work that is no formula, such as sorting: the procedure of that name is given the values of the slots `inputs`, fills the
 * `size` slots from `base`, and the code's value is the first of them. It stands only as the whole code of the slot `base`.
 */
export interface ProcedureCode {
  readonly op: 'procedure';
  readonly procedure: ProcedureName;
  readonly inputs: readonly number[];
  readonly base: number;
  readonly size: number;
  /** Tells random streams apart: a whole number below 2^32 that depends on the variable and its place in the equation alone. */
  readonly stream: number;
  /** For analyses that ask what drives a slot: which result it is; by default the first. */
  readonly result?: number;
}
