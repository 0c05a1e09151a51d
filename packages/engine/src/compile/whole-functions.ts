import { randomOfTables } from './lower-random.ts';
import { lowerTransposed } from './lower-reference.ts';
import { selections } from './lower-selection.ts';
import { tableFunctions } from './lower-tables.ts';
import { vectors, type WholeLowering } from './lower-vectors.ts';

/** By canonical name: functions that take arguments which are no numbers, such as arrays and tables. */
export const wholeFunctions: ReadonlyMap<string, WholeLowering> = new Map([
  ...vectors,
  ...selections,
  ...tableFunctions,
  ...randomOfTables,
  ['TRANSPOSE', lowerTransposed],
]);
