import { kernel } from './kernel.ts';

/** Beyond this e^-x no longer adds to e^x. */
const largest = 22;

/** Hyperbolic sine, by its series near 0, where the difference of two exponentials would lose digits. */
export function hyperbolicSine(x: number): number {
  const size = Math.abs(x);
  if (size < 1) return x * oddSeries(x * x);
  if (size > largest) return Math.sign(x) * halfExponential(size);
  const growth = kernel.exp(size);
  return (Math.sign(x) * (growth - 1 / growth)) / 2;
}

/** Hyperbolic cosine. */
export function hyperbolicCosine(x: number): number {
  const size = Math.abs(x);
  if (size > largest) return halfExponential(size);
  const growth = kernel.exp(size);
  return (growth + 1 / growth) / 2;
}

/** Hyperbolic tangent. */
export function hyperbolicTangent(x: number): number {
  const size = Math.abs(x);
  if (size < 1) return hyperbolicSine(x) / hyperbolicCosine(x);
  return Math.sign(x) * (1 - 2 / (kernel.exp(2 * size) + 1));
}

/** e^x / 2, also where e^x itself would be too large. */
function halfExponential(x: number): number {
  const root = kernel.exp(x / 2);
  return (root / 2) * root;
}

/** 1 + z/3! + z²/5! + …, for z below 1. */
function oddSeries(z: number): number {
  let sum = 1;
  for (let n = 19; n >= 3; n -= 2) sum = 1 + (sum * z) / (n * (n - 1));
  return sum;
}
