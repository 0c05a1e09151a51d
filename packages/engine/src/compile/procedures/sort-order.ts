import type { Procedure } from './procedure.ts';

/**
 * The order in which an array is sorted: output k is the position from 0 of the element that comes k-th. Inputs: 1 for rising or
 * -1 for falling order, then the elements. Equal elements keep their order, turned round in falling order; NaN comes last. So PySD has
 * it, whose results agree with Vensim's where they were compared; Vensim's manual calls the order of equals arbitrary.
 */
export const sortOrder: Procedure = {
  varies: false,
  run: ([direction = 1, ...values], outputs) => {
    const positions = values.map((_, position) => position);
    const turn = direction > 0 ? 1 : -1;
    positions.sort((a, b) => compare(values[a] ?? Number.NaN, values[b] ?? Number.NaN, direction) || turn * (a - b));
    outputs.set(positions);
  },
};

function compare(a: number, b: number, direction: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return a === b ? 0 : a < b === direction > 0 ? -1 : 1;
}
