import type { GraphicalFunction } from '../model/model.ts';
import { toId } from '../model/names.ts';
import { NotInVensim } from './not-in-vensim.ts';

/**
 * Vensim's tables have straight lines between their points and hold their end values; another kind is a matter of the function that
 * reads it (manual, "LOOKUP EXTRAPOLATE", "LOOKUP BACKWARD", "LOOKUP FORWARD").
 */
const readers: Readonly<Record<string, string>> = {
  extrapolate: 'LOOKUP EXTRAPOLATE',
  discrete: 'LOOKUP BACKWARD',
  forward: 'LOOKUP FORWARD',
};

/** The value of a table of some mode, by the table's name with its subscripts. */
export function lookUpIn(table: string, given: { readonly mode: string; readonly input: string }): string {
  if (given.mode === 'continuous') return `${table}(${given.input})`;
  const reader = readers[given.mode];
  if (reader === undefined) throw new NotInVensim(`a table of the kind "${given.mode}"`);
  return `${reader}(${table}, ${given.input})`;
}

/** The points as Vensim lists them. */
export function pointList({ x, y }: GraphicalFunction): string {
  return x.map((value, index) => `(${value},${y[index] ?? 0})`).join(',');
}

/** A name for a table that an equation had in itself; the same name for every part of one variable. */
export function tableName(variable: string, taken: ReadonlySet<string>): string {
  let name = `${variable} table`;
  while (taken.has(toId(name))) name += ' 2';
  return name;
}
