import type { Conveyor, Flow, Model } from '../model/model.ts';

/** What makes stocks conveyors, by stock; and what makes flows leaks or lays them over a conveyor, by flow. */
export interface Conveyors {
  readonly conveyors: Readonly<Record<string, Partial<Conveyor> & Pick<Conveyor, 'length'>>>;
  readonly flows?: Readonly<Record<string, Pick<Flow, 'leak' | 'spread'>>>;
}

/** A leak over the whole length. */
export const wholeLength = { leak: { start: 0, end: 1 } } as const;

/**
 * A copy of a model in which stocks are conveyors.
 *
 * @example
 * ```ts
 * withConveyors(model`stock S = 12 { +in -out }; flow in = 1; flow out = 0`, { conveyors: { S: { length: '4' } } });
 * ```
 */
export function withConveyors(model: Model, { conveyors, flows = {} }: Conveyors): Model {
  return {
    ...model,
    variables: model.variables.map((each) => {
      const conveyor = conveyors[each.name];
      if (each.kind === 'stock' && conveyor !== undefined)
        return { ...each, conveyor: { exponentialLeak: false, ...conveyor } };
      return each.kind === 'flow' ? { ...each, ...flows[each.name] } : each;
    }),
  };
}
