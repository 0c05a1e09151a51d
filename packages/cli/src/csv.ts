/**
 * A table as CSV: fields are quoted only where they must be, lines end with `\n`, numbers are printed so that reading
 * them gives the same number again.
 *
 * @example
 * ```ts
 * toCsv([['Time', 'share[a,b]'], [2010, 0.5]]); // 'Time,"share[a,b]"\n2010,0.5\n'
 * ```
 */
export function toCsv(rows: Iterable<readonly (string | number)[]>): string {
  const lines: string[] = [];
  for (const row of rows) lines.push(`${row.map(field).join(',')}\n`);
  return lines.join('');
}

function field(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
