import { kernel } from '../../numeric/kernel.ts';
import type { Procedure } from './procedure.ts';

type Action = (selection: readonly number[], values: readonly number[]) => number;

const weighted =
  (fold: (products: readonly number[]) => number): Action =>
  (selection, values) =>
    fold(selection.map((weight, index) => weight * (values[index] ?? Number.NaN)));
const plain =
  (fold: (values: readonly number[]) => number): Action =>
  (_, values) =>
    fold(values);
const sum = (list: readonly number[]): number => list.reduce((left, right) => left + right, 0);
const product = (list: readonly number[]): number => list.reduce((left, right) => left * right, 1);
const mean = (list: readonly number[]): number => sum(list) / list.length;
const least = (list: readonly number[]): number => list.reduce((left, right) => Math.min(left, right));
const greatest = (list: readonly number[]): number => list.reduce((left, right) => Math.max(left, right));

/**
 * By Vensim's number. 5 is the product of expression ^ selection, though Vensim's manual has them the other way round: that is what
 * Vensim computes for the conformance suite's `vector_select`.
 */
const actions: readonly Action[] = [
  weighted(sum),
  weighted(product),
  weighted(least),
  weighted(greatest),
  weighted(mean),
  (selection, values) => product(values.map((value, index) => kernel.power(value, selection[index] ?? Number.NaN))),
  plain(sum),
  plain(product),
  plain(least),
  plain(greatest),
  plain(mean),
];

/**
 * What Vensim's VECTOR SELECT makes of the values whose selection is not 0. Inputs: the result where nothing is selected, the number
 * of the action, what counts as an error (1 nothing selected, 2 more than one, 3 either), the selections, as many values. NaN for an
 * error and for an action that there is not.
 */
export const vectorSelect: Procedure = {
  varies: false,
  run: ([missing = Number.NaN, action = Number.NaN, error = Number.NaN, ...rest], outputs) => {
    const count = rest.length / 2;
    const chosen = rest.slice(0, count).flatMap((weight, index) => (weight === 0 ? [] : [index]));
    const faulty =
      (chosen.length === 0 && (error === 1 || error === 3)) || (chosen.length > 1 && (error === 2 || error === 3));
    const compute = actions[Math.trunc(action)];
    if (faulty || compute === undefined) outputs[0] = Number.NaN;
    else if (chosen.length === 0) outputs[0] = missing;
    else {
      outputs[0] = compute(
        chosen.map((index) => rest[index] ?? Number.NaN),
        chosen.map((index) => rest[count + index] ?? Number.NaN),
      );
    }
  },
};
