import { at } from '../at.ts';
import { standardised, type Expectation } from './figure-density.ts';
import { isKnown, type Observation } from './observation.ts';
import { errorAfter, expectationAt, type PastError, type Spread } from './series-density.ts';

/**
 * The errors of a series made independent and of deviation 1 under its error model, times the root of its weight; 0 for what is missing or held out. Half the sum of their squares is, but for what does not
 * depend on the expected, the negative logarithm of the likelihood of normal errors; for counts and shares they are Pearson's residuals (McCullagh and Nelder 1989, section 2.4), and an
 * interval counts as its middle, which serves for a curvature though not for the likelihood itself.
 */
export function whitenedErrors(
  observation: Observation,
  {
    expected,
    spread,
    fitted = () => true,
  }: { expected: ArrayLike<number>; spread: Spread; fitted?: (place: number) => boolean },
): Float64Array {
  const { values, times, error, weight = 1 } = observation;
  const root = Math.sqrt(weight);
  const independent = error === 'count' || error === 'share' || spread.autocorrelation === 0;
  let before: PastError | undefined;
  return Float64Array.from(values, (figure, place) => {
    if (!isKnown(figure) || !fitted(place)) return 0;
    const expectation = expectationAt(observation, { expected: at(expected, place), place, spread });
    const middle = typeof figure === 'number' ? figure : (figure.low + figure.high) / 2;
    const z = errorOf(error, middle, expectation);
    if (independent) return root * z;
    const time = at(times, place);
    const past = before;
    before = typeof figure === 'number' ? { time, z } : undefined;
    if (past === undefined) return root * z;
    const { mean, deviation } = errorAfter(past, { time, autocorrelation: spread.autocorrelation });
    return (root * (z - mean)) / deviation;
  });
}

function errorOf(kind: Observation['error'], figure: number, expectation: Expectation): number {
  const { expected, dispersion, outOf } = expectation;
  switch (kind) {
    case 'count':
      return (figure - expected) / Math.sqrt(expected + dispersion * expected * expected);
    case 'share':
      return (figure - expected) / Math.sqrt((expected * (1 - expected) * (1 + (outOf - 1) * dispersion)) / outOf);
    default:
      return standardised(kind, figure, expectation);
  }
}
