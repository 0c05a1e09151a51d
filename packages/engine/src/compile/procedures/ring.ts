import type { Procedure } from './procedure.ts';

/*
 * A ring holds the last values of an input, one a step: where the next one goes, from 0, and then its places. The value of n steps ago stands
 * n places before that, round the ring.
 */

/** A ring of one value throughout. Input: the value. */
export const ringFill: Procedure = {
  varies: false,
  run: ([value = Number.NaN], outputs) => {
    outputs.fill(value);
    outputs[0] = 0;
  },
};

/** Puts a value in the place of the oldest. Input: the value. */
export const ringPush: Procedure = {
  varies: true,
  run: ([value = Number.NaN], ring) => {
    const at = ring[0] ?? 0;
    ring[1 + at] = value;
    ring[0] = (at + 1) % (ring.length - 1);
  },
};
