import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BinaryOperator, Expression, Subscript } from './expression.ts';
import { parseEquation } from './parse.ts';
import { binaryPrecedence } from './precedence.ts';
import { printExpression } from './print.ts';

const span = { start: 0, end: 0 };
const name = fc.oneof(
  fc.constantFrom(
    'a',
    'children looked after',
    'Familie été',
    'cohort 1',
    'and',
    'time to stop AND go',
    '5 to 9',
    'x_y',
    'if',
  ),
  fc.string({ minLength: 1, unit: 'binary' }).filter((text) => text === text.trim()),
);

const { expression } = fc.letrec<{ expression: Expression; subscript: Subscript }>((tie) => ({
  subscript: fc.oneof(
    fc.record({ kind: fc.constant('name' as const), name, span: fc.constant(span) }),
    fc.constant({ kind: 'wildcard' as const, span }),
    fc.record({ kind: fc.constant('wildcard' as const), of: name, span: fc.constant(span) }),
    fc
      .record({ kind: fc.constant('expression' as const), expression: tie('expression'), span: fc.constant(span) })
      .filter((each) => each.expression.kind !== 'reference' || each.expression.subscripts.length > 0),
  ),
  expression: fc.oneof(
    { maxDepth: 5, depthSize: 'small' },
    fc.record({
      kind: fc.constant('number' as const),
      value: fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
      span: fc.constant(span),
    }),
    fc.record({
      kind: fc.constant('reference' as const),
      name,
      subscripts: fc.array(tie('subscript'), { maxLength: 2 }),
      span: fc.constant(span),
    }),
    fc.record({
      kind: fc.constant('call' as const),
      name,
      subscripts: fc.array(tie('subscript'), { maxLength: 1 }),
      arguments: fc.array(tie('expression'), { maxLength: 3 }),
      span: fc.constant(span),
    }),
    fc.record({
      kind: fc.constant('unary' as const),
      operator: fc.constantFrom('-' as const, '+' as const, 'not' as const),
      operand: tie('expression'),
      span: fc.constant(span),
    }),
    fc.record({
      kind: fc.constant('binary' as const),
      operator: fc.constantFrom(...(Object.keys(binaryPrecedence) as BinaryOperator[])),
      left: tie('expression'),
      right: tie('expression'),
      span: fc.constant(span),
    }),
    fc.record({
      kind: fc.constant('conditional' as const),
      test: tie('expression'),
      then: tie('expression'),
      otherwise: tie('expression'),
      span: fc.constant(span),
    }),
  ),
}));

function withoutSpans(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, each: unknown) => (key === 'span' ? undefined : each)));
}

test('printExpression gives a text that parses to an equal tree', () => {
  fc.assert(
    fc.property(expression, (tree) => {
      const text = printExpression(tree);
      const parsed = parseEquation(text);
      expect(parsed.diagnostics, text).toEqual([]);
      expect(withoutSpans(parsed.expression), text).toEqual(withoutSpans(tree));
    }),
    { numRuns: 500 },
  );
});

test('printExpression writes the fewest brackets', () => {
  const again = (text: string): string => {
    const { expression: tree } = parseEquation(text);
    if (tree === undefined) throw new SyntaxError(`Cannot parse "${text}"`);
    return printExpression(tree);
  };
  expect(again('(a*b)+(c)')).toBe('a * b + c');
  expect(again('a-(b-c)')).toBe('a - (b - c)');
  expect(again('(-2)^2')).toBe('(-2)^2');
  expect(again('-(2^2)')).toBe('-2^2');
  expect(again('2^(3^2)')).toBe('2^3^2');
  expect(again('(2^3)^2')).toBe('(2^3)^2');
  expect(again('if(a>b,1,0)*2')).toBe('(IF a > b THEN 1 ELSE 0) * 2');
  expect(again('"children" * "fear & £"')).toBe('children * "fear & £"');
  expect(again('x[a,*,*:b, i+1]')).toBe('x[a, *, *:b, i + 1]');
});
