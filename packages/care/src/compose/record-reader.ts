import type { Diagnostic, DocumentFile } from '@weir/engine';

/** Reads one entry of a list of records, reporting each field that is missing or of the wrong kind. */
export class RecordReader {
  readonly #document: DocumentFile;
  readonly #index: number;
  readonly #path: readonly (string | number)[];
  readonly #record: ReadonlyMap<string, unknown>;
  readonly #diagnostics: Diagnostic[];

  constructor(
    record: unknown,
    context: { document: DocumentFile; index: number; diagnostics: Diagnostic[]; path?: readonly (string | number)[] },
  ) {
    this.#document = context.document;
    this.#index = context.index;
    this.#path = context.path ?? [context.index];
    this.#diagnostics = context.diagnostics;
    const isMap = typeof record === 'object' && record !== null && !Array.isArray(record);
    this.#record = new Map(isMap ? Object.entries(record) : []);
    if (!isMap) this.report('the entry', 'a map of fields is needed');
  }

  /** Says that something about the entry, or about one of its fields, is not as it must be. */
  report(field: string, needed: string, near?: readonly string[]): void {
    const place = this.#document.locate?.([...this.#path, field]) ?? this.#document.locate?.(this.#path);
    const id = this.#record.get('id') ?? this.#record.get('indicator');
    const name = typeof id === 'string' ? id : `entry ${this.#index + 1}`;
    this.#diagnostics.push({
      code: 'bad-entry',
      severity: 'error',
      message: `Cannot read "${field}" of "${name}": ${needed}`,
      ...(place === undefined ? {} : { place }),
      ...(near === undefined ? {} : { near }),
    });
  }

  text(field: string): string {
    const value = this.#record.get(field);
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
    if (typeof value === 'number') return String(value);
    this.report(field, 'text is needed');
    return '';
  }

  optionalText(field: string): string | undefined {
    return this.#record.has(field) ? this.text(field) : undefined;
  }

  number(field: string): number {
    const value = this.#record.get(field);
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    this.report(field, 'a number is needed');
    return 0;
  }

  boolean(field: string): boolean {
    const value = this.#record.get(field);
    if (typeof value === 'boolean') return value;
    this.report(field, 'true or false is needed');
    return false;
  }

  word<W extends string>(field: string, words: readonly [W, ...W[]]): W {
    const value = this.#record.get(field);
    const found = words.find((word) => word === value);
    if (found === undefined) this.report(field, `one of ${words.map((word) => `"${word}"`).join(', ')} is needed`);
    return found ?? words[0];
  }

  /** The entries of a list inside the entry. */
  list<T>(field: string, read: (reader: RecordReader) => T): readonly T[] {
    const value = this.#record.get(field);
    if (!Array.isArray(value)) {
      this.report(field, 'a list is needed');
      return [];
    }
    const items: readonly unknown[] = value;
    return items.map((item, index) =>
      read(
        new RecordReader(item, {
          document: this.#document,
          index: this.#index,
          diagnostics: this.#diagnostics,
          path: [...this.#path, field, index],
        }),
      ),
    );
  }

  /** A map inside the entry. */
  record<T>(field: string, read: (reader: RecordReader) => T): T {
    if (!this.#record.has(field)) this.report(field, 'a map of fields is needed');
    const context = { document: this.#document, index: this.#index, diagnostics: this.#diagnostics };
    return read(new RecordReader(this.#record.get(field) ?? {}, { ...context, path: [...this.#path, field] }));
  }

  /** A list of texts, which may be empty. */
  texts(field: string): readonly string[] {
    const value = this.#record.get(field);
    const items: readonly unknown[] = Array.isArray(value) ? value : [];
    const texts = items.filter((item) => typeof item === 'string');
    if (!Array.isArray(value) || texts.length !== items.length) this.report(field, 'a list of texts is needed');
    return texts;
  }

  optionalTexts(field: string): readonly string[] | undefined {
    return this.#record.has(field) ? this.texts(field) : undefined;
  }

  /** Two numbers in a list, as the points of a series. */
  pairs(field: string): readonly (readonly [number, number])[] {
    const value = this.#record.get(field);
    const items: readonly unknown[] = Array.isArray(value) ? value : [];
    const pairs = items.flatMap((item) => {
      const pair: readonly unknown[] = Array.isArray(item) ? item : [];
      const [first, second] = pair;
      return typeof first === 'number' && typeof second === 'number' ? [[first, second] as const] : [];
    });
    if (pairs.length === 0 || pairs.length !== items.length) this.report(field, 'a list of [year, value] is needed');
    return pairs;
  }
}
