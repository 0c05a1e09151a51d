import { kernel } from '../numeric/kernel.ts';
import type { Shares } from './incomplete-gamma.ts';
import { logGamma } from './log-gamma.ts';

const mostTerms = 10_000;
const tiny = 1e-300;

/**
 * The shares of a beta distribution on 0…1 below and above `x`: the regularised incomplete beta function, by continued fraction (DiDonato and Morris
 * 1992; after Lentz 1976), from whichever end it comes together sooner.
 */
export function betaShares({ alpha, beta }: { readonly alpha: number; readonly beta: number }, x: number): Shares {
  if (!(x > 0)) return { below: 0, above: 1 };
  if (x >= 1) return { below: 1, above: 0 };
  const logScale =
    alpha * kernel.ln(x) + beta * kernel.ln(1 - x) + logGamma(alpha + beta) - logGamma(alpha) - logGamma(beta);
  const scale = kernel.exp(logScale);
  if (x <= (alpha + 1) / (alpha + beta + 2)) {
    const below = Math.min(1, (scale * fractionOf({ alpha, beta }, x)) / alpha);
    return { below, above: 1 - below };
  }
  const above = Math.min(1, (scale * fractionOf({ alpha: beta, beta: alpha }, 1 - x)) / beta);
  return { below: 1 - above, above };
}

/** The fraction of Abramowitz and Stegun 26.5.8. */
function fractionOf({ alpha, beta }: { alpha: number; beta: number }, x: number): number {
  let c = 1;
  let d = 1 / notZero(1 - ((alpha + beta) * x) / (alpha + 1));
  let fraction = d;
  const take = (coefficient: number): number => {
    d = 1 / notZero(1 + coefficient * d);
    c = notZero(1 + coefficient / c);
    fraction *= d * c;
    return Math.abs(d * c - 1);
  };
  for (let m = 1; m < mostTerms; m++) {
    const twice = 2 * m;
    take((m * (beta - m) * x) / ((alpha + twice - 1) * (alpha + twice)));
    const change = take((-(alpha + m) * (alpha + beta + m) * x) / ((alpha + twice) * (alpha + twice + 1)));
    if (change < 1e-16) break;
  }
  return fraction;
}

function notZero(value: number): number {
  return Math.abs(value) < tiny ? tiny : value;
}
