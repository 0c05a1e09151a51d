import { toId } from '../model/names.ts';
import { aggregates } from './functions/aggregates.ts';
import { clock } from './functions/clock.ts';
import { data } from './functions/data.ts';
import type { FunctionEntry } from './functions/entry.ts';
import { finance } from './functions/finance.ts';
import { mathematics } from './functions/mathematics.ts';
import { memory } from './functions/memory.ts';
import { random } from './functions/random.ts';
import { refusedFunctions } from './functions/refused.ts';
import { tables } from './functions/tables.ts';
import { vectors } from './functions/vectors.ts';

/** Built-ins that belong together, as the reference shows them. */
export interface FunctionFamily {
  readonly title: string;
  readonly entries: readonly FunctionEntry[];
}

/** Every built-in that can be computed, by family. */
export const functionFamilies: readonly FunctionFamily[] = [
  { title: 'Numbers', entries: mathematics },
  { title: 'Arrays', entries: aggregates },
  { title: 'The clock, and test inputs', entries: clock },
  { title: 'Delays, smooths and other memory', entries: memory },
  { title: 'Random numbers', entries: random },
  { title: 'Graphical functions', entries: tables },
  { title: 'Data', entries: data },
  { title: 'Whole arrays', entries: vectors },
  { title: 'Money and growth', entries: finance },
];

/** Every built-in that can be computed. */
export const functionCatalogue: readonly FunctionEntry[] = functionFamilies.flatMap(({ entries }) => entries);

const byId: ReadonlyMap<string, FunctionEntry> = new Map(
  functionCatalogue.flatMap((entry) =>
    [entry.name, ...(entry.aliases ?? [])].map((name) => [toId(name), entry] as const),
  ),
);
const refusedIds: ReadonlySet<string> = new Set(refusedFunctions.map(toId));

/** The built-in of a name or alias, in any case. */
export function findFunction(name: string): FunctionEntry | undefined {
  return byId.get(toId(name));
}

/** Whether a name is a known function that cannot be computed. */
export function isRefusedFunction(name: string): boolean {
  return refusedIds.has(toId(name));
}

/** Names that no variable may take, since equations would no longer mean what they say. */
export const reservedNames: ReadonlySet<string> = new Set(['time', 'dt', 'starttime', 'stoptime']);
