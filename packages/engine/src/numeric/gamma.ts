import { kernel } from './kernel.ts';

/** ln √(2π). */
const lnRootOfTwoPi = 0.9189385332046728;
/** B₂ₖ / (2k(2k-1)), the coefficients of Stirling's series. */
const stirling = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156];
/** From here the series is exact to the last place. */
const farEnough = 10;

/** The natural logarithm of the gamma function of a number above 0; NaN elsewhere. Within a few units of 1e-16 of the larger of 1 and the result. */
export function gammaLn(x: number): number {
  if (!(x > 0)) return Number.NaN;
  if (x === 1 || x === 2) return 0;
  if (x === Number.POSITIVE_INFINITY) return x;
  // Γ(x) = Γ(x + n) / (x (x + 1) … (x + n - 1)).
  let product = 1;
  let far = x;
  for (; far < farEnough; far++) product *= far;
  const square = 1 / (far * far);
  const series = stirling.reduceRight((sum, coefficient) => sum * square + coefficient, 0) / far;
  return (far - 0.5) * kernel.ln(far) - far + lnRootOfTwoPi + series - kernel.ln(product);
}

/** n!; NaN unless n is a whole number from 0, and ∞ above 170. */
export function factorialOf(n: number): number {
  return permutationsOf(n, n);
}

/** n (n-1) … (n-r+1): the ordered choices of r out of n; 0 where r is above n, NaN unless both are whole numbers from 0. */
export function permutationsOf(n: number, r: number): number {
  if (!isCount(n) || !isCount(r)) return Number.NaN;
  if (r > n) return 0;
  let product = 1;
  for (let index = 0; index < r && product < Number.POSITIVE_INFINITY; index++) product *= n - index;
  return product;
}

/** The choices of r out of n in any order; 0 where r is above n, NaN unless both are whole numbers from 0. */
export function combinationsOf(n: number, r: number): number {
  if (!isCount(n) || !isCount(r)) return Number.NaN;
  if (r > n) return 0;
  const few = Math.min(r, n - r);
  let product = 1;
  for (let index = 1; index <= few && product < Number.POSITIVE_INFINITY; index++) {
    product = (product * (n - few + index)) / index;
  }
  return product < Number.MAX_SAFE_INTEGER ? Math.round(product) : product;
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 0;
}
