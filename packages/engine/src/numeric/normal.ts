import { kernel } from './kernel.ts';

const rootOfTwoPi = 2.5066282746310002;
/** Up to here the series about the middle is used, beyond it the continued fraction of the tail. */
const middle = 2.5;
/** Enough levels of the fraction for its last place at `middle`. */
const levels = 100;

/** The share of the standard normal distribution below z. */
export function normalCdf(z: number): number {
  if (Number.isNaN(z)) return z;
  if (Math.abs(z) > middle) return z < 0 ? upperTail(-z) : 1 - upperTail(z);
  // ½ + φ(z) (z + z³/3 + z⁵/(3·5) + …).
  let term = z;
  let sum = z;
  for (let odd = 3; Math.abs(term) > 1e-18 * Math.abs(sum); odd += 2) {
    term *= (z * z) / odd;
    sum += term;
  }
  return 0.5 + density(z) * sum;
}

/** The value below which a share p of the standard normal distribution lies; ∓∞ at 0 and 1, NaN outside. */
export function inverseNormal(p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  if (p === 0) return Number.NEGATIVE_INFINITY;
  if (p > 0.5) return -inverseNormal(1 - p);
  // A first guess within 5e-4 (Abramowitz and Stegun 26.2.23), then Halley's method.
  const t = Math.sqrt(-2 * kernel.ln(p));
  const top = 2.515517 + t * (0.802853 + t * 0.010328);
  const bottom = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
  let z = top / bottom - t;
  for (let round = 0; round < 4; round++) {
    const error = (normalCdf(z) - p) / density(z);
    z -= error / (1 + (z * error) / 2);
  }
  return z;
}

function density(z: number): number {
  return kernel.exp((-z * z) / 2) / rootOfTwoPi;
}

/** The share above a z well above 0: φ(z) / (z + 1/(z + 2/(z + …))). */
function upperTail(z: number): number {
  if (z > 40) return 0;
  let fraction = z;
  for (let level = levels; level >= 1; level--) fraction = z + level / fraction;
  return density(z) / fraction;
}
