import { toId, type Diagnostic, type Model, type Program, type WorkOptions } from '@weir/engine';
import {
  describeDominance,
  dominancePhases,
  impactsOn,
  loopsThatMatter,
  type DominancePhase,
  type Impacts,
  sharesByStock,
  type ScoredLoop,
  type StockShare,
} from '@weir/engine/analysis';
import { backends } from '../backends.ts';

/** What drives a run, as it is printed. */
export interface Dominance {
  readonly times: Float64Array;
  readonly partitions: readonly PrintedPartition[];
  readonly impacts?: Impacts;
  /** A problem for each named loop that is not one in the equations. */
  readonly diagnostics: readonly Diagnostic[];
  /** The years that phases and means are of. */
  readonly window: { readonly from: number; readonly to: number };
}

/** A cycle partition over the years asked for. */
export interface PrintedPartition {
  readonly variables: readonly string[];
  readonly level: 'elements' | 'variables';
  readonly complete: boolean;
  /** How many loops there are of which `loops` are the first. */
  readonly count: number;
  readonly phases: readonly DominancePhase[];
  readonly sentences: readonly string[];
  /** With their mean absolute share in the years asked for, the greatest first. */
  readonly loops: readonly (ScoredLoop & { readonly meanThen: number })[];
  /** What the loops that pass each stock make of the change, in the years asked for. */
  readonly through: readonly StockShare[];
  readonly outside: readonly { readonly stock: string; readonly shares: Float64Array; readonly meanThen: number }[];
}

/** What to look at. */
export interface DominanceQuestion {
  readonly from?: number;
  readonly to?: number;
  /** A variable: only the loops that pass it are listed, and what changes it is told. */
  readonly problem?: string;
  /** Loops of a partition to list. */
  readonly most: number;
}

/** Scores the loops of a model over a run and sums up the years asked for. */
export async function findDominance(
  { model, program }: { model: Model; program: Program },
  { from = program.time.start, to = program.time.stop, problem, most }: DominanceQuestion,
  work: WorkOptions,
): Promise<Dominance> {
  const backend = backends.wasm;
  const impacts = problem === undefined ? undefined : await impactsOn(program, { variable: problem, backend, ...work });
  const found = await loopsThatMatter(program, { backend, named: model.loops, ...work });
  const inside = [...found.times.keys()].filter((at) => {
    const time = found.times[at] ?? Number.NaN;
    return time >= from - found.interval / 1000 && time < to - found.interval / 1000;
  });
  const partitions = found.partitions.flatMap(({ variables, level, complete, loops, outside }): PrintedPartition[] => {
    const id = problem === undefined ? undefined : toId(problem.replace(/\[.*$/s, ''));
    const passes = ({ variables: round }: ScoredLoop): boolean =>
      id === undefined || round.some((name) => toId(name) === id);
    const through = loops.filter(passes);
    if (through.length === 0) return [];
    const active = inside.filter((at) => loops.some(({ shares }) => shares[at] !== 0));
    const mean = (values: Float64Array, places: readonly number[]): number => {
      const known = places.map((at) => Math.abs(values[at] ?? Number.NaN)).filter((value) => !Number.isNaN(value));
      return known.length === 0 ? 0 : known.reduce((sum, value) => sum + value, 0) / known.length;
    };
    const phases = dominancePhases(loops, { times: found.times, interval: found.interval, from, to });
    const ranked = through
      .map((loop) => ({ ...loop, meanThen: mean(loop.shares, active) }))
      .toSorted((a, b) => b.meanThen - a.meanThen);
    return [
      {
        variables,
        level,
        complete,
        count: through.length,
        phases,
        sentences: describeDominance(phases),
        loops: ranked.filter(({ name }, place) => place < most || name !== undefined),
        through: sharesByStock(loops, { places: inside }),
        outside: outside.map((each) => ({ ...each, meanThen: mean(each.shares, inside) })),
      },
    ];
  });
  const { times, diagnostics } = found;
  return { times, partitions, diagnostics, window: { from, to }, ...(impacts === undefined ? {} : { impacts }) };
}
