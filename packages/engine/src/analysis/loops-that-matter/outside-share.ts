import type { Program } from '../../compile/program.ts';
import { evaluators } from './evaluate.ts';
import { differs, type Interval } from './link-scores.ts';
import type { SlotStructure } from './targets.ts';

/**
 * How much of what changes the rates of stocks comes from outside a set of states: from time, data and the states of other parts of the model. Over an
 * interval, the change of a rate if outside values alone had moved, as a share of that and of the change if the set's own states alone had. It is
 * the impact of outside variables on a stock as Hayward and Boswell have it (2014, System Dynamics Review 30: 29-57), taken together.
 *
 * @param options.stocks the slots of each stock, whose rates are summed
 * @param options.inside whether a state belongs to the set
 * @returns for each stock a share from 0 to 1; NaN where its rate does not change
 */
export function outsideShares(
  program: Program,
  {
    structure,
    stocks,
    inside,
  }: {
    structure: SlotStructure;
    stocks: readonly (readonly number[])[];
    inside: (state: number) => boolean;
  },
): (interval: Interval) => Float64Array {
  const steps = program.step.map(evaluators(program));
  const states = [...structure.targets.values()].filter(({ state }) => state);
  const own = states.filter(({ slot }) => inside(slot));
  const other = states.filter(({ slot }) => !inside(slot));
  const rates = stocks.map((slots) => slots.flatMap((slot) => structure.targets.get(slot)?.value ?? []));
  const mixed = new Float64Array(program.slotCount);
  const changeOf = (moved: typeof states, { before, after }: Interval, at: Interval['at']): Float64Array => {
    mixed.set(before);
    for (const { slot } of moved) {
      for (const each of structure.memories.get(slot) ?? [slot]) mixed[each] = after[each] ?? Number.NaN;
    }
    for (const evaluate of steps) evaluate(mixed, at);
    return Float64Array.from(rates, (slots) => {
      const sum = (values: Float64Array): number => slots.reduce((total, slot) => total + (values[slot] ?? 0), 0);
      return differs(sum(mixed), sum(before)) ? Math.abs(sum(mixed) - sum(before)) : 0;
    });
  };
  return (interval) => {
    const fromOutside = changeOf(other, interval, interval.end);
    const fromInside = changeOf(own, interval, interval.at);
    return fromOutside.map((part, stock) => part / (part + (fromInside[stock] ?? 0)));
  };
}
