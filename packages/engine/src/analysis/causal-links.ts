import { timeOf } from '../run/clock.ts';
import type { Program, VariableLayout } from '../compile/program.ts';
import type { VariableId } from '../model/model.ts';
import type { Backend } from '../run/backend.ts';
import { slopeOf, type Moment } from './derivative.ts';
import { indexProgram, influenceGraph, type ProgramIndex } from './influence-graph.ts';

/**
 * Polarity of a link. `+`: more of the cause makes more of the effect than there would have been; `-`: less; `varies`: it
 * depends on the time or the element; `none`: no effect at the times looked at, as with a lever that nobody moves.
 */
export type LinkSign = '+' | '-' | 'varies' | 'none';

export interface CausalLink {
  readonly from: VariableId;
  readonly to: VariableId;
  readonly sign: LinkSign;
}

/**
 * Every causal link of a program with its polarity, found by differentiating the equations at `moments` of a run.
 *
 * @example
 * ```ts
 * causalLinks(program, runMoments(program, { backend: interpreter }));
 * ```
 */
export function causalLinks(program: Program, moments: readonly Moment[]): CausalLink[] {
  const index = indexProgram(program);
  const { nodes, causes } = influenceGraph(program);
  return nodes.flatMap((effect) =>
    (causes.get(effect.id) ?? []).map((from) => ({
      from,
      to: effect.id,
      sign: signOf(from, effect, { index, moments }),
    })),
  );
}

/** The state of all slots at `count` times spread evenly over a run with the given parameters, by default the program's own. */
export function runMoments(
  program: Program,
  { backend, count = 6, parameters }: { backend: Backend; count?: number; parameters?: Float64Array },
): Moment[] {
  const { start, stop, step, method } = program.time;
  const steps = Math.round((stop - start) / step);
  const saveEvery = Math.max(1, Math.floor(steps / Math.max(1, count - 1)));
  const save = Array.from({ length: program.slotCount }, (_, slot) => slot);
  const { rows, rowCount } = backend.prepare(program).run({
    start,
    step,
    steps,
    saveEvery,
    method,
    parameters: parameters ?? Float64Array.from(program.parameters, ({ value }) => value),
    save,
  });
  const settings = { timeStep: step, startTime: start, stopTime: stop };
  return Array.from({ length: rowCount }, (_, row) => ({
    time: timeOf({ start, step }, row * saveEvery),
    slots: rows.slice(row * save.length, (row + 1) * save.length),
    settings,
  }));
}

/** Below this share of the largest slope of a link, a slope of the other sign is put down to rounding. */
const negligible = 1e-9;

function signOf(
  cause: VariableId,
  effect: VariableLayout,
  { index, moments }: { index: ProgramIndex; moments: readonly Moment[] },
): LinkSign {
  let [most, least] = [0, 0];
  for (const moment of moments) {
    for (let offset = 0; offset < effect.size; offset++) {
      const slope = slopeOf(effect.base + offset, cause, { index, moment });
      if (Number.isNaN(slope)) continue;
      most = Math.max(most, slope);
      least = Math.min(least, slope);
    }
  }
  const floor = negligible * Math.max(most, -least);
  const [rises, falls] = [most > floor, -least > floor];
  if (rises && falls) return 'varies';
  return rises ? '+' : falls ? '-' : 'none';
}
