import type { Procedure } from './procedure.ts';

/*
 * A log holds all values of an input since the start of a run, one a step: how many there are, and then the values, NaN where there is none yet.
 */

/** An empty log. */
export const logStart: Procedure = {
  varies: false,
  run: (_, outputs) => {
    outputs.fill(Number.NaN);
    outputs[0] = 0;
  },
};

/** Adds a value; past the end of the log nothing is kept. Input: the value. */
export const logAdd: Procedure = {
  varies: true,
  run: ([value = Number.NaN], log) => {
    const count = log[0] ?? 0;
    if (count + 1 < log.length) log[1 + count] = value;
    log[0] = count + 1;
  },
};
