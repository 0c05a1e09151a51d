import { kernel } from '../../numeric/kernel.ts';
import { normalCdf } from '../../numeric/normal.ts';
import { normalQuantile } from '../normal-quantile.ts';
import type { WholeShape } from './shape.ts';

const halfLogTwoPi = 0.9189385332046727;

export function normalShape({ mean, deviation }: { readonly mean: number; readonly deviation: number }): WholeShape {
  const logDeviation = kernel.ln(deviation);
  return {
    quantile: (probability) => mean + deviation * normalQuantile(probability),
    share: (value) => normalCdf((value - mean) / deviation),
    logDensity: (value) => {
      const z = (value - mean) / deviation;
      return -0.5 * z * z - halfLogTwoPi - logDeviation;
    },
  };
}

/** The logarithm is normal: `deviation` is its own, `median` is not logarithmic. */
export function logNormalShape({
  median,
  deviation,
}: {
  readonly median: number;
  readonly deviation: number;
}): WholeShape {
  const logarithm = normalShape({ mean: 0, deviation });
  const logOf = (value: number): number => (value <= 0 ? Number.NEGATIVE_INFINITY : kernel.ln(value / median));
  return {
    quantile: (probability) => median * kernel.exp(logarithm.quantile(probability)),
    share: (value) => logarithm.share(logOf(value)),
    logDensity: (value) =>
      value <= 0 ? Number.NEGATIVE_INFINITY : logarithm.logDensity(logOf(value)) - kernel.ln(value),
  };
}
