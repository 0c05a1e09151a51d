import { InvalidArgumentError } from 'commander';
import { expect, test } from 'vitest';
import { correlation, threshold, times } from './ensemble-arguments.ts';

test('correlation reads two inputs and a number, whose names may have brackets', () => {
  expect(correlation('a , b=-0.5')).toEqual([{ between: ['a', 'b'], rank: -0.5 }]);
  expect(correlation('x[p,q], y[r, s] = 0.1', correlation('a,b=0.5'))[1]).toEqual({
    between: ['x[p,q]', 'y[r, s]'],
    rank: 0.1,
  });
  for (const text of ['a=0.5', 'a,b,c=0.5', 'a,b', 'a,b=much']) {
    expect(() => correlation(text)).toThrow(InvalidArgumentError);
  }
});

test('threshold reads a name and a value', () => {
  expect(threshold('case load = 18')).toEqual([{ variable: 'case load', value: 18 }]);
  expect(() => threshold('=3')).toThrow('Write it as "name=value"');
});

test('times reads a list, or all', () => {
  expect(times('2030, 2035', times('2025'))).toEqual([2025, 2030, 2035]);
  expect(times('All')).toBe('all');
  expect(times('2030', 'all')).toBe('all');
  expect(() => times('soon')).toThrow(InvalidArgumentError);
});
