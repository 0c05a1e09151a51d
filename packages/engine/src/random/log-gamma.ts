import { kernel } from '../numeric/kernel.ts';

const halfLogTwoPi = 0.9189385332046727;

/** Coefficients of Stirling's series in odd powers of 1/x. */
const stirling = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360];

/** The logarithm of the gamma function above 0, to some 1e-15 relative to the greater of 1 and the result; NaN elsewhere. */
export function logGamma(x: number): number {
  if (!(x > 0)) return Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  let shifted = x;
  let product = 1;
  for (; shifted < 10; shifted++) product *= shifted;
  const inverse = 1 / (shifted * shifted);
  const tail = stirling.reduceRight((sum, coefficient) => sum * inverse + coefficient, 0) / shifted;
  return (shifted - 0.5) * kernel.ln(shifted) - shifted + halfLogTwoPi + tail - kernel.ln(product);
}
