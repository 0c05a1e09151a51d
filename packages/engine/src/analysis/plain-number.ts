/**
 * A number as it stands in a sentence: three digits that count, whole from 100 on, thousands marked; the same on every host.
 *
 * @example
 * ```ts
 * plainNumber(-83451.7); // '−83,500'
 * ```
 */
export function plainNumber(value: number): string {
  if (!Number.isFinite(value)) return 'no number';
  const size = Math.abs(Number(value.toPrecision(3)));
  const sign = value < 0 && size > 0 ? '−' : '';
  if (size !== 0 && (size < 1e-4 || size >= 1e12))
    return `${sign}${size.toExponential().replace('e-', 'e−').replace('e+', 'e')}`;
  const [whole = '', part] = String(size).split('.');
  return `${sign}${whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ',')}${part === undefined ? '' : `.${part}`}`;
}

/** A share of runs in words: "8 of 10 runs", "97 of 100 runs", "every run", "no run". */
export function shareOfRuns(share: number): string {
  if (share >= 0.995) return share === 1 ? 'every run' : 'nearly every run';
  if (share < 0.005) return share === 0 ? 'no run' : 'hardly any run';
  const tenths = Math.round(share * 10);
  return tenths > 0 && tenths < 10 ? `${tenths} of 10 runs` : `${Math.round(share * 100)} of 100 runs`;
}

/** Several names in a row: "a, b and c". */
export function listOf(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
