/**
 * A shorter input with the same fault: halves, quarters and so on are left out for as long as the fault stays.
 *
 * @param holds whether an input still has the fault; it is asked at most `tries` times
 */
export async function minimise(
  input: Uint8Array,
  holds: (shorter: Uint8Array) => Promise<boolean> | boolean,
  { tries }: { readonly tries: number },
): Promise<Uint8Array> {
  let least = input;
  let left = tries;
  for (let size = Math.ceil(least.length / 2); size >= 1;) {
    let shortened = false;
    for (let at = 0; at < least.length && left > 0;) {
      const shorter = Uint8Array.from([...least.subarray(0, at), ...least.subarray(at + size)]);
      left--;
      if (await holds(shorter)) {
        least = shorter;
        shortened = true;
      } else at += size;
    }
    if (left <= 0) break;
    if (!shortened || size > least.length) {
      if (size === 1) break;
      size = Math.ceil(size / 2);
    }
  }
  return least;
}
