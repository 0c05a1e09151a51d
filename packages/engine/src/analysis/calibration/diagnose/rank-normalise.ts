import { normalQuantile } from '../../../random/normal-quantile.ts';

/** Normal scores of the ranks of all values together, (rank - 3/8) / (count + 1/4), ties sharing their mean rank (Blom 1958; Vehtari and others 2021, equation 14). */
export function rankNormalised(chains: readonly Float64Array[]): Float64Array[] {
  const all = chains.flatMap((chain, index) => Array.from(chain, (value, place) => ({ value, index, place })));
  all.sort((a, b) => a.value - b.value);
  const scores = chains.map((chain) => new Float64Array(chain.length));
  for (let from = 0; from < all.length;) {
    let to = from;
    while (to < all.length && all[to]?.value === all[from]?.value) to++;
    const score = normalQuantile(((from + to + 1) / 2 - 0.375) / (all.length + 0.25));
    for (const each of all.slice(from, to)) {
      const own = scores[each.index];
      if (own !== undefined) own[each.place] = score;
    }
    from = Math.max(to, from + 1);
  }
  return scores;
}

/** Each chain as two: its first and its second half, the middle one left out where the count is odd. */
export function splitHalves(chains: readonly Float64Array[]): Float64Array[] {
  return chains.flatMap((chain) => {
    const half = Math.floor(chain.length / 2);
    return [chain.slice(0, half), chain.slice(chain.length - half)];
  });
}

/** Mean and variance (divisor n - 1). */
export function momentsOf(values: Float64Array): { mean: number; variance: number } {
  let mean = 0;
  for (const value of values) mean += value / values.length;
  let square = 0;
  for (const value of values) square += (value - mean) * (value - mean);
  return { mean, variance: values.length < 2 ? Number.NaN : square / (values.length - 1) };
}

/** All values of all chains, rising. */
export function pooled(chains: readonly Float64Array[]): Float64Array {
  return Float64Array.from(chains.flatMap((chain) => [...chain])).sort();
}
