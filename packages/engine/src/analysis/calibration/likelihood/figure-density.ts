import { kernel } from '../../../numeric/kernel.ts';
import { normalCdf } from '../../../numeric/normal.ts';
import { logCountProbability, logShareProbability } from './count-density.ts';
import { logSum } from './log-sum.ts';
import type { ErrorKind, Observed } from './observation.ts';

/** What a figure is held against. */
export interface Expectation {
  /** What the model gives for it. */
  readonly expected: number;
  readonly dispersion: number;
  /** For shares. */
  readonly outOf: number;
}

/** The most whole numbers that an interval of counts may hold: each is summed. */
export const widestInterval = 10_000;

const halfLogTwoPi = 0.9189385332046727;

/**
 * The logarithm of the density, or for counts and intervals of the probability, of a figure. Minus infinity where it is impossible or the model gave no finite
 * number.
 */
export function logFigureDensity(kind: ErrorKind, figure: Observed, expectation: Expectation): number {
  if (!Number.isFinite(expectation.expected)) return Number.NEGATIVE_INFINITY;
  if (kind === 'count' || kind === 'share') {
    const logProbability = wholeNumbers[kind];
    if (typeof figure === 'number') return logProbability(figure, expectation);
    const unit = kind === 'share' ? expectation.outOf : 1;
    const [first, last] = [Math.ceil(figure.low * unit - 1e-9), Math.floor(figure.high * unit + 1e-9)];
    const logs = Array.from({ length: last - first + 1 }, (_, index) =>
      logProbability((first + index) / unit, expectation),
    );
    return logSum(logs);
  }
  if (typeof figure !== 'number')
    return logBetween(standardised(kind, figure.low, expectation), standardised(kind, figure.high, expectation));
  const z = standardised(kind, figure, expectation);
  if (!Number.isFinite(z)) return Number.NEGATIVE_INFINITY;
  return -0.5 * z * z - halfLogTwoPi - logUnit(kind, figure, expectation);
}

const wholeNumbers = {
  count: (count: number, { expected, dispersion }: Expectation): number =>
    logCountProbability(count, { mean: expected, dispersion }),
  share: (share: number, { expected, dispersion, outOf }: Expectation): number =>
    logShareProbability(Math.round(share * outOf), { of: outOf, share: expected, dispersion }),
};

/** How many standard deviations a figure lies above what is expected. Minus infinity for what cannot have a logarithm. */
export function standardised(
  kind: Exclude<ErrorKind, 'count' | 'share'>,
  figure: number,
  { expected, dispersion }: Expectation,
): number {
  switch (kind) {
    case 'absolute':
      return (figure - expected) / dispersion;
    case 'relative':
      return (figure - expected) / (dispersion * Math.abs(expected));
    case 'logarithmic':
      return figure > 0 && expected > 0 ? kernel.ln(figure / expected) / dispersion : Number.NEGATIVE_INFINITY;
  }
}

/** The logarithm of the length on the scale of the figure that a standard deviation has at the figure. */
export function logUnit(
  kind: Exclude<ErrorKind, 'count' | 'share'>,
  figure: number,
  { expected, dispersion }: Expectation,
): number {
  switch (kind) {
    case 'absolute':
      return kernel.ln(dispersion);
    case 'relative':
      return kernel.ln(dispersion * Math.abs(expected));
    case 'logarithmic':
      return kernel.ln(dispersion * figure);
  }
}

/** The logarithm of the share of the standard normal distribution between two numbers. Both tails are counted from their own end, where the difference keeps its digits. */
export function logBetween(low: number, high: number): number {
  const share = low > 0 ? normalCdf(-low) - normalCdf(-high) : normalCdf(high) - normalCdf(low);
  return share > 0 ? kernel.ln(share) : Number.NEGATIVE_INFINITY;
}
