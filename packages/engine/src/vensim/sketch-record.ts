/**
 * The lines of a Vensim sketch, as its manual has them ("Sketch Information" and "Objects"): a type, an id and fields that depend on
 * the type, separated by commas.
 */

/** `1,id,from,to,shape,hid,pol,thick,hasf,dtype,res,color,font,np|(x,y)|…` */
export interface ArrowRecord {
  readonly type: 'arrow';
  readonly id: number;
  readonly from: number;
  readonly to: number;
  readonly shape: number;
  readonly hidden: number;
  /** The code of the character that stands for its polarity; 0 for none. */
  readonly polarity: number;
  /** Above 20 it is drawn as a double line: a pipe. */
  readonly thickness: number;
  /** Which parts of font and colour are its own. */
  readonly styled: number;
  readonly delay: number;
  readonly reserved: number;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

/** `type,id,name,x,y,w,h,shape,bits,hid,hasf,tpos,…`: 10 a variable, 11 a valve, 12 a comment, cloud or control, 30 and 31 pictures. */
export interface WordRecord {
  readonly type: 'word' | 'valve' | 'comment' | 'picture';
  readonly id: number;
  /** The variable's name; for others a number, 48 being the cloud. */
  readonly name: string;
  readonly x: number;
  readonly y: number;
  /** Half the width and height. */
  readonly width: number;
  readonly height: number;
  readonly shape: number;
  readonly bits: number;
  readonly hidden: number;
  readonly styled: number;
  readonly textPosition: number;
  /** What stands on the next line, if the record says that it has one. */
  readonly text?: string;
}

export type SketchRecord = ArrowRecord | WordRecord;

/** Bits of a word's `shape`: the form in the lower five, and whether it belongs to a valve. */
export const shapeBits = { form: 31, attached: 32, clear: 8, box: 3 } as const;
/** Bits of a word: whether arrows may end at it (a shadow has none), start at it, whether a line of text follows, whether it is a control. */
export const wordBits = { arrowsIn: 1, arrowsOut: 2, text: 4, control: 8 } as const;
/** Bits of an arrow's `shape`: an arc through its point, corners, and (of pipes) the half without a head. */
export const arrowBits = { arc: 1, corners: 4, tail: 64 } as const;

const wordTypes: Readonly<Record<number, WordRecord['type']>> = {
  10: 'word',
  11: 'valve',
  12: 'comment',
  30: 'picture',
  31: 'picture',
};

/** Vensim's usual resolution, in which a dot is a point. */
export const POINTS = 72;

/** The dots to an inch of a view, from the line that holds its fonts: `$…|96,96,100,0`. */
export function resolutionOf(line: string | undefined): number {
  const value = Number(line?.split('|').at(-1)?.split(',')[0]);
  return Number.isInteger(value) && value > 0 ? value : POINTS;
}

/** Reads the lines of one view, positions in points; `unknown` counts those that are of no known type. */
export function readRecords(
  lines: readonly string[],
  resolution: number,
): { records: SketchRecord[]; unknown: number } {
  const records: SketchRecord[] = [];
  let unknown = 0;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (line.trim() === '') continue;
    const fields = splitFields(line);
    const number = (index: number): number => Number.parseInt(fields[index] ?? '', 10) || 0;
    const length = (index: number): number => inPoints(Number(fields[index]) || 0, resolution);
    const type = wordTypes[number(0)];
    if (number(0) === 1 && fields.length >= 13) records.push(readArrow(fields, { number, resolution }));
    else if (type !== undefined && fields.length >= 9) {
      const record = readWord(type, fields, { number, length });
      const hasText = type === 'comment' && (record.bits & wordBits.text) !== 0;
      if (hasText) at++;
      records.push(hasText ? { ...record, text: (lines[at] ?? '').replaceAll('\\n', '\n') } : record);
    } else unknown++;
  }
  return { records, unknown };
}

type Field = (index: number) => number;

/** To a millionth of a point, so that what is written back in whole dots reads the same. */
function inPoints(dots: number, resolution: number): number {
  return Math.round(((dots * POINTS) / resolution) * 1e6) / 1e6;
}

function readArrow(
  fields: readonly string[],
  { number, resolution }: { readonly number: Field; readonly resolution: number },
): ArrowRecord {
  const list = fields.slice(13).join(',');
  const points = [...list.matchAll(/\((-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)\)/g)].map(([, x, y]) => ({
    x: inPoints(Number(x), resolution),
    y: inPoints(Number(y), resolution),
  }));
  return {
    type: 'arrow',
    id: number(1),
    from: number(2),
    to: number(3),
    shape: number(4),
    hidden: number(5),
    polarity: number(6),
    thickness: number(7),
    styled: number(8),
    delay: number(9),
    reserved: number(10),
    points,
  };
}

function readWord(
  type: WordRecord['type'],
  fields: readonly string[],
  { number, length }: { readonly number: Field; readonly length: Field },
): WordRecord {
  return {
    type,
    id: number(1),
    name: (fields[2] ?? '').replace(/^"(.*)"$/s, (_, inner: string) => inner.replace(/\\(["\\])/g, '$1')),
    x: length(3),
    y: length(4),
    width: length(5),
    height: length(6),
    shape: number(7),
    bits: number(8),
    hidden: number(9),
    styled: number(10),
    textPosition: number(11),
  };
}

/** At commas outside quotes: a name in quotes may hold one. */
function splitFields(line: string): string[] {
  return (
    line.match(/(?:^|,)(?:"(?:\\.|[^"\\])*"|[^,]*)/g)?.map((field, index) => (index === 0 ? field : field.slice(1))) ??
    []
  );
}
