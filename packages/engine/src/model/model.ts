/**
 * The document: one plain, serialisable, read-only value that every importer makes, every exporter reads
 * and the checker takes. Nothing in it is computed; equations are text in Weir's own dialect.
 */

import type { View } from './view.ts';

/** What a person wrote as a name: letters, digits and spaces, case kept. */
export type VariableName = string;

/** The canonical form of a name: lower case, runs of spaces and underscores folded to one underscore. */
export type VariableId = string & { readonly __variableId: unique symbol };

/** Where something stands in the file it was read from; lines and columns count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A whole model. */
export interface Model {
  readonly format: 'weir/1';
  readonly name: string;
  readonly documentation: string;
  readonly time: TimeSettings;
  /** Units that mean the same, the first being the one that is shown: `["year", "years", "yr"]`. */
  readonly unitEquivalents: readonly (readonly string[])[];
  readonly dimensions: readonly Dimension[];
  /** What an element is worth whose computed place is outside its array: NaN unless this says 0, as XMILE's files do. */
  readonly outsideArrays?: 'zero';
  readonly groups: readonly Group[];
  readonly variables: readonly Variable[];
  /** Feedback loops that the author names; their signs are computed, not stated. */
  readonly loops: readonly NamedLoop[];
  /** Diagrams as the author drew them, if any; they change no number. */
  readonly views?: readonly View[];
  /** Functions that the model defines for itself. */
  readonly macros?: readonly Macro[];
  /** Models that run as parts of this one, where a module says so. */
  readonly submodels?: readonly Submodel[];
  readonly modules?: readonly Module[];
}

/**
 * A function made of variables. Every call has variables of its own, stocks included, over the dimensions of the equation that
 * it stands in. Inside, only the macro's own names are known; `.name` is the model's variable.
 */
export interface Macro {
  readonly name: string;
  readonly parameters: readonly MacroParameter[];
  /** Variables of the macro whose values a call may take beside its own, `M(a, b : low, high)`, in order. */
  readonly outputs: readonly VariableName[];
  /** What a call is worth, in the macro's own names. */
  readonly equation: string;
  readonly variables: readonly Variable[];
  readonly documentation: string;
  readonly place?: Place;
}

export interface MacroParameter {
  readonly name: VariableName;
  /** The equation that stands in where a call leaves the argument out; such parameters come last. */
  readonly default?: string;
}

/** A model inside a model. It shares the time settings and dimensions of the whole; its names are its own. */
export interface Submodel {
  readonly name: string;
  readonly documentation: string;
  readonly groups: readonly Group[];
  readonly variables: readonly Variable[];
  readonly modules: readonly Module[];
  readonly place?: Place;
}

/** One use of a submodel. Its variables are `module.variable` to everyone else. */
export interface Module {
  readonly name: VariableName;
  readonly submodel: string;
  readonly connections: readonly Connection[];
  readonly documentation: string;
  readonly place?: Place;
}

/** Gives a variable of a module its value in place of its own equation. */
export interface Connection {
  /** A variable of the module's submodel. */
  readonly to: VariableName;
  /** The source as an equation beside the module names it: `area`, `hares.hare_density`, `.area`. */
  readonly from: string;
}

/** When a run starts and stops and how finely it steps. Times are in `units`. */
export interface TimeSettings {
  readonly start: number;
  readonly stop: number;
  readonly step: number;
  /** Interval between saved rows; a whole number of steps. Absent: every step. */
  readonly saveEvery?: number;
  readonly units: string;
  readonly method: IntegrationMethod;
  /**
   * `held`: between the ends of a step STEP, PULSE, PULSE TRAIN and RAMP keep the value of its beginning, whatever the method, as in Vensim
   * (Vensim Help, "Runge-Kutta Integration": "it holds all exogenous and test inputs (STEP, PULSE and RAMP) constant over the
   * integration interval"). Absent: they follow the time. It is compiled in: a program made for Euler's method, which asks at the
   * beginnings of steps alone, follows the time under any other.
   */
  readonly testInputs?: 'held';
}

/**
 * How stocks are moved over a step.
 * - `euler`: by the rates at its start.
 * - `rk2`: by the mean of the rates at its start and at the end that these lead to (Heun), as XMILE 1.0 and Stella do.
 * - `midpoint`: by the rates at the middle, which is the second-order method of Vensim.
 * - `rk4`: the classical fourth-order method.
 * - `dormand-prince`: in as many steps of fifth order as a tolerance asks for, stopping where an equation jumps or bends.
 */
export type IntegrationMethod = (typeof integrationMethods)[number];

/** Every method, by its name in a document. */
export const integrationMethods = ['euler', 'rk2', 'midpoint', 'rk4', 'dormand-prince'] as const;

/** A named list of elements over which variables are arrayed, or a named part of one. */
export interface Dimension {
  readonly name: string;
  readonly elements: readonly string[];
  /** For a subrange: the dimension whose elements these are. */
  readonly subrangeOf?: string;
  readonly documentation: string;
  readonly place?: Place;
}

/** A sector of the model, in which variables are shown together. */
export interface Group {
  readonly name: string;
  readonly documentation: string;
}

/** A feedback loop as an author tells it. */
export interface NamedLoop {
  readonly name: string;
  /** Two sentences: what happens, and what it leads to. */
  readonly story: string;
  /** The variables round the loop in causal order; the last acts on the first. */
  readonly variables: readonly VariableName[];
  /** The constant that switches the loop off when it is 0. */
  readonly switch?: VariableName;
  readonly place?: Place;
}

export type Variable = Stock | Flow | Auxiliary | Lookup;

interface VariableBase {
  readonly name: VariableName;
  /** Names of the dimensions it is arrayed over, in order; empty for a scalar. */
  readonly dimensions: readonly string[];
  /**
   * Set on an array that has no equation for some of its elements, as Vensim allows: these elements do not exist, and an equation that
   * names one is at fault. Any other array needs an equation for every element.
   */
  readonly partial?: true;
  /** As written, for example `children/year`; absent where the author gave none. `1` is dimensionless. */
  readonly units?: string;
  readonly documentation: string;
  readonly group?: string;
  /** Keys of evidence entries that the equation rests on. */
  readonly evidence?: readonly string[];
  /** Values that make sense, for sliders and checks. */
  readonly range?: { readonly low?: number; readonly high?: number };
  /** Made for the call of a macro: no column of the results, and no constant to set. Never in a document. */
  readonly hidden?: true;
  readonly place?: Place;
}

/**
 * A level that accumulates: `inflows` less `outflows`, or the single rate `net` where the source tool writes one
 * expression (Vensim's INTEG). Exactly one of the two is used.
 */
export interface Stock extends VariableBase {
  readonly kind: 'stock';
  readonly initial: readonly Definition[];
  readonly inflows: readonly VariableName[];
  readonly outflows: readonly VariableName[];
  readonly net?: readonly Definition[];
  /** Outflows are held back so that the stock never falls below zero (Stella's non-negative stock). */
  readonly nonNegative: boolean;
  /** What enters leaves after a time, in the order in which it came: the stock sets its own outflows, and holds back its inflows. */
  readonly conveyor?: Conveyor;
  /**
   * A queue (XMILE 1.0, 3.7.3): what enters in a step by one inflow is a batch, and batches leave in the order in which they came. The stock
   * sets its own outflows, in the order in which they are listed: by what stands after each of them, not by their equations.
   */
  readonly queue?: true;
}

/**
 * How a stock works as a conveyor (XMILE 1.0, 4.2.1). One of its outflows is what comes to the end; its others are leaks. The
 * expressions are equations in Weir's dialect.
 */
export interface Conveyor {
  /** The transit time of what enters, in units of time; rounded to whole steps. */
  readonly length: string;
  /** The most that it holds. */
  readonly capacity?: string;
  /** The most that enters in a unit of time. */
  readonly inflowLimit?: string;
  /** Where this is 0, what enters takes the transit time of when it last was not. */
  readonly sample?: string;
  /** Where this is not 0, all stands still. */
  readonly arrest?: string;
  /** What it holds at the start, from the exit on: one a step, or one a unit of time; otherwise the initial value is spread over it. */
  readonly contents?: readonly number[];
  /** Leaks take their fraction per unit of time of what there is, rather than that fraction of what entered. */
  readonly exponentialLeak: boolean;
  /**
   * It moves lumps rather than a stream, as one that a queue feeds must (XMILE 1.0, 4.2.1): the whole of the inflow limit of a unit of time may
   * enter in one step.
   */
  readonly discrete?: true;
  /** False where it takes as many batches of a queue in a step as there is room for, rather than the first alone. */
  readonly oneAtATime?: false;
  /** Takes a batch of a queue whole or not at all. */
  readonly batchIntegrity?: true;
  readonly place?: Place;
}

/** A rate into or out of a stock. */
export interface Flow extends VariableBase {
  readonly kind: 'flow';
  readonly definitions: readonly Definition[];
  /** Held at zero or above (Stella's uniflow). */
  readonly nonNegative: boolean;
  /** An outflow by which a conveyor leaks; its equation is then the fraction that leaks. */
  readonly leak?: Leak;
  /** An outflow of a queue that takes what the capacity, the inflow limit or the arrest of a conveyor kept back from those listed before it. */
  readonly overflow?: true;
  /**
   * How an inflow lies on the conveyor that it enters, where not at the beginning: evenly, as what is there does, or, if it leaks from another
   * conveyor, as it lay there.
   */
  readonly spread?: 'even' | 'dest' | 'source';
}

/** Where a conveyor leaks: the part of its length, from the entry; 0 to 1 is all of it. */
export interface Leak {
  readonly start: number;
  readonly end: number;
}

/** Anything else that is computed: constants, converters, graphical functions of one input. */
export interface Auxiliary extends VariableBase {
  readonly kind: 'auxiliary';
  readonly definitions: readonly Definition[];
}

/** A graphical function that equations call by name, as in `effect of stress(ratio)`. */
export interface Lookup extends VariableBase {
  readonly kind: 'lookup';
  readonly definitions: readonly TableDefinition[];
}

/**
 * One equation of a variable. A scalar has one with no subscripts; an array may have several, each for the elements,
 * subranges or dimensions that `subscripts` names in the order of the variable's dimensions. An empty list on an
 * array means every element.
 */
export interface Definition {
  readonly subscripts: readonly string[];
  /** Elements that the definition leaves out, each as a list like `subscripts`. */
  readonly except?: readonly (readonly string[])[];
  /** Text in Weir's dialect; see `equation/parse.ts`. */
  readonly equation: string;
  /** If present, the equation is the input and the value is the table's output. */
  readonly table?: GraphicalFunction;
  readonly place?: Place;
}

export interface TableDefinition {
  readonly subscripts: readonly string[];
  readonly except?: readonly (readonly string[])[];
  readonly table: GraphicalFunction;
  readonly place?: Place;
}

/** Points of a graphical function; `x` rises strictly, save that a discrete step may repeat a value. */
export interface GraphicalFunction {
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly mode: TableMode;
}

/**
 * What stands between the points of a graphical function, and beyond its ends.
 * - `continuous`: straight lines; the end values are held.
 * - `extrapolate`: straight lines; the end lines go on.
 * - `discrete`: the value at the last point passed; before the first point, its value.
 * - `forward`: the value at the next point to come; after the last point, its value.
 * - `raw`: the value at a point; elsewhere Vensim's `:NA:`, the number -2^109.
 */
export type TableMode = (typeof tableModes)[number];

/** Every mode, by its name in a document. */
export const tableModes = ['continuous', 'discrete', 'extrapolate', 'forward', 'raw'] as const;
