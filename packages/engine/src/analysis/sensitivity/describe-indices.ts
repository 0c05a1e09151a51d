import type { Estimate } from '../resample.ts';
import type { SobolOutput } from './sobol-indices.ts';

/** Of the inputs that matter, how many get a sentence of their own. */
const told = 5;
/** A share of the variance below which an input is called without weight. */
const small = 0.01;
/** Bands wider than this are called wide. */
const wide = 0.2;

/** What Sobol indices found for one output, in sentences. */
export function describeIndices(
  output: string,
  { indices, pairs }: Pick<SobolOutput, 'indices' | 'pairs'>,
): readonly string[] {
  if (indices.length === 0)
    return [`"${output}" did not vary, so that there is no variance to share out among what was varied.`];
  const known = indices.filter(({ total }) => Number.isFinite(total.value));
  const sentences = known
    .filter(({ total }) => total.value >= small)
    .slice(0, told)
    .map(
      ({ input, first, total }) =>
        `"${input}" accounts for ${share(first)} of the variance of "${output}" by itself, and for ${share(total)} with what it ` +
        'does together with others.',
    );
  const without = known.filter(({ total }) => total.value < small).length;
  if (without > 0)
    sentences.push(
      `${without === 1 ? '1 input accounts' : `${without} inputs account`} for less than one part in a hundred even together with others.`,
    );
  const together = 1 - known.reduce((sum, { first }) => sum + first.value, 0);
  if (known.length === indices.length && together > 0.02)
    sentences.push(`About ${percent(together)} of the variance comes from inputs that act together.`);
  const [pair] = pairs;
  if (pair !== undefined && pair.share.low > 0)
    sentences.push(
      `Most of what any two do together is done by "${pair.inputs[0]}" and "${pair.inputs[1]}": ${share(pair.share)} of the variance.`,
    );
  if (known.some(({ first, total }) => width(first) > wide || width(total) > wide))
    sentences.push('Some bands are wide: take more rows before relying on the order.');
  if (known.length < indices.length)
    sentences.push(`Too many runs failed to say anything of ${indices.length - known.length} of the inputs.`);
  return sentences;
}

function width({ low, high }: Estimate): number {
  return high - low;
}

function share({ value, low, high }: Estimate): string {
  return `${percent(value)} (${percent(low, '')} to ${percent(high)})`;
}

/** Chance can take a share a little below 0 or above 1; no share is. */
function percent(value: number, unit = ' %'): string {
  return `${Math.round(100 * Math.min(1, Math.max(0, value)))}${unit}`;
}
