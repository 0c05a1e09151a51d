/** A file that somebody chose, wherever it is: a browser's `File` is one, and so is a file on a disk (see the command line). */
export interface RecordFile {
  /** As its owner calls it; shown, never used to tell what the file is. */
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** The bytes from the start, as often as asked. */
  readonly bytes: () => AsyncIterable<Uint8Array>;
}

/**
 * A text as a file, for tests and for what was generated.
 *
 * @example
 * ```ts
 * textFile('header.csv', 'CHILD,SEX,DOB\n');
 * ```
 */
export function textFile(name: string, text: string): RecordFile {
  const whole = new TextEncoder().encode(text);
  return {
    name,
    size: whole.length,
    async *bytes() {
      yield whole;
    },
  };
}
