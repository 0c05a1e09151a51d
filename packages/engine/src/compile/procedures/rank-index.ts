import type { Procedure } from './procedure.ts';

/**
 * The positions from 1 of the elements in rising order. Inputs: the elements, then as many numbers that decide between equal elements.
 * What is equal in both keeps its order; NaN comes last.
 */
export const rankIndex: Procedure = {
  varies: false,
  run: (inputs, outputs) => {
    const count = inputs.length / 2;
    const at = (index: number): number => inputs[index] ?? Number.NaN;
    const positions = Array.from({ length: count }, (_, position) => position);
    positions.sort((a, b) => compare(at(a), at(b)) || compare(at(count + a), at(count + b)) || a - b);
    outputs.set(positions.map((position) => position + 1));
  },
};

function compare(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return a < b ? -1 : Number(a > b);
}
