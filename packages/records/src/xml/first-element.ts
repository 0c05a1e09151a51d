import { beginningOf } from '../table/read-text.ts';
import type { RecordFile } from '../table/record-file.ts';

/**
 * The name of the first element of a text, for example `Message`; empty where a text begins with `<` and no element follows soon, undefined
 * where it is no XML. Reads the beginning of the file only.
 *
 * @throws FileFaultError where the file is empty or no text
 */
export async function firstElement(file: RecordFile): Promise<string | undefined> {
  const start = await beginningOf(file);
  return start.startsWith('<') ? (/<([A-Za-z][\w:.-]*)/.exec(start)?.[1] ?? '') : undefined;
}
