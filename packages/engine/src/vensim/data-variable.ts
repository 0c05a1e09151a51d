import type { Definition, Place } from '../model/model.ts';
import { report, type Entry, type MdlContext } from './context.ts';
import { coveredElements } from './covered-elements.ts';
import { seriesKey } from './data-series.ts';
import type { ElementTable } from './external-series.ts';

/** Tables as definitions of a variable that follows them in time. */
export function overTime(tables: readonly ElementTable[], place: Place): Definition[] {
  return tables.map(({ subscripts, table }) => ({ subscripts, equation: 'TIME', table, place }));
}

/** The tables of a data variable without an equation, from the data files; undefined, with a diagnostic, where they have none. */
export function dataTables(
  context: MdlContext,
  entry: Entry & { readonly statement: { readonly kind: 'data' } },
): ElementTable[] | undefined {
  const { statement, start } = entry;
  const { left, mode } = statement;
  const tables: ElementTable[] = [];
  const missing: string[] = [];
  for (const subscripts of coveredElements(context, entry) ?? []) {
    const series = context.data.get(seriesKey(left.name, subscripts));
    if (series === undefined)
      missing.push(subscripts.length === 0 ? left.name : `${left.name}[${subscripts.join(',')}]`);
    else tables.push({ subscripts, table: { x: series.x, y: series.y, mode } });
  }
  const [first] = missing;
  if (first === undefined) return tables;
  const others = missing.length === 1 ? '' : ` and ${missing.length - 1} more`;
  const known = context.data.size > 0;
  report(context, {
    code: 'missing-data',
    message: `Cannot find values for the data variable "${first}"${others}: it has no equation, and ${known ? 'the data files do not have it' : 'there is no data file'}`,
    advice: 'put a data file beside the model that has it: data.tab, data.csv or data.dat, as Vensim exports them',
    offset: start,
    variable: left.name,
  });
  return undefined;
}
