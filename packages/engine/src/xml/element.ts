import { SaxesParser } from 'saxes';
import { describeFault } from './describe-fault.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Place } from '../model/model.ts';

/** An element of an XML document, without its namespace: prefixes are kept as written, since many files leave them undeclared. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** The text directly inside, without that of children. */
  readonly text: string;
  /** Where the element's tag starts. */
  readonly place: Place;
  /** Where the text after its tag starts. */
  readonly textPlace: Place;
}

interface OpenElement {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: XmlElement[];
  text: string;
  readonly place: Place;
  textPlace: Place;
}

const DEEPEST = 200;

/**
 * Reads XML into a tree. What is not well formed gives a diagnostic with line and column; a prefix that is not declared
 * is accepted, since 89 of the conformance suite's files have one.
 */
export function parseXml(
  text: string,
  options: { readonly file: string },
): { root?: XmlElement; diagnostics: Diagnostic[] } {
  const parser = new SaxesParser({ xmlns: false, position: true });
  const open: OpenElement[] = [];
  let root: XmlElement | undefined;
  const failures: Diagnostic[] = [];

  const here = (back: number): Place => ({
    file: options.file,
    line: parser.line,
    column: Math.max(1, parser.columnIndex + 1 - back),
  });
  const fail = (what: string) => {
    if (failures.length > 0) return;
    const ampersand = bareAmpersand(text);
    if (ampersand !== undefined) {
      failures.push({
        code: 'not-well-formed-xml',
        severity: 'error',
        message: `Cannot read "${options.file}" as XML: an "&" begins no entity such as &lt;`,
        advice: 'write &amp; where "&" itself is meant',
        place: { file: options.file, ...ampersand },
      });
      return;
    }
    failures.push({
      code: 'not-well-formed-xml',
      severity: 'error',
      message: `Cannot read "${options.file}" as XML: ${what}`,
      advice: 'mend the file at this place, or save it again from the program that made it',
      place: here(0),
    });
  };

  parser.on('error', (error) => fail(describeFault(error)));
  parser.on('opentagstart', (tag) => {
    if (open.length >= DEEPEST) {
      fail(`elements are nested more than ${DEEPEST} deep`);
      return;
    }
    const place = here(tag.name.length + 2);
    open.push({ name: tag.name, attributes: {}, children: [], text: '', place, textPlace: place });
  });
  parser.on('opentag', (tag) => {
    const element = open.at(-1);
    if (element !== undefined) {
      Object.assign(element.attributes, tag.attributes);
      element.textPlace = here(0);
    }
  });
  const addText = (part: string) => {
    const element = open.at(-1);
    if (element !== undefined) {
      element.text += part;
    }
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const element = open.pop();
    const parent = open.at(-1);
    if (element === undefined) {
      return;
    }
    if (parent === undefined) {
      root ??= element;
    } else {
      parent.children.push(element);
    }
  });

  // In pieces, so that reading stops soon after the first fault.
  for (let start = 0; start < text.length && failures.length === 0; start += CHUNK) {
    parser.write(text.slice(start, start + CHUNK));
  }
  if (failures.length === 0) {
    parser.close();
  }
  if (failures.length === 0 && root === undefined) {
    fail('it holds no element');
  }
  return failures.length === 0 && root !== undefined ? { root, diagnostics: [] } : { diagnostics: failures };
}

const CHUNK = 65_536;

/** Where the first "&" outside comments and CDATA stands that begins no entity: the parser finds it only where the text ends. */
function bareAmpersand(text: string): { line: number; column: number } | undefined {
  const parsed = text.replace(/<!--.*?-->|<!\[CDATA\[.*?\]\]>/gs, (part) => part.replace(/[^\r\n]/g, ' '));
  const at = parsed.search(/&(?!(?:#\d+|#x[\da-f]+|[a-z_][\w.-]*);)/i);
  if (at < 0) return undefined;
  const lines = text.slice(0, at).split(/\r\n|\r|\n/);
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}

/** The first child of that name, prefix and case aside unless the name has a prefix. */
export function child(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((candidate) => isNamed(candidate, name));
}

/** All children of that name. */
export function childrenNamed(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((candidate) => isNamed(candidate, name));
}

/** Trimmed text of the first child of that name. */
export function childText(element: XmlElement, name: string): string | undefined {
  return child(element, name)?.text.trim();
}

function isNamed(element: XmlElement, name: string): boolean {
  return element.name.toLowerCase() === name.toLowerCase();
}
