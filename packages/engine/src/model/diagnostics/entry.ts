/** One kind of problem, for the reference of diagnostics and for programs that show more than the message. */
export interface DiagnosticEntry {
  /** As in `Diagnostic.code`. */
  readonly code: string;
  /** What it is called in a list. */
  readonly title: string;
  /** What it says of the input. */
  readonly meaning: string;
  /** What it usually comes from. */
  readonly causes: string;
  /** What to do. */
  readonly remedy: string;
  readonly example: DiagnosticExample;
}

/**
 * Input that has the problem. `model`: statements in short, `x = 1; stock S = 10 { -out }`. `mdl`: entries of a Vensim file. `xmile`: what
 * stands in `<variables>`, or a whole file. `document`: sections of the authoring layout as JSON. `program`: a call of the engine's.
 */
export interface DiagnosticExample {
  readonly language: 'model' | 'mdl' | 'xmile' | 'document' | 'program';
  readonly text: string;
}

const example =
  (language: DiagnosticExample['language']) =>
  (text: string): DiagnosticExample => ({ language, text });

/** A whole model in short; see `testing/model-notation.ts`. */
export const inModel = example('model');
/** Entries of an `.mdl` file. */
export const inMdl = example('mdl');
/** Elements inside `<variables>`, or a whole file. */
export const inXmile = example('xmile');
/** Sections of the authoring layout, as JSON. */
export const inDocument = example('document');
/** A call, run by `testing/diagnostic-examples.ts` under the same code. */
export const inProgram = example('program');
