import { kernel } from '../numeric/kernel.ts';
import { logGamma } from './log-gamma.ts';

/** What lies below a value and what above: together 1, each to its own last digits. */
export interface Shares {
  readonly below: number;
  readonly above: number;
}

const mostTerms = 10_000;
const tiny = 1e-300;

/**
 * The shares of the gamma distribution of a shape and scale 1 below and above `x`: the regularised incomplete gamma functions, by series below the
 * mean and by continued fraction above it (Abramowitz and Stegun 6.5.29 and 6.5.31; the fraction after Lentz 1976).
 */
export function gammaShares(shape: number, x: number): Shares {
  if (!(x > 0)) return { below: 0, above: 1 };
  if (x === Number.POSITIVE_INFINITY) return { below: 1, above: 0 };
  const scale = kernel.exp(shape * kernel.ln(x) - x - logGamma(shape));
  if (x < shape + 1) {
    let term = 1 / shape;
    let sum = term;
    for (let n = 1; n < mostTerms && term > sum * 1e-17; n++) {
      term *= x / (shape + n);
      sum += term;
    }
    const below = Math.min(1, scale * sum);
    return { below, above: 1 - below };
  }
  let b = x + 1 - shape;
  let c = 1 / tiny;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n < mostTerms; n++) {
    const a = n * (shape - n);
    b += 2;
    d = 1 / notZero(a * d + b);
    c = notZero(b + a / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  const above = Math.min(1, scale * fraction);
  return { below: 1 - above, above };
}

function notZero(value: number): number {
  return Math.abs(value) < tiny ? tiny : value;
}
