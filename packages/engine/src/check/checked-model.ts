import type { Expression } from '../equation/expression.ts';
import type { Definition, GraphicalFunction, Model, Place, Variable, VariableId } from '../model/model.ts';

/** A model whose names, dimensions and definitions hold together, in the form that later stages look things up in. */
export interface CheckedModel {
  readonly model: Model;
  /** By canonical name. */
  readonly dimensions: ReadonlyMap<string, CheckedDimension>;
  readonly variables: ReadonlyMap<VariableId, CheckedVariable>;
  /** Names that exist in the author's file but could not be read; what uses them is not at fault for it. */
  readonly unread: ReadonlySet<VariableId>;
  /** By flow, the conveyor or queue that sets it: the exit or a leak of the one, an outflow of the other. */
  readonly driven: ReadonlyMap<VariableId, VariableId>;
}

/** A dimension or subrange with its elements in order. */
export interface CheckedDimension {
  readonly id: string;
  readonly name: string;
  readonly elements: readonly string[];
  /** Canonical name of the dimension that the elements come from: its own, save for a subrange. */
  readonly root: string;
  /** Position from 0 of each element, by canonical name. */
  readonly positions: ReadonlyMap<string, number>;
}

export interface CheckedVariable {
  readonly id: VariableId;
  readonly variable: Variable;
  readonly dimensions: readonly CheckedDimension[];
  /** Number of elements; 1 for a scalar. */
  readonly size: number;
  /** Of a stock, the initial values; of a lookup, the tables. */
  readonly value: DefinitionSet;
  /** A stock's single rate, where it has one. */
  readonly net?: DefinitionSet;
  readonly conveyor?: CheckedConveyor;
  readonly queue?: CheckedQueue;
}

/** The equations of a conveyor, and the flows that it sets. */
export interface CheckedConveyor {
  readonly length: DefinitionCase;
  readonly capacity?: DefinitionCase;
  readonly inflowLimit?: DefinitionCase;
  readonly sample?: DefinitionCase;
  readonly arrest?: DefinitionCase;
  /** The flow of what comes to the end. */
  readonly exit: VariableId;
  readonly leaks: readonly VariableId[];
}

/** The outflows of a queue, in the order in which they are served. */
export interface CheckedQueue {
  readonly outflows: readonly QueueOutflow[];
}

export interface QueueOutflow {
  readonly flow: VariableId;
  readonly overflow: boolean;
  /** The conveyor that it enters; absent where nothing holds it back. */
  readonly conveyor?: VariableId;
}

/** The definitions of an array and which of them each element follows. */
export interface DefinitionSet {
  readonly cases: readonly DefinitionCase[];
  /** For each element in row-major order, the index of its case; -1 where there is none. */
  readonly caseOf: readonly number[];
}

export interface DefinitionCase {
  readonly subscripts: readonly string[];
  /** The equation as written; empty for a lookup. */
  readonly text: string;
  /** Absent for a lookup, and where the equation could not be read. */
  readonly expression?: Expression;
  readonly table?: GraphicalFunction;
  readonly place?: Place;
}

/** Whether an element of a partial array has no equation, and so does not exist. */
export function isAbsent({ variable, value }: CheckedVariable, index: number): boolean {
  return variable.partial === true && value.caseOf[index] === -1;
}

/** The elements along each dimension of the row-major `index`, as positions. */
export function positionsOf(index: number, dimensions: readonly CheckedDimension[]): number[] {
  const positions: number[] = [];
  let rest = index;
  for (const dimension of dimensions.toReversed()) {
    const length = dimension.elements.length;
    positions.unshift(rest % length);
    rest = Math.floor(rest / length);
  }
  return positions;
}

/** `name`, or `name[a,b]` for an element of an array: the column name in results and the name in messages. */
export function elementName(name: string, index: number, dimensions: readonly CheckedDimension[]): string {
  if (dimensions.length === 0) return name;
  const positions = positionsOf(index, dimensions);
  return `${name}[${dimensions.map((dimension, axis) => dimension.elements[positions[axis] ?? 0]).join(',')}]`;
}

/** Whether a definition came with a table only, as a lookup's does. */
export function isEquation(definition: object): definition is Definition {
  return 'equation' in definition;
}
