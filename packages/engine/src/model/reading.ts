import type { Diagnostic } from './diagnostic.ts';
import type { Model } from './model.ts';

/** What a reader makes of a person's files. */
export interface Reading {
  /** The model, where nothing stands in its way. It can be compiled; whether it can be computed is for the checker to say. */
  readonly model?: Model;
  /**
   * Where `model` is absent: the model as far as it could be read, so that its other problems can be found in the same pass. It is for
   * `checkReading` and not to be run or written. Absent where nothing could be made out.
   */
  readonly partial?: Model;
  readonly diagnostics: readonly Diagnostic[];
}
