import { describe, expect, it, test } from 'vitest';
import {
  chiSquare,
  incompleteBeta,
  incompleteGamma,
  kolmogorovSmirnov,
  normalShare,
} from '../../testing/distribution-functions.ts';
import { Draws } from '../draws.ts';
import { logGamma } from '../log-gamma.ts';
import { normalQuantile } from '../normal-quantile.ts';
import {
  exponentialDraw,
  logisticDraw,
  lognormalDraw,
  normalDraw,
  paretoDraw,
  triangularDraw,
  uniformDraw,
  unitWeibullDraw,
  weibullDraw,
} from './continuous.ts';
import { binomialDraw, geometricDraw, negativeBinomialDraw, poissonDraw } from './counts.ts';
import { betaDraw, gammaDraw } from './gamma.ts';
import { tabulatedDraw } from './tabulated.ts';

const sampleOf = (draw: (draws: Draws) => number, stream = 1, size = 20_000): number[] =>
  Array.from({ length: size }, (_, step) => draw(new Draws({ key: [42, 7], member: 0, stream, step })));

/** Below this a sample is not believed to come from its distribution; with fixed streams it either does or does not. */
const doubtful = 1e-3;

const continuous: readonly [string, (draws: Draws) => number, (x: number) => number][] = [
  ['uniformDraw(2, 5)', (d) => uniformDraw(d, 2, 5), (x) => (x - 2) / 3],
  ['normalDraw(3, 2)', (d) => normalDraw(d, 3, 2), (x) => normalShare((x - 3) / 2)],
  ['exponentialDraw(4)', (d) => exponentialDraw(d, 4), (x) => 1 - Math.exp(-x / 4)],
  ['lognormalDraw(1, 0.5)', (d) => lognormalDraw(d, 1, 0.5), (x) => normalShare((Math.log(x) - 1) / 0.5)],
  ['weibullDraw(1.7, 3)', (d) => weibullDraw(d, 1.7, 3), (x) => 1 - Math.exp(-((x / 3) ** 1.7))],
  [
    'triangularDraw(0, 1, 4)',
    (d) => triangularDraw(d, [0, 1, 4]),
    (x) => (x < 1 ? (x * x) / 4 : 1 - (4 - x) ** 2 / 12),
  ],
  ['paretoDraw(2.5, 3)', (d) => paretoDraw(d, 2.5, 3), (x) => 1 - (3 / x) ** 2.5],
  ['logisticDraw(1, 2)', (d) => logisticDraw(d, 1, 2), (x) => 1 / (1 + Math.exp(-(x - 1) / 2))],
  ['gammaDraw(3.3)', (d) => gammaDraw(d, 3.3), (x) => incompleteGamma(3.3, x)],
  ['gammaDraw(0.4)', (d) => gammaDraw(d, 0.4), (x) => incompleteGamma(0.4, x)],
  ['betaDraw(2, 5)', (d) => betaDraw(d, 2, 5), (x) => incompleteBeta(2, 5, x)],
  ['betaDraw(0.5, 0.8)', (d) => betaDraw(d, 0.5, 0.8), (x) => incompleteBeta(0.5, 0.8, x)],
  ['tabulatedDraw', (d) => tabulatedDraw(d, [0, 1, 3], [0, 2, 0]), (x) => (x < 1 ? (x * x) / 3 : 1 - (3 - x) ** 2 / 6)],
];

const choose = (n: number, k: number): number => logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
const poisson =
  (mean: number) =>
  (k: number): number =>
    Math.exp(k * Math.log(mean) - mean - logGamma(k + 1));
const binomial =
  (n: number, p: number) =>
  (k: number): number =>
    k > n ? 0 : Math.exp(choose(n, k) + k * Math.log(p) + (n - k) * Math.log(1 - p));

const counts: readonly [string, (draws: Draws) => number, (k: number) => number][] = [
  ['poissonDraw(0.3)', (d) => poissonDraw(d, 0.3), poisson(0.3)],
  ['poissonDraw(9.5)', (d) => poissonDraw(d, 9.5), poisson(9.5)],
  ['poissonDraw(12)', (d) => poissonDraw(d, 12), poisson(12)],
  ['poissonDraw(400)', (d) => poissonDraw(d, 400), poisson(400)],
  ['binomialDraw(5, 0.4)', (d) => binomialDraw(d, 5, 0.4), binomial(5, 0.4)],
  ['binomialDraw(30, 0.9)', (d) => binomialDraw(d, 30, 0.9), binomial(30, 0.9)],
  ['binomialDraw(60, 0.3)', (d) => binomialDraw(d, 60, 0.3), binomial(60, 0.3)],
  ['binomialDraw(1000, 0.55)', (d) => binomialDraw(d, 1000, 0.55), binomial(1000, 0.55)],
  ['geometricDraw(0.2)', (d) => geometricDraw(d, 0.2), (k) => (k < 1 ? 0 : 0.2 * 0.8 ** (k - 1))],
  [
    'negativeBinomialDraw(3, 0.4)',
    (d) => negativeBinomialDraw(d, 3, 0.4),
    (k) => (k < 3 ? 0 : Math.exp(choose(k - 1, 2) + 3 * Math.log(0.4) + (k - 3) * Math.log(0.6))),
  ],
];

describe('a distribution', () => {
  it.each(continuous)('%s passes a Kolmogorov–Smirnov test', (_, draw, share) => {
    expect(kolmogorovSmirnov(sampleOf(draw), share)).toBeGreaterThan(doubtful);
  });

  it.each(counts)('%s passes a chi-square test', (_, draw, probability) => {
    expect(chiSquare(sampleOf(draw), probability)).toBeGreaterThan(doubtful);
  });

  it('kolmogorovSmirnov and chiSquare tell a distribution from its neighbour', () => {
    expect(
      kolmogorovSmirnov(
        sampleOf((d) => normalDraw(d, 0, 1)),
        (x) => normalShare(x - 0.05),
      ),
    ).toBeLessThan(1e-6);
    expect(
      chiSquare(
        sampleOf((d) => poissonDraw(d, 12)),
        poisson(12.2),
      ),
    ).toBeLessThan(1e-6);
  });

  it('unitWeibullDraw has mean 1 whatever its shape', () => {
    for (const shape of [0.8, 1, 3]) {
      const sample = sampleOf((d) => unitWeibullDraw(d, shape));
      expect(sample.reduce((sum, each) => sum + each, 0) / sample.length).toBeCloseTo(1, 1.5);
    }
  });

  it('a distribution of no width gives its one value', () => {
    const draws = new Draws({ key: [1, 1], member: 0, stream: 0, step: 0 });
    expect([
      normalDraw(draws, 3, 0),
      uniformDraw(draws, 2, 2),
      poissonDraw(draws, 0),
      exponentialDraw(draws, 0),
    ]).toEqual([3, 2, 0, 0]);
    expect([binomialDraw(draws, 7, 0), binomialDraw(draws, 7, 1), geometricDraw(draws, 1)]).toEqual([0, 7, 1]);
    expect(negativeBinomialDraw(draws, 4, 1)).toBe(4);
  });

  it('a distribution without meaning gives NaN', () => {
    const draws = new Draws({ key: [1, 1], member: 0, stream: 0, step: 0 });
    const senseless = [
      normalDraw(draws, 0, -1),
      normalDraw(draws, Number.NaN, 1),
      uniformDraw(draws, 1, 0),
      poissonDraw(draws, -1),
      poissonDraw(draws, Number.POSITIVE_INFINITY),
      binomialDraw(draws, 3, 1.1),
      geometricDraw(draws, 0),
      negativeBinomialDraw(draws, 3, 0),
      gammaDraw(draws, 0),
      betaDraw(draws, 1, -1),
      triangularDraw(draws, [0, 3, 2]),
      weibullDraw(draws, 0, 1),
      paretoDraw(draws, 1, 0),
      tabulatedDraw(draws, [0, 1], [0, 0]),
    ];
    expect(senseless.every(Number.isNaN)).toBe(true);
  });

  it('poissonDraw and binomialDraw keep mean and variance beyond what can be counted', () => {
    const sample = sampleOf((d) => (poissonDraw(d, 1e12) - 1e12) / 1e6, 3, 4000);
    expect(kolmogorovSmirnov(sample, normalShare)).toBeGreaterThan(doubtful);
    const many = sampleOf((d) => (binomialDraw(d, 1e12, 0.3) - 3e11) / Math.sqrt(2.1e11), 4, 4000);
    expect(kolmogorovSmirnov(many, normalShare)).toBeGreaterThan(doubtful);
  });
});

test('normalQuantile is AS 241 to its last digits', () => {
  const known: readonly [number, number][] = [
    [1e-300, -37.0470962993612],
    [1e-10, -6.361340902404056],
    [0.001, -3.090232306167813],
    [0.075, -1.4395314709384557],
    [0.6, 0.2533471031357998],
    [0.975, 1.9599639845400536],
  ];
  for (const [share, value] of known) expect(Math.abs(normalQuantile(share) / value - 1)).toBeLessThan(2e-15);
  expect([normalQuantile(0), normalQuantile(0.5), normalQuantile(1), normalQuantile(2)]).toEqual([
    Number.NEGATIVE_INFINITY,
    0,
    Number.POSITIVE_INFINITY,
    Number.NaN,
  ]);
});

test('logGamma is the logarithm of the factorial, and of the square root of pi', () => {
  expect(logGamma(0.5)).toBeCloseTo(0.5723649429247004, 14);
  expect(logGamma(11)).toBeCloseTo(Math.log(3_628_800), 13);
  expect(logGamma(1e-3)).toBeCloseTo(6.907178885383854, 13);
  expect(logGamma(1e6) / 12815504.569147611).toBeCloseTo(1, 14);
  expect(logGamma(0)).toBeNaN();
});
