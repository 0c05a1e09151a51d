import { SaxesParser } from 'saxes';
import { describeFault } from './describe-fault.ts';

/** What a scan calls as it goes through a text. Names come without their prefix. */
export interface XmlVisitor {
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly text?: (part: string) => void;
  readonly close?: (name: string) => void;
}

/**
 * Goes through XML without keeping it: for files too large for a tree of elements. What is not well formed ends the scan and
 * comes back as a sentence; undefined is success. What the visitor throws passes through.
 */
export function scanXml(text: string, visitor: XmlVisitor): string | undefined {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const faults: string[] = [];
  parser.on('error', (error) => faults.push(describeFault(error)));
  parser.on('opentag', ({ name, attributes }) => visitor.open?.(localName(name), attributes));
  parser.on('text', (part) => visitor.text?.(part));
  parser.on('cdata', (part) => visitor.text?.(part));
  parser.on('closetag', ({ name }) => visitor.close?.(localName(name)));
  for (let start = 0; start < text.length && faults.length === 0; start += CHUNK) {
    parser.write(text.slice(start, start + CHUNK));
  }
  if (faults.length === 0) parser.close();
  return faults[0];
}

const CHUNK = 65_536;

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
