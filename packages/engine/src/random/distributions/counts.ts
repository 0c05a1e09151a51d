import { kernel } from '../../numeric/kernel.ts';
import type { Draws } from '../draws.ts';
import { logGamma } from '../log-gamma.ts';
import { normalDraw } from './continuous.ts';
import { gammaDraw } from './gamma.ts';
import { mostAttempts } from './most-attempts.ts';

/** From here on counts are drawn from the normal distribution that they have become, and rounded. */
const huge = 1e9;

const logFactorial = (n: number): number => logGamma(n + 1);

/**
 * How many events there are where `mean` are expected. Below a mean of 10 by inversion; above by PTRS (Hörmann 1993, "The transformed
 * rejection method for generating Poisson random variables"). NaN for a mean below 0 or without end.
 */
export function poissonDraw(draws: Draws, mean: number): number {
  if (!(mean >= 0 && mean < Number.POSITIVE_INFINITY)) return Number.NaN;
  if (mean < 10) return invert(draws.next(), kernel.exp(-mean), { ratio: (k) => mean / k, most: 1000 });
  if (mean > huge) return Math.max(0, Math.round(normalDraw(draws, mean, Math.sqrt(mean))));
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.02483 * b;
  const logMean = kernel.ln(mean);
  return transformedRejection(draws, {
    a,
    b,
    centre: mean + 0.43,
    accept: 0.9277 - 3.6224 / (b - 2),
    scale: 1.1239 + 1.1328 / (b - 3.4),
    most: Number.POSITIVE_INFINITY,
    logWeight: (k) => k * logMean - mean - logFactorial(k),
  });
}

/**
 * How many of `trials` succeed, each with the same probability; the number of trials is rounded, the probability must be within 0…1. By
 * inversion where fewer than 10 are expected on the rarer side; else by BTRS (Hörmann 1993, "The generation of binomial random
 * variates"). Beyond 10^9 trials by the Poisson or normal distribution that it has become.
 */
export function binomialDraw(draws: Draws, trials: number, probability: number): number {
  const n = Math.round(trials);
  if (!(n >= 0 && n < Number.POSITIVE_INFINITY && probability >= 0 && probability <= 1)) return Number.NaN;
  if (probability > 0.5) return n - binomialDraw(draws, n, 1 - probability);
  const mean = n * probability;
  const variance = mean * (1 - probability);
  if (mean < 10) {
    const odds = probability / (1 - probability);
    const none = kernel.exp(n * logOfRest(probability));
    return invert(draws.next(), none, { ratio: (k) => ((n + 1 - k) / k) * odds, most: n });
  }
  if (n > huge) {
    if (variance < 1e6) return Math.min(n, poissonDraw(draws, mean));
    return Math.min(n, Math.max(0, Math.round(normalDraw(draws, mean, Math.sqrt(variance)))));
  }
  const spread = Math.sqrt(variance);
  const b = 1.15 + 2.53 * spread;
  const logOdds = kernel.ln(probability / (1 - probability));
  const mode = Math.floor((n + 1) * probability);
  const atMode = logFactorial(mode) + logFactorial(n - mode);
  return transformedRejection(draws, {
    a: -0.0873 + 0.0248 * b + 0.01 * probability,
    b,
    centre: mean + 0.5,
    accept: 0.92 - 4.2 / b,
    scale: (2.83 + 5.1 / b) * spread,
    most: n,
    logWeight: (k) => atMode - logFactorial(k) - logFactorial(n - k) + (k - mode) * logOdds,
  });
}

/**
 * How many trials it takes to succeed `successes` times: these and the failures between, which are Poisson about a gamma draw. NaN for a
 * probability that is not above 0 and at most 1.
 */
export function negativeBinomialDraw(draws: Draws, successes: number, probability: number): number {
  if (!(probability > 0 && probability <= 1 && successes >= 0)) return Number.NaN;
  if (probability === 1 || successes === 0) return successes;
  return successes + poissonDraw(draws, (gammaDraw(draws, successes) * (1 - probability)) / probability);
}

/** How many trials it takes to succeed once. */
export function geometricDraw(draws: Draws, probability: number): number {
  if (!(probability > 0 && probability <= 1)) return Number.NaN;
  if (probability === 1) return 1;
  return Math.max(1, Math.ceil(kernel.ln(draws.next()) / logOfRest(probability)));
}

/** ln(1 - p), by its series where the difference would lose a small p. */
function logOfRest(p: number): number {
  return p < 1e-5 ? -p * (1 + p * (0.5 + p / 3)) : kernel.ln(1 - p);
}

/** The count whose part of 0…1 holds `share`: from the probability of 0, and the ratio of each to the one before. */
function invert(share: number, none: number, { ratio, most }: { ratio: (k: number) => number; most: number }): number {
  let k = 0;
  let probability = none;
  let rest = share - probability;
  while (rest > 0 && k < most && (probability > 0 || k === 0)) {
    k++;
    probability *= ratio(k);
    rest -= probability;
  }
  return k;
}

/** What Hörmann's transformed rejection with a squeeze needs of a distribution. */
interface Hat {
  readonly a: number;
  readonly b: number;
  readonly centre: number;
  /** Below this the trial is accepted without computing its weight. */
  readonly accept: number;
  readonly scale: number;
  /** The greatest count there is. */
  readonly most: number;
  /** The logarithm of the probability of a count, but for the constant that `scale` allows for. */
  readonly logWeight: (k: number) => number;
}

function transformedRejection(draws: Draws, { a, b, centre, accept, scale, most, logWeight }: Hat): number {
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const u = draws.next() - 0.5;
    const v = draws.next();
    const distance = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / distance + b) * u + centre);
    if (k < 0 || k > most) continue;
    if (distance >= 0.07 && v <= accept) return k;
    if (kernel.ln((v * scale) / (a / (distance * distance) + b)) <= logWeight(k)) return k;
  }
  return Number.NaN;
}
