import type { Program } from '../compile/program.ts';

/** How many stocks from here on stand side by side, as their rates do. A rate that is itself a state moves with it, and ends the row. */
export function sideBySide(
  integrators: Program['integrators'],
  { from, states }: { from: number; states: ReadonlySet<number> },
): number {
  const first = integrators[from];
  let count = 0;
  for (;;) {
    const each = integrators[from + count];
    if (each === undefined || first === undefined || states.has(each.rate)) return count;
    if (each.slot !== first.slot + count || each.rate !== first.rate + count) return count;
    count += 1;
  }
}
