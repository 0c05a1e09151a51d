import { findFunction } from '../check/function-catalogue.ts';
import type { Call, Expression, Reference, Span } from '../equation/expression.ts';
import type { Definition, Place, Variable } from '../model/model.ts';
import type { HiddenVariable, Instance } from './hidden-variables.ts';
import type { PreparedMacro } from './macro-definitions.ts';

/** Where an expression stands that may call macros. */
export interface Scope {
  readonly owner: Variable;
  /** The definition of the owner for whose elements the call is. */
  readonly target: Pick<Definition, 'subscripts' | 'except'>;
  /** Tells apart the positions of calls, the same for all definitions of the owner. */
  readonly key: string;
  /** The owner and the macros around, for names. */
  readonly path: string;
  /** How many calls of each macro have been met. */
  readonly counts: Map<string, number>;
  readonly trail: readonly PreparedMacro[];
  readonly body?: Body;
  /** Whether a macro's own variable, in whose equation it stands, is an array. */
  readonly inArray: boolean;
  readonly variable: string;
  readonly text: string;
  readonly place: Place | undefined;
  /** The calls of macros that stand in an aggregate, by their spans. */
  readonly aggregated: ReadonlySet<string>;
}

/** One call of a macro, seen from the inside. */
export interface Body {
  readonly macro: PreparedMacro;
  readonly instance: Instance;
  readonly bound: ReadonlyMap<string, Expression>;
}

/** Whether a name is a variable or parameter of the macro. */
export function isLocal({ macro }: Body, id: string): boolean {
  return macro.locals.has(id) || macro.parameters.has(id);
}

/** Whether a call of that name is one of a table that the macro has or is given. */
export function isCallable({ macro }: Body, id: string): boolean {
  return macro.locals.get(id)?.kind === 'lookup' || macro.parameters.has(id);
}

/** Tells calls of one equation apart. */
export function spanKey({ span }: Call): string {
  return `${span.start}-${span.end}`;
}

/** A number, with or without a sign, or a name: what can stand in several places at no cost. */
export function isSimple(node: Expression): boolean {
  if (node.kind === 'number' || node.kind === 'reference') return true;
  return node.kind === 'unary' && node.operator !== 'not' && node.operand.kind === 'number';
}

/** The hidden variable of the owner's own element. The dimensions are named, so that no aggregate runs over them. */
export function reference(hidden: HiddenVariable, owner: Variable, span: Span): Reference {
  return { kind: 'reference', name: hidden.name, subscripts: ownSubscripts(hidden, owner, span), span };
}

/** The subscripts of the owner's own element. */
export function ownSubscripts({ source }: HiddenVariable, owner: Variable, span: Span): Reference['subscripts'] {
  return source?.kind === 'lookup' ? [] : owner.dimensions.map((name) => ({ kind: 'name', name, span }));
}

/** Whether a built-in runs over an array. */
export function isAggregate({ name, arguments: list }: Call): boolean {
  const entry = findFunction(name);
  if (entry === undefined) return false;
  return (
    entry.arguments.some(({ array }) => array === true) || (/^(?:min|max)$/i.test(entry.name) && list.length === 1)
  );
}
