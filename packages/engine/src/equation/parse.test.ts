import { expect, test } from 'vitest';
import { formatDiagnostic } from '../model/diagnostic.ts';
import type { Expression } from './expression.ts';
import { parseEquation } from './parse.ts';

function tree(text: string): Expression {
  const { expression, diagnostics } = parseEquation(text);
  if (expression === undefined) throw new SyntaxError(diagnostics.map(formatDiagnostic).join('\n'));
  return expression;
}

function fault(text: string): string[] {
  const { expression, diagnostics } = parseEquation(text);
  expect(expression).toBeUndefined();
  return diagnostics.map(formatDiagnostic);
}

test('parseEquation joins adjacent words to one name', () => {
  expect(tree('children looked\n after / cohort 1')).toMatchObject({
    kind: 'binary',
    operator: '/',
    left: { kind: 'reference', name: 'children looked after', span: { start: 0, end: 22 } },
    right: { kind: 'reference', name: 'cohort 1' },
  });
});

test('parseEquation reads quoted names with any character', () => {
  expect(tree('"carers\' £ \\"stress\\" 50%"')).toMatchObject({ kind: 'reference', name: 'carers\' £ "stress" 50%' });
});

test('parseEquation gives -2^2 as -(2^2)', () => {
  expect(tree('-2^2')).toMatchObject({ kind: 'unary', operand: { kind: 'binary', operator: '^' } });
});

test('parseEquation groups powers to the right and takes signed exponents', () => {
  expect(tree('2^3^-1')).toMatchObject({
    operator: '^',
    left: { value: 2 },
    right: { operator: '^', right: { kind: 'unary' } },
  });
});

test('parseEquation reads both spellings of a condition', () => {
  const expected = { kind: 'conditional', test: { operator: '>' }, then: { value: 1 }, otherwise: { value: 2 } };
  expect(tree('IF a > b THEN 1 ELSE 2')).toMatchObject(expected);
  expect(tree('if(a > b, 1, 2)')).toMatchObject(expected);
  expect(tree('IF THEN ELSE(a > b, 1, 2)')).toMatchObject(expected);
  expect(tree('IF (a) > MAX(b, c) THEN 1 ELSE 2')).toMatchObject(expected);
});

test('parseEquation takes keywords in any case', () => {
  expect(tree('a And not b oR c')).toMatchObject({
    operator: 'or',
    left: { operator: 'and', right: { kind: 'unary' } },
  });
});

test('parseEquation reads numbers', () => {
  expect(tree('1e-3')).toMatchObject({ value: 0.001 });
  expect(tree('.5')).toMatchObject({ value: 0.5 });
  expect(tree('{half} 2.')).toMatchObject({ value: 2 });
});

test('parseEquation reads subscripts', () => {
  expect(tree('SUM(x[foster, *, *:Homes, n + 1])')).toMatchObject({
    arguments: [
      {
        subscripts: [
          { kind: 'name', name: 'foster' },
          { kind: 'wildcard' },
          { kind: 'wildcard', of: 'Homes' },
          { kind: 'expression', expression: { operator: '+' } },
        ],
      },
    ],
  });
});

test('parseEquation says what is wrong and where', () => {
  expect(fault('2 * (3 + 4')).toEqual([
    'equation:1:5 unbalanced-bracket Cannot read the equation: the bracket "(" is never closed; add ")"',
  ]);
  expect(fault('2 * 3)')).toEqual([
    'equation:1:6 unbalanced-bracket Cannot read the equation: the bracket ")" was never opened; remove it, or add the opening bracket',
  ]);
  expect(fault('  ')).toEqual([
    'equation:1:3 empty-equation Cannot read the equation: it is empty; write a number or an expression',
  ]);
  expect(fault('a +\n* b')).toEqual([
    'equation:2:1 missing-operand Cannot read the equation: a number, a name or a bracket is needed after "+", but "*" was found',
  ]);
  expect(fault('2 children')).toEqual([
    'equation:1:3 trailing-text Cannot read the equation: "children" cannot follow what stands before it; put an operator between them, or quote a name that contains unusual characters',
  ]);
  expect(fault('a & b £')).toEqual([
    'equation:1:3 unknown-character Cannot read the equation: the character "&" has no meaning here; a name that contains it must stand in double quotes',
    'equation:1:7 unknown-character Cannot read the equation: the character "£" has no meaning here; a name that contains it must stand in double quotes',
  ]);
  expect(fault('IF a THEN b')).toEqual([
    'equation:1:12 missing-else Cannot read the equation: the condition has no ELSE; the end was found; write IF test THEN value ELSE value',
  ]);
});

test('parseEquation refuses nesting that would exhaust the stack', () => {
  expect(parseEquation('('.repeat(100_000)).diagnostics[0]?.code).toBe('too-deep');
  expect(parseEquation('1+'.repeat(100_000) + '1').diagnostics[0]?.code).toBe('too-long');
  expect(parseEquation('1+'.repeat(1000) + '1').diagnostics).toEqual([]);
});

test('parseEquation places faults in the file that the equation stands in', () => {
  const { diagnostics } = parseEquation('a +', {
    place: { file: 'front-door.yaml', line: 12, column: 15 },
    variable: 'referrals',
  });
  expect(diagnostics).toMatchObject([
    { place: { file: 'front-door.yaml', line: 12, column: 18 }, variable: 'referrals' },
  ]);
});

test('parseEquation reads NOT after a single operand, and refuses it where it could negate more', () => {
  const negated = { kind: 'unary', operator: 'not', operand: { name: 'a' } };
  expect(tree('IF a not THEN 1 ELSE 2')).toMatchObject({ test: negated });
  expect(tree('(a = b) NOT AND a NOT')).toMatchObject({
    operator: 'and',
    left: { kind: 'unary', operand: { operator: '=' } },
    right: negated,
  });
  expect(fault('IF a = b NOT THEN 1 ELSE 2')[0]).toContain('missing-then');
  expect(fault('a NOT b')[0]).toContain('trailing-text');
});

test('parseEquation reads the other spellings of comparisons and the safe quotient', () => {
  expect(tree('a == b')).toMatchObject({ operator: '=' });
  expect(tree('a != b')).toMatchObject({ operator: '<>' });
  expect(tree('a - b // c * d')).toMatchObject({
    operator: '-',
    right: { operator: '*', left: { kind: 'call', name: 'SAFEDIV', arguments: [{ name: 'b' }, { name: 'c' }] } },
  });
});
