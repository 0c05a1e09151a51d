import type { Procedure } from './procedure.ts';

/** A procedure that is one function from its inputs to one number. */
export function ofNumbers(compute: (...inputs: number[]) => number): Procedure {
  return {
    varies: false,
    run: (inputs, outputs) => {
      outputs[0] = compute(...inputs);
    },
  };
}
