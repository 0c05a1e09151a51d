/**
 * The value below which a share `probability` of a triangular distribution lies. With `low = high` it is that value.
 *
 * @throws RangeError where not low ≤ mode ≤ high
 * @example
 * ```ts
 * triangularQuantile({ low: 0, mode: 1, high: 2 }, 0.5); // 1
 * ```
 */
export function triangularQuantile(
  { low, mode, high }: { low: number; mode: number; high: number },
  probability: number,
): number {
  if (!(low <= mode && mode <= high)) {
    throw new RangeError(`Cannot draw from a range of ${low} to ${high} about ${mode}: the middle must lie within it`);
  }
  const width = high - low;
  if (width === 0) return mode;
  const turning = (mode - low) / width;
  return probability < turning
    ? low + Math.sqrt(probability * width * (mode - low))
    : high - Math.sqrt((1 - probability) * width * (high - mode));
}
