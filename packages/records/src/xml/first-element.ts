import { encodingOf, readText } from '../table/read-text.ts';
import type { RecordFile } from '../table/record-file.ts';

/**
 * The name of the first element of a text, for example `Message`; empty where a text begins with `<` and no element follows soon, undefined
 * where it is no XML.
 *
 * @throws FileFaultError where the file is empty or no text
 */
export async function firstElement(file: RecordFile): Promise<string | undefined> {
  for await (const text of readText(file, await encodingOf(file))) {
    const start = text
      .replace(/^\uFEFF/, '')
      .trimStart()
      .slice(0, 10_000);
    if (start === '') continue;
    return start.startsWith('<') ? (/<([A-Za-z][\w:.-]*)/.exec(start)?.[1] ?? '') : undefined;
  }
  return undefined;
}
