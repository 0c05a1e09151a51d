/**
 * What a file of tables holds, whatever its format: sheets of cells, and names for parts of them. Rows and columns count from 0.
 */
export interface Workbook {
  /** As the caller named it, for messages. */
  readonly file: string;
  /** Whether it is delimited text, which has no sheets: `sheet` then takes a delimiter. */
  readonly kind: 'sheets' | 'text';
  /** Names of the sheets, in order; of a text, none. */
  readonly sheetNames: readonly string[];
  /** The sheet of a name, case aside; of a text, its cells as the delimiter cuts them. */
  readonly sheet: (name: string) => Sheet | undefined;
  /** The cells that a name stands for: one that belongs to the sheet first, then one of the whole file; case aside. */
  readonly range: (name: string, sheet: string) => CellRange | undefined;
}

/** A cell: a number, a text, or empty. Values that a formula gave are as the file keeps them; errors are texts such as `#N/A`. */
export type Cell = number | string | undefined;

export interface Sheet {
  readonly name: string;
  /** One more than the last row, and column, that holds anything. */
  readonly rows: number;
  readonly columns: number;
  readonly cell: (row: number, column: number) => Cell;
}

/** A rectangle of cells in a sheet, both ends included. */
export interface CellRange {
  readonly sheet: string;
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** A named range as a file has it; `local` is the sheet that the name belongs to, absent for the whole file. */
export interface NamedRange {
  readonly name: string;
  readonly local?: string;
  readonly range: CellRange;
}

/** The most columns that a sheet can have, as in Excel; a cell's key is `row * mostColumns + column`. */
export const mostColumns = 16_384;
const mostRows = 1_048_576;

/** A sheet under way: cells are put into it in any order. */
export class SheetBuilder {
  readonly name: string;
  readonly #cells = new Map<number, number | string>();
  #rows = 0;
  #columns = 0;

  constructor(name: string) {
    this.name = name;
  }

  get count(): number {
    return this.#cells.size;
  }

  /** Sets a cell; an empty text is an empty cell, and a place that no sheet has is left out. */
  set(row: number, column: number, value: number | string): void {
    const inside = row >= 0 && row < mostRows && column >= 0 && column < mostColumns;
    if (!inside || value === '' || (typeof value === 'number' && !Number.isFinite(value))) return;
    this.#cells.set(row * mostColumns + column, value);
    this.#rows = Math.max(this.#rows, row + 1);
    this.#columns = Math.max(this.#columns, column + 1);
  }

  finish(): Sheet {
    const cells = this.#cells;
    return {
      name: this.name,
      rows: this.#rows,
      columns: this.#columns,
      cell: (row, column) => (column < 0 || column >= mostColumns ? undefined : cells.get(row * mostColumns + column)),
    };
  }
}

/** A workbook of sheets. */
export function sheetWorkbook(
  file: string,
  { sheets, names }: { readonly sheets: readonly Sheet[]; readonly names: readonly NamedRange[] },
): Workbook {
  const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
  return {
    file,
    kind: 'sheets',
    sheetNames: sheets.map(({ name }) => name),
    sheet: (name) => sheets.find((each) => same(each.name, name)),
    range: (name, sheet) => {
      const found = names.filter((each) => same(each.name, name));
      const own = found.find(({ local }) => local !== undefined && same(local, sheet));
      return (own ?? found.find(({ local }) => local === undefined))?.range;
    },
  };
}
