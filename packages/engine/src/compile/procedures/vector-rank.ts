import type { Procedure } from './procedure.ts';
import { sortOrder } from './sort-order.ts';

/**
 * The rank from 1 of each element. Inputs: above 0 to rank from the smallest, otherwise from the greatest; then the elements. Equal
 * elements have ranks in the order of `sortOrder`.
 */
export const vectorRank: Procedure = {
  varies: false,
  run: (inputs, outputs, moment) => {
    const order = new Float64Array(outputs.length);
    sortOrder.run(inputs, order, moment);
    order.forEach((position, rank) => {
      outputs[position] = rank + 1;
    });
  },
};
