import { toId } from '../model/names.ts';
import { aggregates } from './functions/aggregates.ts';
import { clock } from './functions/clock.ts';
import type { FunctionEntry } from './functions/entry.ts';
import { mathematics } from './functions/mathematics.ts';
import { memory } from './functions/memory.ts';
import { refusedFunctions } from './functions/refused.ts';
import { tables } from './functions/tables.ts';

/** Every built-in that can be computed. */
export const functionCatalogue: readonly FunctionEntry[] = [
  ...mathematics,
  ...aggregates,
  ...clock,
  ...memory,
  ...tables,
];

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
