import type { Diagnostic } from './diagnostic.ts';
import type { Place } from './model.ts';
import { nearNames, suggestion } from './near-names.ts';

/** The way to a part of plain data: keys and list positions from the top. */
export type DataPath = readonly (string | number)[];

/** One file as plain data, as a YAML or JSON parser gives it. */
export interface DocumentFile {
  readonly file: string;
  readonly data: unknown;
  /** Where a part of the data stands in the file; where it is not known, messages name the path instead. */
  readonly locate?: (path: DataPath) => Place | undefined;
}

/** The sections of a file whose entries are variables. */
const variableSections: ReadonlySet<string | number | undefined> = new Set(['stocks', 'flows', 'variables', 'lookups']);

/** Reads parts of plain data, reporting each that is not what it must be. */
export class DataReader {
  readonly #file: DocumentFile;
  readonly #diagnostics: Diagnostic[];

  constructor(file: DocumentFile, diagnostics: Diagnostic[]) {
    this.#file = file;
    this.#diagnostics = diagnostics;
  }

  /** The place of a part, where the file can tell. */
  place(path: DataPath): Place | undefined {
    return this.#file.locate?.(path);
  }

  /** `place` as a property to spread. */
  placed(path: DataPath): { readonly place?: Place } {
    const place = this.place(path);
    return place === undefined ? {} : { place };
  }

  report(path: DataPath, details: { code: string; message: string; advice?: string; near?: readonly string[] }): void {
    const known = this.place(path);
    const where = path.length === 0 ? 'the file' : `"${path.join(' / ')}"`;
    const place = known ?? { file: this.#file.file, line: 1, column: 1 };
    const message = known === undefined ? `${details.message} (at ${where})` : details.message;
    const [section, name] = path;
    const variable = variableSections.has(section) && name !== undefined ? { variable: String(name) } : {};
    this.#diagnostics.push({ severity: 'error', ...details, message, ...variable, place });
  }

  #wrongType(path: DataPath, needed: string, found: unknown): undefined {
    this.report(path, {
      code: 'wrong-type',
      message: `Cannot read ${path.length === 0 ? 'the file' : `"${path.at(-1)}"`}: ${needed} is needed, but ${describe(found)} was found`,
    });
    return undefined;
  }

  /** A map from text to anything. An empty section (null, as YAML gives it) is an empty map. */
  map(data: unknown, path: DataPath): Readonly<Record<string, unknown>> | undefined {
    if (data === undefined) return undefined;
    if (data === null) return {};
    if (typeof data !== 'object' || Array.isArray(data)) return this.#wrongType(path, 'a map of names to values', data);
    return Object.fromEntries(Object.entries(data));
  }

  list(data: unknown, path: DataPath): readonly unknown[] | undefined {
    if (data === undefined || data === null) return undefined;
    return Array.isArray(data) ? data : this.#wrongType(path, 'a list', data);
  }

  /** Text; a number is taken as the text that it is written as, since YAML does not quote `units: 1`. */
  text(data: unknown, path: DataPath): string | undefined {
    if (data === undefined || data === null) return undefined;
    if (typeof data === 'number') return String(data);
    return typeof data === 'string' ? data : this.#wrongType(path, 'text', data);
  }

  number(data: unknown, path: DataPath): number | undefined {
    if (data === undefined || data === null) return undefined;
    return typeof data === 'number' && Number.isFinite(data) ? data : this.#wrongType(path, 'a number', data);
  }

  boolean(data: unknown, path: DataPath): boolean | undefined {
    if (data === undefined || data === null) return undefined;
    return typeof data === 'boolean' ? data : this.#wrongType(path, 'true or false', data);
  }

  /** One of a few words. */
  word<Word extends string>(data: unknown, path: DataPath, words: readonly Word[]): Word | undefined {
    const text = this.text(data, path);
    if (text === undefined) return undefined;
    const found = words.find((each) => each === text);
    if (found !== undefined) return found;
    const near = nearNames(text, words);
    const message = `Cannot read "${path.at(-1)}": "${text}" is not one of ${words.map((each) => `"${each}"`).join(', ')}`;
    this.report(path, {
      code: 'unknown-word',
      message,
      ...(near.length === 0 ? {} : { advice: suggestion(near), near }),
    });
    return undefined;
  }

  texts(data: unknown, path: DataPath): readonly string[] | undefined {
    return this.list(data, path)?.flatMap((each, index) => {
      const text = this.text(each, [...path, index]);
      return text === undefined ? [] : [text];
    });
  }

  numbers(data: unknown, path: DataPath): readonly number[] | undefined {
    return this.list(data, path)?.flatMap((each, index) => {
      const number = this.number(each, [...path, index]);
      return number === undefined ? [] : [number];
    });
  }

  /** Reports the keys of a map that mean nothing there, with the known ones near to them. */
  keys(map: Readonly<Record<string, unknown>>, path: DataPath, known: readonly string[]): void {
    for (const key of Object.keys(map)) {
      if (known.includes(key)) continue;
      const near = nearNames(key, known);
      this.report([...path, key], {
        code: 'unknown-key',
        message: `Cannot understand the key "${key}"${path.length === 0 ? '' : ` of "${path.at(-1)}"`}`,
        advice: near.length === 0 ? `use one of: ${known.join(', ')}` : suggestion(near),
        near,
      });
    }
  }

  /** Reports that a key is missing where its value is undefined. */
  required<Value>(value: Value | undefined, path: DataPath, key: string): value is Value {
    if (value !== undefined) return true;
    this.report(path, {
      code: 'missing-key',
      message: `Cannot read "${path.at(-1) ?? 'the file'}": it has no "${key}"`,
      advice: `add "${key}: …"`,
    });
    return false;
  }
}

function describe(found: unknown): string {
  if (found === null) return 'nothing';
  if (Array.isArray(found)) return 'a list';
  if (typeof found === 'number' || typeof found === 'boolean') return String(found);
  if (typeof found !== 'string') return 'a map';
  return `the text "${found.length > 40 ? `${found.slice(0, 40)}…` : found}"`;
}
