import type { Program, VariableLayout } from '../../compile/program.ts';
import type { Backend } from '../../run/backend.ts';
import { causalLinks, runMoments } from '../causal-links.ts';
import { evaluators } from '../loops-that-matter/evaluate.ts';
import { slotStructure, type SlotStructure } from '../loops-that-matter/targets.ts';
import type { Moment } from '../derivative.ts';
import type { CausalMap, MapTag } from './causal-map.ts';

/**
 * The causal map of a model. Signs come from the equations, as `causalLinks` finds them; links without effect are left out. A link into a stock
 * is delayed where the stock takes `late` or longer to follow, and any other link where the delays and smooths that it passes take as long: the time
 * constant of a state is 1 over how fast its own level drives its rate down, in the middle of the run, or without end where it does not.
 *
 * @param options.late in the model's unit of time; by default a twentieth of the run
 * @param options.capacities ids of variables that are room to be filled, such as places
 *
 * @example
 * ```ts
 * const map = mapOfModel(program, { backend: interpreter });
 * console.assert(map.nodes.length > 0);
 * ```
 */
export function mapOfModel(
  program: Program,
  { backend, late, capacities = [] }: { backend: Backend; late?: number; capacities?: readonly string[] },
): CausalMap {
  const { start, stop } = program.time;
  const threshold = late ?? (stop - start) / 20;
  const moments = runMoments(program, { backend });
  const structure = slotStructure(program);
  const lagOf = timeConstants(program, { structure, moment: moments[Math.floor(moments.length / 2)] });
  const variables = new Map<string, VariableLayout>(program.layout.map((variable) => [variable.id, variable]));
  const slotsOf = (id: string): number[] => {
    const { base = 0, size = 0 } = variables.get(id) ?? {};
    return Array.from({ length: size }, (_, at) => base + at);
  };
  /** The longest that something takes on the way from one variable to another, where it passes states that no variable names. */
  const onTheWay = (from: string, to: string): number => {
    const causes = new Set(slotsOf(from));
    const open = new Set<number>();
    const longest = (slot: number): number | undefined => {
      if (open.has(slot)) return undefined;
      open.add(slot);
      let most: number | undefined;
      for (const source of structure.targets.get(slot)?.sources ?? []) {
        const behind = causes.has(source) ? 0 : structure.owner.has(source) ? undefined : longest(source);
        if (behind !== undefined) most = Math.max(most ?? 0, behind);
      }
      open.delete(slot);
      return most === undefined || structure.owner.has(slot) ? most : most + lagOf(slot);
    };
    return slotsOf(to).reduce((most, slot) => Math.max(most, longest(slot) ?? 0), 0);
  };
  const constants = new Set(program.parameters.map(({ slot }) => slot));
  const tagsOf = ({ id, kind, base }: VariableLayout): MapTag[] => [
    ...(capacities.includes(id) ? (['capacity'] as const) : []),
    ...(kind === 'auxiliary' ? [] : [kind]),
    ...(constants.has(base) && kind === 'auxiliary' ? (['constant'] as const) : []),
  ];
  return {
    nodes: program.layout.map((variable) => ({ id: variable.id, name: variable.name, tags: tagsOf(variable) })),
    links: causalLinks(program, moments).flatMap(({ from, to, sign }) => {
      if (sign === 'none') return [];
      const into = variables.get(to)?.kind === 'stock' ? Math.min(...slotsOf(to).map(lagOf)) : 0;
      const delayed = Math.max(into, onTheWay(from, to)) >= threshold;
      return [{ from, to, sign: sign === 'varies' ? '?' : sign, delayed }];
    }),
  };
}

/** How long each state takes to follow what drives it, at one moment. */
function timeConstants(
  program: Program,
  { structure, moment }: { structure: SlotStructure; moment: Moment | undefined },
): (slot: number) => number {
  const known = new Map<number, number>();
  const steps = program.step.map(evaluators(program));
  const mixed = new Float64Array(program.slotCount);
  const { start, step } = program.time;
  const fixed = new Map<number, number>();
  for (const { slot } of program.held) fixed.set(slot, step);
  for (const [first, slots] of structure.memories) fixed.set(first, slots.length * step);
  const valueWith = (slot: number, { value, level }: { value: number; level: number }): number => {
    if (moment === undefined) return Number.NaN;
    mixed.set(moment.slots);
    mixed[slot] = level;
    const at = { time: moment.time, step: Math.round((moment.time - start) / step) };
    for (const evaluate of steps) evaluate(mixed, at);
    return mixed[value] ?? Number.NaN;
  };
  const measure = (slot: number): number => {
    const target = structure.targets.get(slot);
    if (target === undefined || moment === undefined) return 0;
    const held = fixed.get(slot);
    if (held !== undefined) return held;
    const level = moment.slots[slot] ?? 0;
    const move = 1e-6 * Math.max(1, Math.abs(level));
    const { value } = target;
    const slope = (valueWith(slot, { value, level: level + move }) - valueWith(slot, { value, level })) / move;
    return slope < 0 ? -1 / slope : Number.POSITIVE_INFINITY;
  };
  return (slot) => {
    const found = known.get(slot) ?? measure(slot);
    known.set(slot, found);
    return found;
  };
}
