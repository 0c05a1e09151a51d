import { InvalidArgumentError } from 'commander';
import { expect, test } from 'vitest';
import { namedDistribution } from './distribution-argument.ts';

test.each([
  ['rate=uniform(0.1,0.3)', 'rate', { kind: 'uniform', low: 0.1, high: 0.3 }],
  ['rate = LogUniform( 1e-3 , 1 )', 'rate', { kind: 'logUniform', low: 0.001, high: 1 }],
  ['a=b=triangular(-1,0,2)', 'a=b', { kind: 'triangular', low: -1, mode: 0, high: 2 }],
  ['share[boys,leeds]=normal(0.5,0.1)', 'share[boys,leeds]', { kind: 'normal', mean: 0.5, deviation: 0.1 }],
  ['x=normal(0,1) from -2 to 3', 'x', { kind: 'normal', mean: 0, deviation: 1, low: -2, high: 3 }],
  ['x=normal(0,1) to 3', 'x', { kind: 'normal', mean: 0, deviation: 1, high: 3 }],
  ['x=lognormal(4,0.5) from 1', 'x', { kind: 'logNormal', median: 4, deviation: 0.5, low: 1 }],
  ['x=pert(1,2,5)', 'x', { kind: 'pert', low: 1, mode: 2, high: 5 }],
  ['x=beta(2,5)', 'x', { kind: 'beta', alpha: 2, beta: 5 }],
  ['x=beta(2,5) from 10 to 20', 'x', { kind: 'beta', alpha: 2, beta: 5, low: 10, high: 20 }],
  ['x=gamma(2,0.5) to 9', 'x', { kind: 'gamma', shape: 2, scale: 0.5, high: 9 }],
  ['x=choice(1,2,5)', 'x', { kind: 'choice', values: [1, 2, 5] }],
])('namedDistribution reads %s', (text, name, distribution) => {
  expect(namedDistribution(text)).toEqual([{ name, distribution }]);
});

test('namedDistribution adds to those given before', () => {
  const two = namedDistribution('b=uniform(0,2)', namedDistribution('a=uniform(0,1)'));
  expect(two.map(({ name }) => name)).toEqual(['a', 'b']);
  expect(() => namedDistribution('a=uniform(0,2)', two)).toThrow('given twice');
});

test.each([
  ['rate=0.3', 'Write it as'],
  ['=uniform(0,1)', 'Write it as'],
  ['rate=cauchy(1,2)', 'Write it as'],
  ['rate=choice(1,1)', 'each value may stand in it once'],
  ['rate=uniform(1)', 'Give uniform 2 numbers: uniform(LOW, HIGH)'],
  ['rate=uniform(0,x)', 'Give a number'],
  ['rate=uniform(0,1) from 0.5', 'ends of its own'],
  ['rate=uniform(3,1)', 'the low end must lie below the high end'],
  ['rate=normal(3,0)', 'the deviation must lie above 0'],
  ['rate=normal(3,1) from 5 to 4', 'the low end must lie below the high end'],
])('namedDistribution refuses %s', (text, message) => {
  expect(() => namedDistribution(text)).toThrow(message);
  expect(() => namedDistribution(text)).toThrow(InvalidArgumentError);
});
