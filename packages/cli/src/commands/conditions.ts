import { strategyConditions, type Aim } from '@weir/care';
import { conditionsPrinters, type ConditionsFormat } from '../conditions/print-conditions.ts';
import { exitCodes, Failure } from '../failure.ts';
import { loadGeneral, type LocalOptions } from '../general-model.ts';
import { longWork } from '../long-work.ts';
import { writeOutput } from '../read-file.ts';
import { refusingInputOf } from '../refusing-input.ts';
import { measuresFor } from '../sensitivity/measures.ts';
import { findStrategy } from '../strategies.ts';
import type { Terminal } from '../terminal.ts';

/** The options of `weir conditions`. */
export interface ConditionsCommandOptions extends LocalOptions {
  /** By default the strategy's own. */
  readonly target?: readonly Aim[];
  readonly members: number;
  readonly fresh: number;
  /** In which share of the runs of the region it is to work. */
  readonly share: number;
  readonly seed: number;
  readonly threads?: number;
  readonly format: ConditionsFormat;
  readonly out?: string;
}

/**
 * Finds the region of assumptions in which a strategy reaches its target, and says it in words. The same options give the same bytes, on any
 * number of threads.
 *
 * @throws Failure where a name is not known, the strategy changes nothing, or it was interrupted
 */
export async function conditions(terminal: Terminal, wanted: string, options: ConditionsCommandOptions): Promise<void> {
  const { members, fresh: freshMembers, share: density, seed, threads, target } = options;
  if (density > 1) throw new Failure(`Cannot ask for a share of ${density}: it is at most 1`, exitCodes.usage);
  if (members < leastMembers)
    throw new Failure(`Cannot find a region by ${members} members: give ${leastMembers} or more`, exitCodes.usage);
  const general = await loadGeneral(terminal, options);
  const { id, actions, aims } = findStrategy(general, wanted);
  if (actions.length === 0)
    throw new Failure(`Cannot tell under which conditions "${id}" works: it changes nothing`, exitCodes.usage);
  const looked = (target ?? aims).map(({ name, year }) => ({ variable: name, at: year }));
  measuresFor(general.model, looked, general.indicators);
  // A local model is scaled, not fitted: no member of it could be held to the authority's published path.
  const history = options.local === undefined ? {} : { history: false as const };
  const asked = {
    general,
    strategy: id,
    members,
    freshMembers,
    density,
    seed,
    ...history,
    ...(target && { aims: target }),
  };
  const found = await longWork(terminal, { doing: 'conditions', ...(threads && { threads }) }, (runMany, work) =>
    refusingInputOf(general.model, () => strategyConditions({ ...asked, runMany, ...work })),
  );
  const text = conditionsPrinters[options.format](found);
  if (options.out === undefined) terminal.out(text);
  else await writeOutput(options.out, text);
}

/** Fewer say nothing of a region. */
const leastMembers = 20;
