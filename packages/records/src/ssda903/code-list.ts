/** Place of a code in its list; `noCode` where the cell was empty, `badCode` where it holds no code of the list. */
export type CodePlace = number;

export const noCode: CodePlace = 255;
export const badCode: CodePlace = 254;

/** A list of codes that tables refer to by place, which takes a byte a row. */
export interface CodeList {
  readonly codes: readonly string[];
  readonly placeOf: (cell: string) => CodePlace;
}

/**
 * The list with the codes of these names, in their order. Cells are trimmed and taken in capitals, as the official checks do.
 *
 * @example
 * ```ts
 * codeList({ C1: {}, C2: {} }).placeOf('c2 '); // 1
 * ```
 */
export function codeList(named: Readonly<Record<string, unknown>>): CodeList {
  const codes = Object.keys(named);
  const places = new Map(codes.map((code, place) => [code, place]));
  return {
    codes,
    placeOf: (cell) => {
      const known = places.get(cell);
      if (known !== undefined) return known;
      const text = cell.trim().toUpperCase();
      return text === '' ? noCode : (places.get(text) ?? badCode);
    },
  };
}
