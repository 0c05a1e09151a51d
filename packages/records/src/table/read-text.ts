import { FileFaultError } from './file-fault.ts';
import type { RecordFile } from './record-file.ts';

/** How a text file turned out to be written. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** Beginnings that name files which are no text, and what they are. */
const otherKinds: readonly { readonly mark: readonly number[]; readonly name: string; readonly advice: string }[] = [
  {
    mark: [0x50, 0x4b, 0x03, 0x04],
    name: 'a zip archive or an Excel workbook',
    advice: 'unpack it, or save the sheet as CSV',
  },
  { mark: [0xd0, 0xcf, 0x11, 0xe0], name: 'an old Excel workbook', advice: 'save the sheet as CSV' },
  { mark: [0x1f, 0x8b], name: 'a gzip archive', advice: 'unpack it' },
  { mark: [0x25, 0x50, 0x44, 0x46], name: 'a PDF', advice: 'choose the file that was made for the return' },
];

/**
 * The text of a file, piece by piece. A byte-order mark decides how it is written; without one it is UTF-8, or, where its bytes are not
 * UTF-8, Windows-1252, which case management systems still write. No piece is kept.
 *
 * @throws FileFaultError where the file is empty or of a kind that is no text
 */
export async function* readText(file: RecordFile, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: encoding === 'utf-8' });
  for await (const bytes of file.bytes()) {
    const text = decoder.decode(bytes, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}

/**
 * How a file is written. Reads it to the end where there is no byte-order mark, since bytes that are not UTF-8 may come late; this takes
 * about a second for a gigabyte.
 *
 * @throws FileFaultError as `readText` does
 */
export async function encodingOf(file: RecordFile): Promise<Encoding> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let first = true;
  try {
    for await (const bytes of file.bytes()) {
      if (bytes.length === 0) continue;
      if (first) {
        const marked = encodingByMark(bytes);
        if (marked !== undefined) return marked;
        refuseOtherKinds(file, bytes);
        first = false;
      }
      decoder.decode(bytes, { stream: true });
    }
    decoder.decode();
  } catch (error) {
    if (error instanceof TypeError) return 'windows-1252';
    throw error;
  }
  if (first) throw emptyFile(file);
  return 'utf-8';
}

/**
 * A text's beginning, for telling what the file is: at most the first piece of it, read as far as its letters are English.
 *
 * @throws FileFaultError where the file is empty or of a kind that is no text
 */
export async function beginningOf(file: RecordFile): Promise<string> {
  for await (const bytes of file.bytes()) {
    if (bytes.length === 0) continue;
    const marked = encodingByMark(bytes);
    if (marked === undefined) refuseOtherKinds(file, bytes);
    return new TextDecoder(marked ?? 'windows-1252').decode(bytes.subarray(0, 20_000)).trimStart();
  }
  throw emptyFile(file);
}

function emptyFile(file: RecordFile): FileFaultError {
  return new FileFaultError({
    file: file.name,
    message: 'Cannot read the file: it is empty. Export it again, and look at its size before you add it.',
  });
}

function encodingByMark(bytes: Uint8Array): Encoding | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

function refuseOtherKinds(file: RecordFile, bytes: Uint8Array): void {
  const kind = otherKinds.find(({ mark }) => mark.every((byte, place) => bytes[place] === byte));
  if (kind !== undefined) {
    throw new FileFaultError({
      file: file.name,
      message: `Cannot read the file as text: it is ${kind.name}. To use it, ${kind.advice}.`,
    });
  }
  if (bytes.subarray(0, 4096).includes(0)) {
    throw new FileFaultError({
      file: file.name,
      message: 'Cannot read the file as text: it holds bytes that no text has. Export it again as CSV or XML.',
    });
  }
}
