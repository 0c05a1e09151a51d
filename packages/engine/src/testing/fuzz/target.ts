/** Files that other people wrote, which inputs are made from; there may be none. */
export interface Samples {
  readonly mdl: readonly Uint8Array[];
  readonly xmile: readonly Uint8Array[];
  /** Workbooks and delimited text. */
  readonly tables: readonly Uint8Array[];
}

/** A reader that is given made inputs. */
export interface Target {
  /** The input of a number: the same for the same seed, number and samples. */
  make(options: { readonly seed: number; readonly index: number; readonly samples: Samples }): Uint8Array;
  /** What is wrong with what becomes of an input; undefined where nothing is. What it throws is wrong as well. */
  fault(input: Uint8Array): Promise<string | undefined> | string | undefined;
}
