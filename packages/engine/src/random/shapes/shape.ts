import { kernel } from '../../numeric/kernel.ts';

/** A distribution ready for many draws. */
export interface Shape {
  /** The value below which a share of it lies, for shares from 0 to 1. */
  quantile(probability: number): number;
  /** The logarithm of the density, or of the probability where values are few; minus infinity where the value is impossible. */
  logDensity(value: number): number;
}

/** A shape that knows what lies below a value as well. */
export interface WholeShape extends Shape {
  share(value: number): number;
}

/** By default no end. */
export interface Cut {
  readonly low?: number;
  readonly high?: number;
}

/** The least share that may be left: of a smaller one too few digits would remain. */
const leastShare = 1e-9;

/**
 * What is left of a shape between two ends, counting for more.
 *
 * @throws RangeError where nothing to speak of is left
 */
export function cutOff(
  shape: WholeShape,
  { low = Number.NEGATIVE_INFINITY, high = Number.POSITIVE_INFINITY }: Cut,
): Shape {
  const below = low === Number.NEGATIVE_INFINITY ? 0 : shape.share(low);
  const share = (high === Number.POSITIVE_INFINITY ? 1 : shape.share(high)) - below;
  if (!(share >= leastShare)) throw new RangeError('it has nothing to speak of between its ends');
  const logShare = kernel.ln(share);
  return {
    quantile: (probability) => Math.min(Math.max(shape.quantile(below + probability * share), low), high),
    logDensity: (value) =>
      value >= low && value <= high ? shape.logDensity(value) - logShare : Number.NEGATIVE_INFINITY,
  };
}
