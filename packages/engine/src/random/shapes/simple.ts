import { kernel } from '../../numeric/kernel.ts';
import { triangularQuantile } from '../triangular.ts';
import type { Shape } from './shape.ts';

/** A shape whose density holds between two ends alone. */
function between({ low, high }: Ends, shape: Shape): Shape {
  return {
    quantile: (probability) => shape.quantile(probability),
    logDensity: (value) => (value >= low && value <= high ? shape.logDensity(value) : Number.NEGATIVE_INFINITY),
  };
}

interface Ends {
  readonly low: number;
  readonly high: number;
}

export function uniformShape({ low, high }: Ends): Shape {
  const logDensity = -kernel.ln(high - low);
  return between(
    { low, high },
    { quantile: (probability) => low + probability * (high - low), logDensity: () => logDensity },
  );
}

export function logUniformShape({ low, high }: Ends): Shape {
  const logWidth = kernel.ln(kernel.ln(high / low));
  return between(
    { low, high },
    {
      quantile: (probability) => low * kernel.power(high / low, probability),
      logDensity: (value) => -kernel.ln(value) - logWidth,
    },
  );
}

export function triangularShape({ low, mode, high }: Ends & { readonly mode: number }): Shape {
  const [rise, fall] = [mode - low, high - mode];
  return between(
    { low, high },
    {
      quantile: (probability) => triangularQuantile({ low, mode, high }, probability),
      logDensity: (value) => {
        const height = value < mode || fall === 0 ? (value - low) / rise : (high - value) / fall;
        return kernel.ln((2 * height) / (high - low));
      },
    },
  );
}

/** One of a few values, in rising order, each with its weight. */
export function choiceShape(values: readonly number[], weights: readonly number[]): Shape {
  const choices = values
    .map((value, place) => ({ value, weight: weights[place] ?? 0 }))
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => a.value - b.value);
  const total = choices.reduce((sum, { weight }) => sum + weight, 0);
  let sum = 0;
  const ends = choices.map(({ weight }) => (sum += weight) / total);
  const last = choices.length - 1;
  return {
    quantile: (probability) => {
      const place = ends.findIndex((end) => probability < end);
      return choices[place < 0 ? last : place]?.value ?? Number.NaN;
    },
    logDensity: (value) => {
      const weight = choices.find((choice) => choice.value === value)?.weight;
      return weight === undefined ? Number.NEGATIVE_INFINITY : kernel.ln(weight / total);
    },
  };
}
