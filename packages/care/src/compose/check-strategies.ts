import { nearNames } from '@weir/engine';
import type { Diagnostic } from '@weir/engine';
import type { Action, Evidence, Indicator, Strategy } from '../types.ts';

/**
 * What is wrong with how strategies refer to the model and its evidence: constants and entries that are not there, a reach or cost that
 * no entry stands behind, aims at indicators that are not there, and strategies for none of whose levers anything is said of how uncertain the effect is. What an entry lacks by itself (a
 * grade, a theory of change, an interval outside its slider) its reader reports.
 *
 * @param constants names of the model's constants
 */
export function checkStrategies(
  strategies: readonly Strategy[],
  {
    constants,
    evidence,
    indicators,
  }: {
    readonly constants: readonly string[];
    readonly evidence: readonly Evidence[];
    readonly indicators: readonly Indicator[];
  },
): readonly Diagnostic[] {
  const known = new Set(constants);
  const entries = new Map(evidence.map((entry) => [entry.id, entry]));
  return strategies.flatMap((strategy) => [
    ...unknownConstants(strategy, known),
    ...unknownEntries(strategy, entries),
    ...withoutEvidence(strategy),
    ...withoutInterval(strategy, entries),
    ...unknownAims(strategy, indicators),
  ]);
}

function unknownConstants({ id, actions }: Strategy, known: ReadonlySet<string>): readonly Diagnostic[] {
  return actions
    .filter(({ parameter }) => !known.has(parameter))
    .map(({ parameter }) => ({
      code: 'unknown-parameter',
      severity: 'error',
      message: `Cannot act on "${parameter}" in the strategy "${id}": the model has no such constant`,
      near: nearNames(parameter, [...known]),
    }));
}

function unknownEntries(
  { id, reach, cost, actions }: Strategy,
  entries: ReadonlyMap<string, Evidence>,
): readonly Diagnostic[] {
  const named = [...reach.evidence, ...cost.evidence, ...actions.flatMap(({ effect }) => effect ?? [])];
  return named
    .filter((entry) => !entries.has(entry))
    .map((entry) => ({
      code: 'unknown-evidence',
      severity: 'error',
      message: `Cannot find the evidence "${entry}" of the strategy "${id}"`,
      advice: 'add an entry to one of the files in "evidence"',
      near: nearNames(entry, [...entries.keys()]),
    }));
}

function withoutEvidence({ id, reach, cost, actions }: Strategy): readonly Diagnostic[] {
  if (actions.length === 0) return [];
  return (['reach', 'cost'] as const)
    .filter((field) => ({ reach, cost })[field].evidence.length === 0)
    .map((field) => ({
      code: 'no-evidence',
      severity: 'error',
      message: `Cannot tell where the ${field} of the strategy "${id}" comes from`,
      advice: 'name the entries of its figures; if nobody measured them, their status is "assumption"',
    }));
}

function unknownAims({ id, aims, actions }: Strategy, indicators: readonly Indicator[]): readonly Diagnostic[] {
  const known = indicators.map((indicator) => indicator.id);
  const unknown = aims
    .filter(({ name }) => !known.includes(name))
    .map(({ name }): Diagnostic => ({
      code: 'unknown-indicator',
      severity: 'error',
      message: `Cannot tell whether the strategy "${id}" works by "${name}": there is no such indicator`,
      near: nearNames(name, known),
    }));
  if (actions.length === 0 || aims.length > 0) return unknown;
  const message = `Cannot tell whether the strategy "${id}" works: it has no aims`;
  return [{ code: 'no-aim', severity: 'error', message, advice: 'say what it is to change against business as usual' }];
}

/** A cap that is kept or not has no interval; the posts beside it have one. */
function withoutInterval({ id, actions }: Strategy, entries: ReadonlyMap<string, Evidence>): readonly Diagnostic[] {
  if (actions.length === 0 || actions.some((action) => isUncertain(action, entries))) return [];
  return [
    {
      code: 'no-interval',
      severity: 'error',
      message: `Cannot tell how uncertain the effect of the strategy "${id}" is`,
      advice: 'give a lever a "low" below its "high", or an "effect" whose evidence has a range',
    },
  ];
}

function isUncertain({ low, high, effect }: Action, entries: ReadonlyMap<string, Evidence>): boolean {
  const entry = effect === undefined ? undefined : entries.get(effect);
  return low < high || (entry !== undefined && entry.low < entry.high);
}
