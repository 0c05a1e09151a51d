import { kernel } from '../../../numeric/kernel.ts';

/** ln(e^a + e^b + …) without overflow; minus infinity of nothing. */
export function logSum(logs: readonly number[]): number {
  const greatest = logs.reduce((most, each) => Math.max(most, each), Number.NEGATIVE_INFINITY);
  if (greatest === Number.NEGATIVE_INFINITY) return greatest;
  return greatest + kernel.ln(logs.reduce((sum, each) => sum + kernel.exp(each - greatest), 0));
}
