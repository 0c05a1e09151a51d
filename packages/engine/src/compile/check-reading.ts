import { hasErrors, type Diagnostic } from '../model/diagnostic.ts';
import type { Model, Variable, VariableId } from '../model/model.ts';
import { toId } from '../model/names.ts';
import type { Reading } from '../model/reading.ts';
import { compileModel, type Compilation } from './compile-model.ts';

/** What a file comes to: the model and its program where nothing is wrong, and all that was found. */
export interface CheckedReading {
  readonly model?: Model;
  /** What the compiler made of the model, or of as much of it as could be read; absent where nothing could be. */
  readonly compilation?: Compilation;
  /** What the reader found, then what the checker found beyond it. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Checks what a reader gave, so that one pass finds what is wrong with a file and with the model in it: where the reader found
 * errors, what it could read is checked all the same. What only follows from something unread is not said.
 *
 * @example
 * ```ts
 * const { compilation, diagnostics } = checkReading(readVensim(text, { file: 'teacup.mdl' }));
 * ```
 */
export function checkReading({ model, partial, diagnostics }: Reading): CheckedReading {
  if (model !== undefined) {
    const compilation = compileModel(model);
    return { model, compilation, diagnostics: [...diagnostics, ...compilation.diagnostics] };
  }
  if (partial === undefined) return { diagnostics };
  const faulty = faultyNames(diagnostics);
  const unread = new Set(faulty);
  for (const variable of partial.variables) if (isDefined(variable)) unread.delete(toId(variable.name));
  const readable = partial.variables.filter(({ name }) => !unread.has(toId(name)));
  const compilation = compileModel({ ...partial, variables: readable }, { unread });
  const further = compilation.diagnostics.filter((each) => isNews(each, { faulty, diagnostics }));
  return { compilation, diagnostics: [...diagnostics, ...further] };
}

/** Variables that the reader found at fault. */
function faultyNames(diagnostics: readonly Diagnostic[]): ReadonlySet<VariableId> {
  return new Set(
    diagnostics.flatMap(({ severity, variable }) =>
      severity === 'error' && variable !== undefined ? [toId(variable)] : [],
    ),
  );
}

function isDefined(variable: Variable): boolean {
  return (variable.kind === 'stock' ? variable.initial : variable.definitions).length > 0;
}

/** Codes of faults that may be seen a second time in an equation that the reader has reported. */
const repeated: ReadonlySet<string> = new Set([
  'missing-equation',
  'missing-elements',
  'unknown-function',
  'unsupported-function',
  'wrong-arguments',
  'duplicate-name',
]);

/** Whether a problem of the checker's is more than the consequence of one of the reader's. */
function isNews(
  { code, variable }: Diagnostic,
  { faulty, diagnostics }: { readonly faulty: ReadonlySet<VariableId>; readonly diagnostics: readonly Diagnostic[] },
): boolean {
  if (variable === undefined) return code !== 'bad-time' || !hasErrors(diagnostics.filter((each) => isAboutTime(each)));
  const id = toId(variable);
  return !faulty.has(id) || !repeated.has(code);
}

const clock: ReadonlySet<string> = new Set(['initial_time', 'final_time', 'time_step', 'saveper']);

function isAboutTime({ code, variable }: Diagnostic): boolean {
  return variable === undefined ? /^(?:missing|not-a-number|wrong-type)/.test(code) : clock.has(toId(variable));
}
