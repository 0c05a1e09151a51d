import { nearNames, suggestion } from '../model/near-names.ts';
import { parseAddress, printAddress, type CellAddress } from '../tables/cell-address.ts';
import type { Tables } from '../tables/open-tables.ts';
import type { CellRange, Sheet, Workbook } from '../tables/workbook.ts';
import { report, type MdlContext } from './context.ts';
import { fileOf, type ExternalCall } from './external-call.ts';

/** The files that a model's calls read, as far as the caller has opened them. */
export interface ExternalFiles {
  readonly tables: Tables;
  /** Files for `?tags`, by the tag in lower case. */
  readonly tags: ReadonlyMap<string, string>;
}

export type ExternalContext = Pick<MdlContext, 'diagnostics' | 'placeOf'> & { readonly files: ExternalFiles };

/** A call with what it stands for, so that faults can be told with their place. */
export interface CallReading {
  readonly context: ExternalContext;
  readonly call: ExternalCall;
  /** The variable or subscript range that takes the values. */
  readonly name: string;
  /** Where the call stands in the file. */
  readonly offset: number;
}

/** The sheet that a call reads. */
export interface OpenSheet {
  readonly reading: CallReading;
  readonly workbook: Workbook;
  readonly sheet: Sheet;
}

/** Reports what is wrong with a call and gives undefined, so that it can be returned. */
export function refuseReading(
  { context, name, offset, call }: CallReading,
  problem: { readonly code: string; readonly what: string; readonly advice: string },
): undefined {
  const { code, what, advice } = problem;
  const message = `Cannot read ${call.name} of "${name}": ${what}`;
  report(context, { code, message, advice, offset, variable: name });
}

/** Finds the file and the sheet of a call; undefined, with a diagnostic, where there is none. */
export function openSheet(reading: CallReading): OpenSheet | undefined {
  const { context, call } = reading;
  const [written = '', tab = ''] = call.arguments;
  const file = fileOf(call, context.files.tags);
  if (file === undefined) {
    const what = `the model's settings name no file for "${written}"`;
    return refuseReading(reading, { code: 'missing-file', what, advice: 'write the name of the file itself' });
  }
  const opened = context.files.tables.get(file);
  if (opened === undefined) {
    const what = `the file "${file}" is not there`;
    return refuseReading(reading, { code: 'missing-file', what, advice: 'put it beside the model' });
  }
  for (const each of opened.diagnostics) if (!context.diagnostics.includes(each)) context.diagnostics.push(each);
  const { workbook } = opened;
  const sheet = workbook?.sheet(tab);
  if (workbook === undefined || sheet !== undefined) return workbook && sheet && { reading, workbook, sheet };
  const near = nearNames(tab, workbook.sheetNames);
  const sheets = workbook.sheetNames.map((each) => `"${each}"`).join(', ');
  return refuseReading(reading, {
    code: 'missing-sheet',
    what: `"${file}" has no sheet "${tab}"`,
    advice: near.length === 0 ? `name one of its sheets: ${sheets}` : suggestion(near),
  });
}

/** The cells that `B2` or a name of the workbook stands for; undefined, with a diagnostic, where it is neither. */
export function findCells({ reading, workbook, sheet }: OpenSheet, text: string): CellRange | undefined {
  const address = parseAddress(text);
  const named = address === undefined ? workbook.range(text.trim(), sheet.name) : undefined;
  if (named !== undefined && named.sheet.toLowerCase() !== sheet.name.toLowerCase()) {
    const what = `"${text}" stands for cells of the sheet "${named.sheet}", not of "${sheet.name}"`;
    return refuseReading(reading, { code: 'missing-cell', what, advice: 'name the sheet that holds the cells' });
  }
  if (named !== undefined) return named;
  if (address !== undefined) {
    const { row, column } = address;
    return { sheet: sheet.name, top: row, bottom: row, left: column, right: column };
  }
  const what = `"${text}" is neither a cell, such as B2, nor a name for cells in "${workbook.file}"`;
  return refuseReading(reading, { code: 'missing-cell', what, advice: 'correct the cell' });
}

/** A cell as messages name it: `B2 of "Sheet1" in "data.xlsx"`. */
export function describeCell({ workbook, sheet }: OpenSheet, address: CellAddress): string {
  const where = sheet.name === '' ? '' : ` of "${sheet.name}"`;
  return `${printAddress(address)}${where} in "${workbook.file}"`;
}
