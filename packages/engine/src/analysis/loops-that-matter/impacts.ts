import type { Program } from '../../compile/program.ts';
import { findSlots, unknownName } from '../../run/element-names.ts';
import { InputError } from '../../run/input-error.ts';
import type { Backend } from '../../run/backend.ts';
import type { WorkOptions } from '../../run/work.ts';
import { inSlices, type Sliced } from '../slices.ts';
import { evaluators } from './evaluate.ts';
import { runIntervals } from './intervals.ts';
import { differs } from './link-scores.ts';
import { slotStructure, type Target } from './targets.ts';

/** What changed one variable, over time. */
export interface Impacts {
  readonly variable: string;
  /** When the intervals begin. */
  readonly times: Float64Array;
  readonly interval: number;
  /** The greatest mean first. */
  readonly causes: readonly {
    /** A stock, "delays of …" for the stages of delays and smooths, or {@link fromOutside}. */
    readonly cause: string;
    /** Its part in the change, from -1 to 1: above 0 it raised the variable's rate. Over all causes the absolute parts sum to 1, or all are 0. */
    readonly parts: Float64Array;
    readonly mean: number;
  }[];
}

/** The cause that is no state of the model. */
export const fromOutside = 'time and data';

/**
 * What directly changes a stock's net flow: over each interval, how far it moves when one stock of the model alone takes its new value, or time and data alone
 * do; relative to the sum of all these. These are the impacts of Hayward and Boswell (2014, System Dynamics Review 30: 29-57) without their second
 * order, and, unlike loop scores, cover what comes from outside all loops. For a variable that is no stock it is the value itself that is explained.
 *
 * @throws {InputError} where the program has no such variable
 *
 * @example
 * ```ts
 * const { causes } = await impactsOn(program, { variable: 'x', backend: interpreter });
 * console.assert(causes.every(({ mean }) => mean >= 0 && mean <= 1));
 * ```
 */
export function impactsOn(
  program: Program,
  options: { variable: string; backend: Backend; parameters?: Float64Array; every?: number } & WorkOptions,
): Promise<Impacts> {
  return inSlices(measure(program, options), options);
}

function* measure(
  program: Program,
  options: { variable: string; backend: Backend; parameters?: Float64Array; every?: number },
): Sliced<Impacts> {
  const slots = findSlots(program, options.variable)?.map(({ slot }) => slot);
  if (slots === undefined) throw new InputError([unknownName(program, options.variable, 'explain')]);
  const structure = slotStructure(program);
  const { times, length, interval } = runIntervals(program, options);
  const explained = slots.map((slot) => structure.targets.get(slot)?.value ?? slot);
  const groups = new Map<string, number[]>();
  for (const target of structure.targets.values()) {
    if (!target.state) continue;
    const cause = causeOf(target, structure);
    const slots = structure.memories.get(target.slot) ?? [target.slot];
    groups.set(cause, [...(groups.get(cause) ?? []), ...slots]);
  }
  const steps = program.step.map(evaluators(program));
  const mixed = new Float64Array(program.slotCount);
  const sum = (values: Float64Array): number => explained.reduce((total, slot) => total + (values[slot] ?? 0), 0);
  const causes = [...groups, [fromOutside, []] as const].map(([cause, states]) => ({
    cause,
    states,
    parts: new Float64Array(times.length),
  }));
  for (const [place] of times.entries()) {
    const { before, after, at, end } = interval(place);
    let whole = 0;
    for (const { states, parts } of causes) {
      mixed.set(before);
      for (const state of states) mixed[state] = after[state] ?? Number.NaN;
      for (const evaluate of steps) evaluate(mixed, states.length === 0 ? end : at);
      parts[place] = differs(sum(mixed), sum(before)) ? sum(mixed) - sum(before) : 0;
      whole += Math.abs(parts[place] ?? 0);
    }
    if (whole > 0) for (const { parts } of causes) parts[place] = (parts[place] ?? 0) / whole;
    if (place % 10 === 0) yield { done: place + 1, total: times.length, phase: 'impacts' };
  }
  const found = causes.map(({ cause, parts }) => ({
    cause,
    parts,
    mean: parts.reduce((total, part) => total + Math.abs(part), 0) / Math.max(1, times.length),
  }));
  return {
    variable: options.variable,
    times,
    interval: length,
    causes: found.filter(({ mean }) => mean > 0).toSorted((a, b) => b.mean - a.mean),
  };
}

function causeOf(target: Target, { owner, targets }: ReturnType<typeof slotStructure>): string {
  const own = owner.get(target.slot);
  if (own !== undefined) return own.name;
  const names = new Set<string>();
  const seen = new Set<number>();
  const visit = (slot: number): void => {
    if (seen.has(slot)) return;
    seen.add(slot);
    const variable = owner.get(slot);
    if (variable !== undefined) names.add(variable.name);
    else for (const source of targets.get(slot)?.sources ?? []) visit(source);
  };
  visit(target.slot);
  return names.size === 0 ? 'delays' : `delays of ${[...names].toSorted((a, b) => (a < b ? -1 : 1)).join(' and ')}`;
}
