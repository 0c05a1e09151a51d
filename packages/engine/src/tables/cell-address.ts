/** A place in a sheet, counted from 0. */
export interface CellAddress {
  readonly row: number;
  readonly column: number;
}

/** `B2`, `b2`, `$B$2`; undefined for anything else. */
export function parseAddress(text: string): CellAddress | undefined {
  const match = /^\s*\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})\s*$/.exec(text);
  const column = parseColumn(match?.[1] ?? '');
  return match === null || column === undefined ? undefined : { row: Number(match[2]) - 1, column };
}

/** `A` is 0, `AA` is 26; undefined for what is no column. */
export function parseColumn(text: string): number | undefined {
  const letters = text.trim().toUpperCase();
  if (!/^[A-Z]{1,3}$/.test(letters)) return undefined;
  let number = 0;
  for (const letter of letters) number = number * 26 + (letter.codePointAt(0) ?? 0) - 64;
  return number - 1;
}

/** A place as a spreadsheet shows it: `B2`. */
export function printAddress({ row, column }: CellAddress): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCodePoint(65 + ((rest - 1) % 26)) + letters;
  }
  return `${letters}${row + 1}`;
}
