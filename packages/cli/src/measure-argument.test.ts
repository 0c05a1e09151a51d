import { expect, test } from 'vitest';
import { measure } from './measure-argument.ts';

test.each([
  ['children looked after@2035', 'children looked after', 2035],
  ['x @ 2.5', 'x', 2.5],
  ['x@end', 'x', 'end'],
  ['x[a,b]', 'x[a,b]', 'end'],
  ['a@b@-3', 'a@b', -3],
  ['mean(x y)', 'x y', 'mean'],
  ['Highest( x )', 'x', 'highest'],
  ['lowest(x[a])', 'x[a]', 'lowest'],
] as const)('measure reads %s', (text, variable, at) => {
  expect(measure(text)).toEqual([{ variable, at }]);
});

test('measure adds to those given before', () => {
  expect(measure('y@end', measure('x@1'))).toEqual([
    { variable: 'x', at: 1 },
    { variable: 'y', at: 'end' },
  ]);
});

test.each(['', '@2035', 'x@', 'x@soon'])('measure refuses "%s"', (text) => {
  expect(() => measure(text)).toThrow('Write it as "name@2035"');
});
