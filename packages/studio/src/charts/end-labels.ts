/** A label that wants to stand at a height, in pixels from the top. */
export interface WantedLabel {
  readonly text: string;
  readonly at: number;
}

/**
 * Heights at which labels of `size` pixels do not touch: each as near as it can be to where it wants to stand, none
 * above `top` or below `bottom` as long as they fit, in the order of the wanted heights.
 */
export function spreadLabels(
  labels: readonly WantedLabel[],
  options: { readonly size: number; readonly top: number; readonly bottom: number },
): readonly number[] {
  const { size, top, bottom } = options;
  const order = labels.map((_, index) => index).toSorted((a, b) => (labels[a]?.at ?? 0) - (labels[b]?.at ?? 0));
  // Groups of touching labels are merged until none touch; a group stands at the mean of what its labels want.
  const groups: { members: number[]; centre: number }[] = [];
  for (const index of order) {
    groups.push({ members: [index], centre: clamp(labels[index]?.at ?? 0, 1) });
    for (let last = groups.at(-1), before = groups.at(-2); last !== undefined && before !== undefined;) {
      const gap = ((last.members.length + before.members.length) / 2) * size;
      if (last.centre - before.centre >= gap) break;
      const members = [...before.members, ...last.members];
      const mean = members.reduce((sum, member) => sum + (labels[member]?.at ?? 0), 0) / members.length;
      groups.splice(-2, 2, { members, centre: clamp(mean, members.length) });
      last = groups.at(-1);
      before = groups.at(-2);
    }
  }
  const heights = labels.map(({ at }) => at);
  for (const { members, centre } of groups) {
    members.forEach((member, place) => {
      heights[member] = centre + (place - (members.length - 1) / 2) * size;
    });
  }
  return heights;

  function clamp(centre: number, count: number): number {
    const half = ((count - 1) / 2) * size;
    return Math.max(top + half, Math.min(bottom - half, centre));
  }
}
