import { strategyPolicies } from '@weir/care';
import { nameOfMeasure, searchPolicies, type Measure } from '@weir/engine/analysis';
import { exitCodes, Failure } from '../failure.ts';
import { loadGeneral, type LocalOptions } from '../general-model.ts';
import { longWork } from '../long-work.ts';
import { writeOutput } from '../read-file.ts';
import { refusingInputOf } from '../refusing-input.ts';
import { searchPrinters, type SearchFormat } from '../search/print-search.ts';
import type { Bounds, MeasuredTarget } from '../search/target-argument.ts';
import { measuresFor } from '../sensitivity/measures.ts';
import { scenariosFor } from '../strategies.ts';
import type { Terminal } from '../terminal.ts';

/** The options of `weir search`. */
export interface SearchOptions extends LocalOptions {
  readonly target: MeasuredTarget;
  /** In the unit of the cost. */
  readonly budget?: number;
  /** By default cumulative spending at the target's time. */
  readonly cost?: readonly Measure[];
  readonly strategies?: readonly string[];
  readonly lever?: Bounds;
  readonly members: number;
  readonly fresh: number;
  readonly evaluations: number;
  readonly seed: number;
  readonly threads?: number;
  readonly format: SearchFormat;
  readonly out?: string;
}

/**
 * Finds combinations of the strategies' levers that reach a target with the highest probability, and the front of cost, effect and unmet
 * need. The same options give the same bytes, on any number of threads.
 *
 * @throws Failure where a name is not known, or it was interrupted
 */
export async function search(terminal: Terminal, options: SearchOptions): Promise<void> {
  const { members, fresh: freshMembers, seed, evaluations, threads, lever } = options;
  const general = await loadGeneral(terminal, options);
  const [effect] = measuresFor(general.model, [options.target.measure], general.indicators);
  if (effect === undefined) throw new Error('the target has no measure');
  const strategies = scenariosFor(general, options.strategies).flatMap((scenario) => scenario.strategies);
  const at = typeof effect.at === 'number' ? effect.at : ('end' as const);
  const usual = [
    { variable: 'cumulative-spend', at },
    { variable: 'unmet-need', at },
  ];
  const [spend, unmetNeed] = measuresFor(general.model, usual, general.indicators);
  const cost = measuresFor(general.model, options.cost ?? [], general.indicators).at(-1) ?? spend;
  if (cost === undefined || unmetNeed === undefined) throw new Error('the general model lacks an indicator');
  // A local model is scaled, not fitted: no member of it could be held to the authority's published path.
  const history = options.local === undefined ? {} : { history: false as const };
  const found = await longWork(terminal, { doing: 'search', ...(threads && { threads }) }, async (runMany, work) => {
    const drawn = { members, freshMembers, seed };
    const asked = {
      general,
      strategies,
      effect,
      cost,
      unmetNeed,
      ...drawn,
      ...history,
      ...(lever && { bounds: lever }),
      runMany,
    };
    const experiment = refusingBounds(() => strategyPolicies(asked));
    const sought = { target: options.target.target, ...(options.budget !== undefined && { budget: options.budget }) };
    return refusingInputOf(general.model, () =>
      searchPolicies(experiment, { ...sought, ...drawn, evaluations, ...work }),
    );
  });
  const unit = general.indicators.find(({ variable }) => variable === cost.variable)?.unit ?? '';
  const text = searchPrinters[options.format](found, { effect: nameOfMeasure(effect), cost: unit });
  if (options.out === undefined) terminal.out(text);
  else await writeOutput(options.out, text);
}

/** A bound of a lever that there is not is a person's. */
function refusingBounds<Result>(act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    if (error instanceof RangeError) throw new Failure(error.message, exitCodes.input, { cause: error });
    throw error;
  }
}
