import { compileModel } from '../../compile/compile-model.ts';
import type { Program } from '../../compile/program.ts';
import { checkReading } from '../../compile/check-reading.ts';
import { interpreter } from '../../interpret/interpreter.ts';
import { formatDiagnostic, hasErrors, type Diagnostic } from '../../model/diagnostic.ts';
import type { Model } from '../../model/model.ts';
import type { Reading } from '../../model/reading.ts';
import type { RunOutput } from '../../run/backend.ts';
import { wasmBackend } from '../../wasm/backend.ts';

/** At most this many steps and slots are run, so that no input takes long for what it asks for. */
const mostSteps = 30;
const mostSlots = 20_000;

/** What is wrong with what a reader gave, and with what becomes of it; undefined where all is as promised. */
export function faultOfReading(reading: Reading): string | undefined {
  const { model, diagnostics } = reading;
  if ((model === undefined) !== hasErrors(diagnostics)) return 'a reader gave neither a model nor an error, or both';
  const checked = checkReading(reading);
  return (
    faultOfDiagnostics(checked.diagnostics) ??
    (model === undefined ? undefined : faultOfModel(model, checked.compilation?.program))
  );
}

/** Compiles a model and runs it on both back ends. */
export function faultOfModel(model: Model, compiled?: Program): string | undefined {
  const { program, diagnostics } =
    compiled === undefined ? compileModel(model) : { program: compiled, diagnostics: [] };
  if ((program === undefined) !== hasErrors(diagnostics))
    return 'the compiler gave neither a program nor an error, or both';
  return faultOfDiagnostics(diagnostics) ?? (program === undefined ? undefined : faultOfRuns(program));
}

/** The back ends must give the same bits and the same status. */
function faultOfRuns(program: Program): string | undefined {
  if (program.slotCount > mostSlots) return undefined;
  const { start, stop, step, method } = program.time;
  const request = {
    start,
    step,
    steps: Math.min(mostSteps, Math.max(0, Math.round((stop - start) / step))),
    saveEvery: 1,
    method: program.eulerOnly.length > 0 ? ('euler' as const) : method,
    parameters: Float64Array.from(program.parameters, ({ value }) => value),
    save: program.layout.flatMap(({ base, size }) => Array.from({ length: size }, (_, index) => base + index)),
  };
  const [one, other] = [interpreter, wasmBackend].map((backend) => backend.prepare(program).run(request));
  return one === undefined || other === undefined ? undefined : difference(one, other);
}

function difference(one: RunOutput, other: RunOutput): string | undefined {
  const [a, b] = [JSON.stringify(one.status), JSON.stringify(other.status)];
  if (a !== b) return `the back ends end differently: ${a} and ${b}`;
  const at = one.rows.findIndex((value, index) => !Object.is(value, other.rows[index]));
  return at === -1 ? undefined : `the back ends differ: ${one.rows[at]} and ${other.rows[at]}`;
}

/** Whether messages are worded as they should be and stand at a place. */
export function faultOfDiagnostics(diagnostics: readonly Diagnostic[]): string | undefined {
  const odd = diagnostics.find(
    ({ message, place }) =>
      !message.startsWith('Cannot ') ||
      /\bundefined\b(?! entity)|\[object /.test(message) ||
      (place !== undefined && !(place.line >= 1 && place.column >= 1)),
  );
  return odd === undefined ? undefined : `a message is not as they should be: ${formatDiagnostic(odd)}`;
}
