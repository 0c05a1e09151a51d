import { combinationsOf, factorialOf, gammaLn, permutationsOf } from '../../numeric/gamma.ts';
import { hyperbolicCosine, hyperbolicSine, hyperbolicTangent } from '../../numeric/hyperbolic.ts';
import { inverseNormal, normalCdf } from '../../numeric/normal.ts';
import { ofNumbers } from './of-numbers.ts';

/** Functions of numbers that are too long for a formula. */
export const specialFunctions = {
  sinh: ofNumbers(hyperbolicSine),
  cosh: ofNumbers(hyperbolicCosine),
  tanh: ofNumbers(hyperbolicTangent),
  gammaLn: ofNumbers(gammaLn),
  factorial: ofNumbers(factorialOf),
  permutations: ofNumbers(permutationsOf),
  combinations: ofNumbers(combinationsOf),
  normalBetween: ofNumbers(normalBetween),
  inverseNormal: ofNumbers(inverseNormal),
} as const;

/** The share of a normal distribution between two values. In the upper half it is taken from the tail, which keeps its digits. */
function normalBetween(left: number, right: number, mean: number, deviation: number): number {
  const [low, high] = [(left - mean) / deviation, (right - mean) / deviation];
  return low > 0 ? normalCdf(-low) - normalCdf(-high) : normalCdf(high) - normalCdf(low);
}
