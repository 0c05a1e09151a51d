import { estimateFrom, resample } from '../resample.ts';
import type { Sliced } from '../slices.ts';
import type { SobolIndex, SobolOutput, SobolPair } from './sobol-indices.ts';

interface Plan {
  readonly inputs: readonly string[];
  readonly count: number;
  readonly seed: number;
  readonly resamples: number;
  readonly pairs: boolean;
}

/** Indices of one output with their bands, from its values at the points of a `sobolPlan`; a slice is a resample. */
export function* indicesOf(values: Float64Array, plan: Plan): Sliced<Omit<SobolOutput, 'output' | 'findings'>> {
  const { inputs, count, seed, resamples } = plan;
  const { mean, variance, least } = momentsOf(values.subarray(0, 2 * count));
  if (!(variance > least)) return { mean, variance: 0, indices: [], pairs: [] };
  const blocks = Array.from({ length: values.length / count }, (_, block) =>
    values.subarray(block * count, (block + 1) * count).map((value) => value - mean),
  );
  const spread = spreadTerms(blocks);
  const sought = [...indexTerms(blocks, inputs), ...(plan.pairs ? pairTerms(blocks, inputs) : [])];
  const once = new Int32Array(count).fill(1);
  const own = sharesOf(sought, spread, once);
  const again = sought.map(() => new Float64Array(resamples));
  for (let round = 0; round < resamples; round++) {
    yield { done: round, total: resamples, phase: 'bands' };
    const shares = sharesOf(sought, spread, resample({ seed, count, round }));
    shares.forEach((share, term) => ((again[term] ?? shares)[round] = share));
  }
  const estimates = sought.map((_, term) => estimateFrom(own[term] ?? Number.NaN, again[term] ?? new Float64Array()));
  const nothing = { value: Number.NaN, low: Number.NaN, high: Number.NaN };
  const indices = inputs.map((input, place): SobolIndex => {
    const [first = nothing, total = nothing] = [estimates[2 * place], estimates[2 * place + 1]];
    return { input, first, total, rows: sought[2 * place]?.rows ?? 0 };
  });
  const firstOf = (place: number): number => own[2 * place] ?? Number.NaN;
  const pairs = pairsOf(inputs).map(([one, other], at): SobolPair => {
    const closed = estimates[2 * inputs.length + at] ?? nothing;
    const alone = firstOf(one) + firstOf(other);
    const resampled = (again[2 * inputs.length + at] ?? new Float64Array()).map(
      (share, round) => share - (again[2 * one]?.[round] ?? 0) - (again[2 * other]?.[round] ?? 0),
    );
    return {
      inputs: [inputs[one] ?? '', inputs[other] ?? ''],
      share: estimateFrom(closed.value - alone, resampled),
    };
  });
  return {
    mean,
    variance,
    indices: indices.toSorted((a, b) => orderable(b.total.value) - orderable(a.total.value)),
    pairs: plan.pairs ? pairs.toSorted((a, b) => orderable(b.share.value) - orderable(a.share.value)) : [],
  };
}

/** A variance is a mean of terms, one a row; a row with a failed run has none (NaN). */
interface Terms {
  readonly terms: Float64Array;
  /** Rows that have one. */
  readonly rows: number;
}

function termsOf(count: number, at: (row: number) => number): Terms {
  const terms = Float64Array.from({ length: count }, (_, row) => at(row));
  return { terms, rows: terms.reduce((sum, term) => sum + (Number.isNaN(term) ? 0 : 1), 0) };
}

/** For each input, the terms of its first-order variance and of its total variance. */
function indexTerms([a, b, ...exchanged]: readonly Float64Array[], inputs: readonly string[]): readonly Terms[] {
  return inputs.flatMap((_, input) => {
    const own = exchanged[input];
    const difference = (row: number): number => at(own, row) - at(a, row);
    return [
      termsOf(a?.length ?? 0, (row) => at(b, row) * difference(row)),
      // None without B either, so that both indices of an input rest on the same rows.
      termsOf(a?.length ?? 0, (row) => (Number.isNaN(at(b, row)) ? Number.NaN : 0.5 * difference(row) ** 2)),
    ];
  });
}

/** For each pair of inputs, the terms of the variance that the two account for in all. */
function pairTerms([a, b, ...exchanged]: readonly Float64Array[], inputs: readonly string[]): readonly Terms[] {
  return pairsOf(inputs).map(([one, other]) => {
    const [forward, back] = [exchanged[other], exchanged[inputs.length + one]];
    return termsOf(a?.length ?? 0, (row) => at(back, row) * at(forward, row) - at(a, row) * at(b, row));
  });
}

function pairsOf(inputs: readonly string[]): readonly (readonly [number, number])[] {
  return inputs.flatMap((_, one) =>
    inputs.slice(one + 1).map((__, after): readonly [number, number] => [one, one + 1 + after]),
  );
}

/** Of A and B together: sums and squares, from which the variance of any resample follows. */
function spreadTerms([a, b]: readonly Float64Array[]): { readonly sum: Terms; readonly square: Terms } {
  const count = a?.length ?? 0;
  return {
    sum: termsOf(count, (row) => 0.5 * (at(a, row) + at(b, row))),
    square: termsOf(count, (row) => 0.5 * (at(a, row) ** 2 + at(b, row) ** 2)),
  };
}

/** Each sought variance over the whole variance, with every row counted as often as a resample has it. */
function sharesOf(
  sought: readonly Terms[],
  { sum, square }: { readonly sum: Terms; readonly square: Terms },
  times: Int32Array,
): Float64Array {
  const whole = weighted(square, times) - weighted(sum, times) ** 2;
  return Float64Array.from(sought, (terms) => weighted(terms, times) / whole);
}

function weighted({ terms }: Terms, times: Int32Array): number {
  let sum = 0;
  let count = 0;
  for (let row = 0; row < terms.length; row++) {
    const term = terms[row] ?? Number.NaN;
    const often = times[row] ?? 0;
    if (often === 0 || Number.isNaN(term)) continue;
    sum += often * term;
    count += often;
  }
  return sum / count;
}

function momentsOf(values: Float64Array): { mean: number; variance: number; least: number } {
  const sound = values.filter(Number.isFinite);
  const mean = sound.reduce((sum, value) => sum + value, 0) / sound.length;
  const variance = sound.reduce((sum, value) => sum + (value - mean) ** 2, 0) / sound.length;
  // What rounding alone makes of numbers of this size.
  const size = sound.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return { mean, variance, least: (1e-12 * size) ** 2 };
}

function at(values: Float64Array | undefined, row: number): number {
  const value = values?.[row] ?? Number.NaN;
  return Number.isFinite(value) ? value : Number.NaN;
}

function orderable(value: number): number {
  return Number.isNaN(value) ? -Infinity : value;
}
