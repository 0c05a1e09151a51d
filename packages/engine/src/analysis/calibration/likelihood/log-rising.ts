import { kernel } from '../../../numeric/kernel.ts';
import { logGamma } from '../../../random/log-gamma.ts';

/**
 * ln Γ(a + k) - ln Γ(a), for a above 0 and k from 0. Exact to some 1e-15 of the greater of k ln(a + k) and 1 even where a is so large that the difference of the
 * two logarithms would hold nothing but rounding.
 */
export function logRising(a: number, k: number): number {
  if (k === 0) return 0;
  if (a < 10) return logGamma(a + k) - logGamma(a);
  return (a - 0.5) * logOnePlus(k / a) + k * kernel.ln(a + k) - k + stirlingTail(a + k) - stirlingTail(a);
}

/** ln(1 + x) for x above -1, exact for small x (Goldberg 1991, theorem 4). */
export function logOnePlus(x: number): number {
  const sum = 1 + x;
  return sum === 1 ? x : (kernel.ln(sum) * x) / (sum - 1);
}

/** What Stirling's formula leaves of ln Γ(x), from x = 10. */
function stirlingTail(x: number): number {
  const square = 1 / (x * x);
  return (
    (1 / 12 -
      square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square * (1 / 1188 - square * (691 / 360360)))))) /
    x
  );
}
