import { SaxesParser } from 'saxes';
import { FileFaultError } from '../table/file-fault.ts';
import { encodingOf, readText } from '../table/read-text.ts';
import type { RecordFile } from '../table/record-file.ts';

/** What a reader of XML hears as it goes through a file. Names come without their prefix, in capitals or not as the file has them. */
export interface XmlListener {
  readonly open: (name: string, line: number) => void;
  /** The text directly in an element, trimmed, when it closes. */
  readonly close: (name: string, text: string) => void;
}

/** Deeper than this is no return. */
const deepest = 50;
/** More characters than this in one element is no return. */
const longestText = 100_000;

/**
 * Goes through an XML file in pieces, keeping nothing. A document type is refused, so that no entity can be defined, and with it no file or address
 * named and no text blown up.
 *
 * @throws FileFaultError where the file is empty, not well formed, or has a document type
 */
export async function readXml(file: RecordFile, { open, close }: XmlListener): Promise<void> {
  const parser = new SaxesParser({ xmlns: false, position: true });
  const fault = (message: string): FileFaultError => new FileFaultError({ file: file.name, message });
  let failed: FileFaultError | undefined;
  const fail = (message: string): void => {
    failed ??= fault(`Cannot read the XML at line ${parser.line}: ${message}`);
  };
  const texts: string[] = [];
  parser.on('error', (error) => {
    fail(
      `${error.message.replace(/^\d+:\d+: /, '').replace(/\.$/, '')}. Export the return again; if it is cut off, its end is missing.`,
    );
  });
  parser.on('doctype', () => {
    fail('it has a document type, which no return has and which could name other files. Remove the line <!DOCTYPE …>.');
  });
  parser.on('opentag', ({ name }) => {
    texts.push('');
    if (texts.length > deepest) fail(`elements stand in one another more than ${deepest} deep, which no return has.`);
    else open(localName(name), parser.line);
  });
  const take = (part: string): void => {
    const before = texts.at(-1);
    if (before === undefined) return;
    if (before.length + part.length > longestText)
      fail(`an element holds more than ${longestText} characters, which no return has.`);
    else texts[texts.length - 1] = before + part;
  };
  parser.on('text', take);
  parser.on('cdata', take);
  parser.on('closetag', ({ name }) => {
    close(localName(name), (texts.pop() ?? '').trim());
  });
  for await (const text of readText(file, await encodingOf(file))) {
    parser.write(text);
    if (failed !== undefined) throw failed;
  }
  parser.close();
  if (failed !== undefined) throw failed;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
