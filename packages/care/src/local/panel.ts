import { nearNames } from '@weir/engine';
import type { Diagnostic } from '@weir/engine';
import Papa from 'papaparse';

/** Published figures of authorities, a row an authority and year. */
export interface Panel {
  readonly file: string;
  readonly columns: readonly string[];
  readonly authorities: readonly PanelAuthority[];
}

export interface PanelAuthority {
  readonly code: string;
  readonly name: string;
  readonly region: string;
  /** Year ending 31 March → column → value; what is blank or suppressed is absent. */
  readonly years: ReadonlyMap<number, ReadonlyMap<string, number>>;
}

/** Columns without which nothing can be scaled. */
export const neededColumns = ['la_name', 'year', 'pop_0_17_midyear_prev', 'cla_31mar'] as const;

const textColumns: ReadonlySet<string> = new Set(['code', 'la_name', 'ons_code', 'region', 'year']);

/**
 * Reads a panel of published figures from CSV text. Only totals of authorities are expected: nothing about a child.
 *
 * Returns the panel, or what is wrong: no columns as expected, no rows that can be used.
 *
 * @example
 * ```ts
 * const { panel, diagnostics } = readPanel(text, { file: 'panel.csv' });
 * ```
 */
export function readPanel(
  text: string,
  options: { readonly file: string },
): { readonly panel?: Panel; readonly diagnostics: readonly Diagnostic[] } {
  const { file } = options;
  const parsed = Papa.parse<Record<string, string>>(text.replace(/^\uFEFF/, ''), {
    header: true,
    skipEmptyLines: 'greedy',
  });
  const columns = parsed.meta.fields ?? [];
  const missing = neededColumns.filter((column) => !columns.includes(column));
  if (missing.length > 0) return { diagnostics: [missingColumns({ file, columns, missing })] };

  const found = new Map<
    string,
    { code: string; name: string; region: string; years: Map<number, Map<string, number>> }
  >();
  const diagnostics: Diagnostic[] = [];
  parsed.data.forEach((row, index) => {
    const name = row['la_name']?.trim() ?? '';
    const year = Number(row['year']);
    if (name === '' || !Number.isInteger(year) || year < 1990 || year > 2100) {
      diagnostics.push(unusableRow({ file, line: index + 2, name, year: row['year'] ?? '' }));
      return;
    }
    const entry = found.get(name) ?? { code: row['code'] ?? '', name, region: row['region'] ?? '', years: new Map() };
    found.set(name, entry);
    entry.years.set(year, numbersOf(row));
  });
  if (found.size === 0) {
    const message = `Cannot use the panel "${file}": it has the expected columns but no row with an authority and a year`;
    const advice = 'open a file with one row for each authority and year, for example 2010 to 2025';
    return { diagnostics: [{ code: 'panel-empty', severity: 'error', message, advice, place: placeOf(file, 1) }] };
  }
  return { panel: { file, columns, authorities: [...found.values()] }, diagnostics };
}

/** The authority of a name or code; case and spaces at the ends do not matter. If there is none: the nearest names. */
export function findAuthority(
  panel: Panel,
  wanted: string,
): { readonly authority?: PanelAuthority; readonly diagnostics: readonly Diagnostic[] } {
  const asked = wanted.trim().toLowerCase();
  const authority = panel.authorities.find(({ name, code }) => name.toLowerCase() === asked || code === asked);
  if (authority !== undefined) return { authority, diagnostics: [] };
  const names = panel.authorities.map(({ name }) => name);
  const holding = asked === '' ? [] : names.filter((name) => name.toLowerCase().includes(asked));
  const near = [...new Set([...nearNames(wanted, names), ...holding])].slice(0, 5);
  const message = `Cannot find the authority "${wanted}" among the ${names.length} of "${panel.file}"`;
  const advice =
    near.length === 0 ? 'give the name as the column "la_name" has it' : `did you mean "${near[0] ?? ''}"?`;
  return { diagnostics: [{ code: 'unknown-authority', severity: 'error', message, advice, near }] };
}

/** One column of an authority over the years in which it has a value. */
export function seriesOf(
  authority: PanelAuthority,
  column: string,
): { readonly year: number; readonly value: number }[] {
  return [...authority.years]
    .flatMap(([year, values]) => {
      const value = values.get(column);
      return value === undefined ? [] : [{ year, value }];
    })
    .sort((a, b) => a.year - b.year);
}

function numbersOf(row: Readonly<Record<string, string>>): Map<string, number> {
  const numbers = new Map<string, number>();
  for (const [column, text] of Object.entries(row)) {
    // Columns beyond the header are collected under a key of their own, as a list.
    if (textColumns.has(column) || typeof text !== 'string' || text.trim() === '') continue;
    const value = Number(text.replaceAll(',', ''));
    if (Number.isFinite(value)) numbers.set(column, value);
  }
  return numbers;
}

function missingColumns(found: { file: string; columns: readonly string[]; missing: readonly string[] }): Diagnostic {
  const { file, columns, missing } = found;
  const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');
  const some = columns.slice(0, 8);
  const has =
    some.length === 0
      ? 'no columns at all'
      : `${quoted(some)}${columns.length > 8 ? ` and ${columns.length - 8} more` : ''}`;
  return {
    code: 'panel-columns',
    severity: 'error',
    message: `Cannot read "${file}" as a panel of authorities: it has no column ${quoted(missing)}; it has ${has}`,
    advice: `open a CSV file whose first row names at least ${quoted(neededColumns)}`,
    place: placeOf(file, 1),
    near: missing.flatMap((name) => nearNames(name, columns)),
  };
}

function unusableRow(found: { file: string; line: number; name: string; year: string }): Diagnostic {
  const what = found.name === '' ? 'it names no authority' : `its year is "${found.year}"`;
  return {
    code: 'panel-row',
    severity: 'warning',
    message: `Cannot use line ${found.line} of "${found.file}": ${what}`,
    advice: 'the line is left out; correct it if it matters',
    place: placeOf(found.file, found.line),
  };
}

function placeOf(file: string, line: number): NonNullable<Diagnostic['place']> {
  return { file, line, column: 1 };
}
