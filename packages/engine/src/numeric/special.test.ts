import { expect, test } from 'vitest';
import { combinationsOf, factorialOf, gammaLn, permutationsOf } from './gamma.ts';
import { hyperbolicCosine, hyperbolicSine, hyperbolicTangent } from './hyperbolic.ts';
import { inverseNormal, normalCdf } from './normal.ts';

/** Whether two numbers differ by at most so many parts in 2^52. */
const near = (found: number, known: number, parts = 8): boolean =>
  found === known || Math.abs(found - known) <= parts * 2 ** -52 * Math.max(Math.abs(known), Number.MIN_VALUE);

test('hyperbolicSine and its relations keep their digits near 0, far from it and beyond the range of e^x', () => {
  for (const x of [1e-9, 0.01, 0.3, 0.9999, 1, 1.5, 5, 21.9, 22.1, 300, 709.9, 710.2]) {
    expect(near(hyperbolicSine(x), Math.sinh(x), 8 * Math.max(1, x)), `sinh ${x}`).toBe(true);
    expect(hyperbolicSine(-x)).toBe(-hyperbolicSine(x));
    expect(near(hyperbolicCosine(x), Math.cosh(x), 8 * Math.max(1, x)), `cosh ${x}`).toBe(true);
    expect(near(hyperbolicTangent(x), Math.tanh(x)), `tanh ${x}`).toBe(true);
  }
  expect([hyperbolicSine(0), hyperbolicTangent(0), hyperbolicTangent(-400)]).toEqual([0, 0, -1]);
  expect(near(hyperbolicSine(0.5), 0.5210953054937474, 2)).toBe(true);
});

test('gammaLn agrees with known logarithms of factorials and of halves', () => {
  expect(gammaLn(0.5)).toBeCloseTo(0.5723649429247001, 14);
  expect(near(gammaLn(11), 15.104412573075516)).toBe(true);
  expect(near(gammaLn(101), 363.73937555556347)).toBe(true);
  expect(near(gammaLn(1e-5), 11.5129196928958, 40)).toBe(true);
  expect([gammaLn(1), gammaLn(2), gammaLn(0), gammaLn(-1)]).toEqual([0, 0, Number.NaN, Number.NaN]);
});

test('factorialOf, permutationsOf and combinationsOf count, and are NaN for what is no count', () => {
  expect([factorialOf(0), factorialOf(5), factorialOf(170) > 7.25e306, factorialOf(171)]).toEqual([
    1,
    120,
    true,
    Number.POSITIVE_INFINITY,
  ]);
  expect([permutationsOf(5, 3), permutationsOf(3, 5)]).toEqual([60, 0]);
  expect([combinationsOf(5, 3), combinationsOf(52, 5), combinationsOf(60, 30)]).toEqual([
    10, 2598960, 118264581564861424,
  ]);
  expect([factorialOf(2.5), combinationsOf(-1, 1)]).toEqual([Number.NaN, Number.NaN]);
});

test('normalCdf keeps its digits in the lower tail, and inverseNormal undoes it', () => {
  const known: readonly (readonly [number, number])[] = [
    [-20, 2.7536241186062337e-89],
    [-5, 2.866515718791939e-7],
    [-2.6, 0.004661188023718746],
    [-1, 0.15865525393145705],
    [0, 0.5],
    [1.96, 0.9750021048517795],
    [3, 0.9986501019683699],
  ];
  for (const [z, p] of known) {
    expect(near(normalCdf(z), p, 400), `${z}`).toBe(true);
    expect(Math.abs(inverseNormal(p) - z)).toBeLessThan(1e-12 * Math.max(1, Math.abs(z)) + (z > 2 ? 1e-13 : 0));
  }
  expect([normalCdf(-50), normalCdf(50), inverseNormal(0), inverseNormal(1), inverseNormal(1.1)]).toEqual([
    0,
    1,
    Number.NEGATIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NaN,
  ]);
});
