/** A column of a table: numbers are written with `decimals`, text as it stands. */
export interface Column {
  readonly label: string;
  /** For numbers. */
  readonly decimals?: number;
}

/** What a chart shows, as a table; the same data makes the table view and the CSV file. */
export interface TableData {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/**
 * Comma-separated text after RFC 4180, with a byte order mark so that spreadsheets read “£” as such. Numbers keep ten
 * significant digits; what is not a number is left empty. Text that a spreadsheet would take for a formula is quoted
 * with an apostrophe.
 */
export function toCsv(table: TableData): string {
  const lines = [table.columns.map(({ label }) => label), ...table.rows].map((row) => row.map(cell).join(','));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

function cell(value: string | number): string {
  if (typeof value === 'number') return Number.isFinite(value) ? String(Number(value.toPrecision(10))) : '';
  const safe = /^[=+@\t\r-]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}
