import { kernel } from '../../../numeric/kernel.ts';
import { at } from '../at.ts';
import { logBetween, logFigureDensity, logUnit, standardised, type Expectation } from './figure-density.ts';
import { isKnown, type Observation } from './observation.ts';

/** The two numbers of an error model, known or tried. */
export interface Spread {
  readonly dispersion: number;
  readonly autocorrelation: number;
}

const halfLogTwoPi = 0.9189385332046727;

/**
 * The logarithm of the likelihood of a series, times its weight: of its known figures for which `fitted` is true. With autocorrelation the standardised
 * errors are a continuous-time first-order autoregression: given the one before, Δ of time ago, an error is normal with mean φ^Δ times it and variance 1 - φ^2Δ (Jones 1980).
 * What is known only to lie in an interval is seen given the error before; the one after it then starts anew.
 */
export function logSeriesDensity(
  observation: Observation,
  {
    expected,
    spread,
    fitted = () => true,
  }: { expected: ArrayLike<number>; spread: Spread; fitted?: (place: number) => boolean },
): number {
  const { values, times, error, weight = 1 } = observation;
  let sum = 0;
  let before: PastError | undefined;
  for (const [place, figure] of values.entries()) {
    if (!isKnown(figure) || !fitted(place)) continue;
    const expectation = expectationAt(observation, { expected: at(expected, place), place, spread });
    if (error === 'count' || error === 'share' || before === undefined || spread.autocorrelation === 0) {
      sum += logFigureDensity(error, figure, expectation);
    } else if (!Number.isFinite(expectation.expected)) {
      return Number.NEGATIVE_INFINITY;
    } else {
      const { mean, deviation } = errorAfter(before, {
        time: at(times, place),
        autocorrelation: spread.autocorrelation,
      });
      if (typeof figure === 'number') {
        const z = (standardised(error, figure, expectation) - mean) / deviation;
        if (!Number.isFinite(z)) return Number.NEGATIVE_INFINITY;
        sum += -0.5 * z * z - halfLogTwoPi - kernel.ln(deviation) - logUnit(error, figure, expectation);
      } else {
        const z = (end: number): number => (standardised(error, end, expectation) - mean) / deviation;
        sum += logBetween(z(figure.low), z(figure.high));
      }
    }
    if (sum === Number.NEGATIVE_INFINITY || Number.isNaN(sum)) return Number.NEGATIVE_INFINITY;
    before = errorAt(observation, { expectation, place });
  }
  return weight * sum;
}

/** A standardised error, and when it was. */
export interface PastError {
  readonly time: number;
  readonly z: number;
}

/** The error of a figure; undefined for counts, shares and intervals, which have none of one value. */
export function errorAt(
  { values, times, error }: Observation,
  { expectation, place }: { expectation: Expectation; place: number },
): PastError | undefined {
  const figure = values[place];
  if (typeof figure !== 'number' || error === 'count' || error === 'share') return undefined;
  return { time: at(times, place), z: standardised(error, figure, expectation) };
}

/** Mean and deviation of a standardised error, given one before it. */
export function errorAfter(
  before: PastError,
  { time, autocorrelation }: { time: number; autocorrelation: number },
): { mean: number; deviation: number } {
  const kept = kernel.power(autocorrelation, time - before.time);
  return { mean: kept * before.z, deviation: Math.sqrt(Math.max(1e-12, 1 - kept * kept)) };
}

/** What one figure of a series is held against. */
export function expectationAt(
  { outOf }: Observation,
  { expected, place, spread }: { expected: number; place: number; spread: Spread },
): Expectation {
  return { expected, dispersion: spread.dispersion, outOf: at(outOf ?? [], place) };
}
