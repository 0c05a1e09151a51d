import type { Binary, Call, Expression } from '../equation/expression.ts';
import { printExpression } from '../equation/print.ts';
import type { Span } from '../equation/expression.ts';
import { toId } from '../model/names.ts';
import type { CheckedModel } from './checked-model.ts';
import { findFunction } from './function-catalogue.ts';
import type { FunctionEntry } from './functions/entry.ts';
import { dimensionless, divide, formatUnits, multiply, parseUnits, raise, sameUnits, type Units } from './units.ts';

/**
 * What is known of an expression's units. `literal`: a number written out, which takes whatever units its neighbours in a sum, a
 * comparison or a choice have, and counts as dimensionless in a product. `unknown`: rests on a variable without units; nothing is said of it.
 */
export type Inferred =
  | { readonly kind: 'known'; readonly units: Units }
  | { readonly kind: 'literal' }
  | { readonly kind: 'unknown' };

/** What inference rests on. */
export interface UnitContext {
  readonly model: CheckedModel;
  /** Units by canonical name: those declared, and those that follow from an equation. */
  readonly known: ReadonlyMap<string, Units>;
  readonly time: Units | undefined;
  readonly report: (clash: UnitClash) => void;
}

/** Units that do not go together. */
export interface UnitClash {
  readonly message: string;
  readonly advice?: string;
  readonly span: Span;
  /** The expressions whose units do not go together. */
  readonly parts: readonly Expression[];
}

const literal: Inferred = { kind: 'literal' };
const unknown: Inferred = { kind: 'unknown' };
const plain: Inferred = { kind: 'known', units: dimensionless };
const asKnown = (units: Units | undefined): Inferred => (units === undefined ? unknown : { kind: 'known', units });

/** Works out an expression's units and reports each place at which they clash. */
export function inferUnits(node: Expression, context: UnitContext): Inferred {
  switch (node.kind) {
    case 'number':
      return literal;
    case 'reference': {
      const id = toId(node.name);
      if (context.model.variables.has(id)) return asKnown(context.known.get(id));
      if (context.model.unread.has(id)) return unknown;
      const entry = findFunction(node.name);
      if (entry?.arguments.length === 0) return asKnown(pattern(entry.units, new Map(), context));
      // An element or dimension stands for its place, a number; what is no name at all has been reported.
      return isElement(id, context.model) ? literal : unknown;
    }
    case 'unary': {
      const operand = inferUnits(node.operand, context);
      return node.operator === 'not' ? plain : operand;
    }
    case 'binary':
      return inferBinary(node, context);
    case 'conditional': {
      inferUnits(node.test, context);
      return agree([node.then, node.otherwise], 'choose between', context);
    }
    case 'call':
      return inferCall(node, context);
  }
}

function isElement(id: string, { dimensions }: CheckedModel): boolean {
  return dimensions.has(id) || [...dimensions.values()].some(({ positions }) => positions.has(id));
}

function inferBinary(node: Binary, context: UnitContext): Inferred {
  const { operator, left, right } = node;
  switch (operator) {
    case '+':
      return agree([left, right], 'add', context);
    case '-':
      return agree([left, right], 'subtract', context);
    case 'mod':
      return agree([left, right], 'take the remainder of', context);
    case '*':
    case '/': {
      const both = [inferUnits(left, context), inferUnits(right, context)] as const;
      if (both.some((each) => each.kind === 'unknown')) return unknown;
      if (both.every((each) => each.kind === 'literal')) return literal;
      const [first, second] = both.map((each) => (each.kind === 'known' ? each.units : dimensionless));
      return asKnown(
        operator === '*'
          ? multiply(first ?? dimensionless, second ?? dimensionless)
          : divide(first ?? dimensionless, second ?? dimensionless),
      );
    }
    case '^':
      return inferPower(node, context);
    case 'and':
    case 'or':
      inferUnits(left, context);
      inferUnits(right, context);
      return plain;
    default:
      agree([left, right], 'compare', context);
      return plain;
  }
}

function inferPower({ left, right, span }: Binary, context: UnitContext): Inferred {
  const base = inferUnits(left, context);
  const exponent = inferUnits(right, context);
  if (exponent.kind === 'known' && exponent.units.size > 0) {
    const message = `Cannot raise to the power of "${text(right)}" [${formatUnits(exponent.units)}]: an exponent is a plain number`;
    context.report({ message, span: right.span, parts: [right] });
    return unknown;
  }
  if (base.kind !== 'known' || base.units.size === 0) return base;
  const value = numberOf(right);
  if (value !== undefined) return asKnown(raise(base.units, value));
  if (exponent.kind !== 'unknown') {
    const message = `Cannot raise "${text(left)}" [${formatUnits(base.units)}] to a power that varies: what the units would be is not known`;
    context.report({ message, advice: 'divide by a reference value first', span, parts: [left] });
  }
  return unknown;
}

function numberOf(node: Expression): number | undefined {
  if (node.kind === 'number') return node.value;
  if (node.kind === 'unary' && node.operator !== 'not') {
    const operand = numberOf(node.operand);
    return operand === undefined || node.operator === '+' ? operand : -operand;
  }
  if (node.kind === 'binary' && node.operator === '/') {
    const [top, bottom] = [numberOf(node.left), numberOf(node.right)];
    return top === undefined || bottom === undefined ? undefined : top / bottom;
  }
  return undefined;
}

/** The units that all the parts share; where two differ, both are shown with the part that differs. */
function agree(parts: readonly Expression[], attempt: string, context: UnitContext): Inferred {
  let first: { readonly node: Expression; readonly units: Units } | undefined;
  let all: Inferred = literal;
  for (const node of parts) {
    const own = inferUnits(node, context);
    if (own.kind === 'unknown') all = all.kind === 'known' ? all : unknown;
    if (own.kind !== 'known') continue;
    if (first === undefined) {
      first = { node, units: own.units };
      all = own;
    } else if (!sameUnits(first.units, own.units)) {
      const difference = formatUnits(divide(first.units, own.units));
      const message = `Cannot ${attempt} "${text(first.node)}" [${formatUnits(first.units)}] and "${text(node)}" [${formatUnits(own.units)}]: they differ by ${difference}`;
      const advice = 'correct the equation, or the units of one of them';
      context.report({ message, advice, span: node.span, parts: [first.node, node] });
      return unknown;
    }
  }
  return all;
}

function inferCall(node: Call, context: UnitContext): Inferred {
  const target = context.model.variables.get(toId(node.name));
  if (target?.variable.kind === 'lookup') {
    for (const each of node.arguments) inferUnits(each, context);
    return asKnown(context.known.get(target.id));
  }
  const entry = findFunction(node.name);
  if (entry === undefined) return unknown;
  if (entry.name === 'LOOKUP') {
    const [table] = node.arguments;
    return table?.kind === 'reference' ? asKnown(context.known.get(toId(table.name))) : unknown;
  }
  return inferFunction(node, entry, context);
}

/** Units of a built-in, by its row in the catalogue. */
function inferFunction(node: Call, entry: FunctionEntry, context: UnitContext): Inferred {
  const groups = new Map<string, Expression[]>();
  node.arguments.forEach((each, index) => {
    const units = (entry.arguments[index] ?? entry.arguments.at(-1))?.units ?? 'any';
    groups.set(units, [...(groups.get(units) ?? []), each]);
  });
  const letters = new Map<string, Units>();
  let result: Inferred | undefined;
  for (const letter of ['x', 'y']) {
    const own = agree(groups.get(letter) ?? [], `use together in ${entry.name}`, context);
    if (own.kind === 'known') letters.set(letter, own.units);
    if (letter === entry.units) result = own;
  }
  for (const [units, parts] of groups) {
    if (units === 'x' || units === 'y') continue;
    const needed = pattern(units, letters, context);
    for (const part of parts) {
      const found = inferUnits(part, context);
      if (needed === undefined || found.kind !== 'known' || sameUnits(found.units, needed)) continue;
      const message = `Cannot use "${text(part)}" [${formatUnits(found.units)}] in ${entry.name}: [${formatUnits(needed)}] is needed there, which differs by ${formatUnits(divide(found.units, needed))}`;
      context.report({ message, span: part.span, parts: [part, ...node.arguments.filter((each) => each !== part)] });
    }
  }
  return result ?? asKnown(pattern(entry.units, letters, context));
}

/** The units that a catalogue's text such as `x/time` stands for; undefined where a letter in it is not known. */
function pattern(text: string, letters: ReadonlyMap<string, Units>, { time }: UnitContext): Units | undefined {
  if (text === 'any') return undefined;
  let units = dimensionless;
  for (const [name, exponent] of parseUnits(text, new Map()) ?? []) {
    const own = name === 'time' ? time : letters.get(name);
    if (own === undefined) return undefined;
    units = multiply(units, raise(own, exponent));
  }
  return units;
}

/** An expression as a message shows it: at most 60 characters. */
export function text(node: Expression): string {
  const whole = printExpression(node);
  return whole.length > 60 ? `${whole.slice(0, 57)}…` : whole;
}
