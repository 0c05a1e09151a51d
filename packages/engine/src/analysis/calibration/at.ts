/** The number at a place of a list; NaN past its end, so that a wrong place shows in what is computed from it. */
export function at(values: ArrayLike<number>, place: number): number {
  return values[place] ?? Number.NaN;
}
