import type { BinaryOperator, Call, Expression, Reference, Subscript } from './expression.ts';
import { binaryPrecedence, unaryPrecedence } from './precedence.ts';
import { isKeyword } from './tokens.ts';

/**
 * The canonical text of an expression: the fewest brackets, single spaces, names quoted only where they must be.
 * Parsing it gives an equal tree, spans aside.
 *
 * @example
 * ```ts
 * const { expression } = parseEquation('(a+b) * IF(x>0,1,2)');
 * expression && printExpression(expression); // "(a + b) * (IF x > 0 THEN 1 ELSE 2)"
 * ```
 */
export function printExpression(expression: Expression): string {
  return print(expression, 0);
}

/** A name as an equation has it: quoted where its characters or words would be read otherwise. */
export function printName(name: string): string {
  const plain = /^[\p{L}_][\p{L}\p{M}\p{N}_]*(?: [\p{L}\p{N}_][\p{L}\p{M}\p{N}_]*)*$/u.test(name);
  if (plain && !name.split(' ').some(isKeyword)) return name;
  return `"${name.replace(/[\\"]/g, (mark) => `\\${mark}`)}"`;
}

/** `lowest` is the loosest operator that may stand here without brackets. */
function print(expression: Expression, lowest: number): string {
  switch (expression.kind) {
    case 'number':
      return printNumber(expression.value, lowest);
    case 'reference':
      return printNameOf(expression) + printSubscripts(expression.subscripts);
    case 'call':
      return printCall(expression);
    case 'unary':
      return bracket(printUnary(expression.operator, expression.operand), lowest > unaryPrecedence);
    case 'binary':
      return printBinary(expression.operator, [expression.left, expression.right], lowest);
    case 'conditional': {
      const { test, then, otherwise } = expression;
      return bracket(`IF ${print(test, 0)} THEN ${print(then, 0)} ELSE ${print(otherwise, 0)}`, lowest > 0);
    }
  }
}

function printNumber(value: number, lowest: number): string {
  if (value < 0 || Object.is(value, -0)) return bracket(`-${String(-value)}`, lowest > unaryPrecedence);
  return Number.isFinite(value) ? String(value) : '1e999';
}

function printUnary(operator: '-' | '+' | 'not', operand: Expression): string {
  return `${operator === 'not' ? 'NOT ' : operator}${print(operand, unaryPrecedence)}`;
}

function printBinary(
  operator: BinaryOperator,
  [left, right]: readonly [Expression, Expression],
  lowest: number,
): string {
  const own = binaryPrecedence[operator];
  const sign = operator.toUpperCase();
  if (operator === '^') return bracket(`${print(left, own + 1)}^${print(right, unaryPrecedence)}`, lowest > own);
  return bracket(`${print(left, own)} ${sign} ${print(right, own + 1)}`, lowest > own);
}

function printCall(call: Call): string {
  const printed = call.name === 'MOD' ? call.name : printNameOf(call);
  const list = call.arguments.map((each) => print(each, 0)).join(', ');
  const outputs = call.outputs === undefined ? '' : ` : ${call.outputs.map(printName).join(', ')}`;
  return `${printed}${printSubscripts(call.subscripts)}(${list}${outputs})`;
}

/** A path keeps its dots outside quotes. */
function printNameOf({ name, qualified }: Reference | Call): string {
  return qualified === true
    ? name
        .split('.')
        .map((part) => (part === '' ? '' : printName(part)))
        .join('.')
    : printName(name);
}

function printSubscripts(subscripts: readonly Subscript[]): string {
  return subscripts.length === 0 ? '' : `[${subscripts.map(printSubscript).join(', ')}]`;
}

function printSubscript(subscript: Subscript): string {
  switch (subscript.kind) {
    case 'name':
      return printName(subscript.name);
    case 'wildcard':
      return subscript.of === undefined ? '*' : `*:${printName(subscript.of)}`;
    case 'range':
      return `${print(subscript.from, 0)}:${print(subscript.to, 0)}`;
    case 'expression':
      return print(subscript.expression, 0);
  }
}

function bracket(text: string, needed: boolean): string {
  return needed ? `(${text})` : text;
}
