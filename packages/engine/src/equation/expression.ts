/**
 * The syntax tree of an equation. Spans are offsets into the equation's text, end exclusive, so that a message can
 * point at the part it speaks of.
 */
export type Expression = NumberNode | Reference | Call | Unary | Binary | Conditional;

export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface NumberNode {
  readonly kind: 'number';
  readonly value: number;
  readonly span: Span;
}

/** A variable, or (where a dimension is in scope) an element or dimension used as a number. */
export interface Reference {
  readonly kind: 'reference';
  /** As written, without quotes. */
  readonly name: string;
  /** Whether the name is a path: `module.variable`, or `.variable` for one of the whole model. */
  readonly qualified?: true;
  readonly subscripts: readonly Subscript[];
  readonly span: Span;
}

/**
 * `name`: an element, subrange or dimension; `wildcard`: every element, in an aggregate, or (`*:name`) every element
 * of the dimension or subrange `of`; `range`: in an aggregate, all elements from one to another; `expression`: a computed index.
 */
export type Subscript =
  | { readonly kind: 'name'; readonly name: string; readonly span: Span }
  | { readonly kind: 'wildcard'; readonly of?: string; readonly span: Span }
  | { readonly kind: 'range'; readonly from: Expression; readonly to: Expression; readonly span: Span }
  | { readonly kind: 'expression'; readonly expression: Expression; readonly span: Span };

/** A built-in function, a macro of the model, or a graphical function applied to its input. */
export interface Call {
  readonly kind: 'call';
  readonly name: string;
  /** Whether the name is a path, as in a `Reference`. */
  readonly qualified?: true;
  /** Subscripts of an arrayed graphical function: `effect[age](x)`. */
  readonly subscripts: readonly Subscript[];
  readonly arguments: readonly Expression[];
  /** Of a macro: the variables that take its further outputs, `M(a, b : low, high)`. */
  readonly outputs?: readonly string[];
  readonly span: Span;
}

export type UnaryOperator = '-' | '+' | 'not';
export type BinaryOperator = '+' | '-' | '*' | '/' | '^' | 'mod' | '=' | '<>' | '<' | '<=' | '>' | '>=' | 'and' | 'or';

export interface Unary {
  readonly kind: 'unary';
  readonly operator: UnaryOperator;
  readonly operand: Expression;
  readonly span: Span;
}

export interface Binary {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
  readonly span: Span;
}

/** `IF test THEN a ELSE b`, also written `IF(test, a, b)`. */
export interface Conditional {
  readonly kind: 'conditional';
  readonly test: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
  readonly span: Span;
}
