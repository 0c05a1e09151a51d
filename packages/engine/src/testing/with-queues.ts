import type { Conveyor, Model } from '../model/model.ts';
import { withConveyors } from './with-conveyors.ts';

/** Which stocks are queues, which are discrete conveyors, and which flows overflow. */
export interface Queues {
  readonly queues: readonly string[];
  readonly conveyors?: Readonly<Record<string, Partial<Conveyor> & Pick<Conveyor, 'length'>>>;
  readonly overflows?: readonly string[];
}

/**
 * A copy of a model in which stocks are queues, and others discrete conveyors.
 *
 * @example
 * ```ts
 * withQueues(model`stock Q = 0 { +in -out }; flow in = 1; flow out = 0`, { queues: ['Q'] });
 * ```
 */
export function withQueues(model: Model, { queues, conveyors = {}, overflows = [] }: Queues): Model {
  const discrete = Object.fromEntries(
    Object.entries(conveyors).map(([name, conveyor]) => [name, { discrete: true as const, ...conveyor }]),
  );
  const belts = withConveyors(model, { conveyors: discrete });
  return {
    ...belts,
    variables: belts.variables.map((each) => {
      if (each.kind === 'stock' && queues.includes(each.name)) return { ...each, queue: true };
      return each.kind === 'flow' && overflows.includes(each.name) ? { ...each, overflow: true } : each;
    }),
  };
}
