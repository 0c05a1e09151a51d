import { expect, test } from 'vitest';
import { leverBounds, measuredTarget } from './target-argument.ts';

test('measuredTarget reads a measure, a side and a value', () => {
  expect(measuredTarget('children looked after@2035<=75000')).toEqual({
    measure: { variable: 'children looked after', at: 2035 },
    target: { value: 75000, better: 'lower' },
  });
  expect(measuredTarget('mean(x) >= -0.5')).toEqual({
    measure: { variable: 'x', at: 'mean' },
    target: { value: -0.5, better: 'higher' },
  });
});

test.each(['x@2035', 'x@2035<=', '<=3', 'x@2035<3', 'x@2035<=a'])('measuredTarget refuses "%s"', (text) => {
  expect(() => measuredTarget(text)).toThrow(/^(?:Write it as|Give a number)/);
});

test('leverBounds reads the ends of levers', () => {
  const bounds = leverBounds('b=-1..2', leverBounds('posts raised = 0..0.3'));
  expect([...bounds]).toEqual([
    ['posts raised', { low: 0, high: 0.3 }],
    ['b', { low: -1, high: 2 }],
  ]);
  expect(() => leverBounds('a=3')).toThrow('Write it as');
  expect(() => leverBounds('a=3..1')).toThrow('must not lie above');
});
