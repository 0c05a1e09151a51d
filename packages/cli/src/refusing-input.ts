import { formatDiagnostic, InputError, toId } from '@weir/engine';
import type { Diagnostic, Model } from '@weir/engine';
import { Failure } from './failure.ts';

/**
 * Does something with a model as the options ask for it.
 *
 * @throws Failure where the engine refuses what the model or an option says, with names of the model that may be meant
 */
export function refusingInput<Result>(model: Model, act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    throw asFailure(model, error);
  }
}

/**
 * The same for what takes its time.
 *
 * @throws Failure where the engine refuses what the model or an option says
 */
export async function refusingInputOf<Result>(model: Model, act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    throw asFailure(model, error);
  }
}

function asFailure(model: Model, error: unknown): unknown {
  if (!(error instanceof InputError)) return error;
  return new Failure(error.diagnostics.map((each) => describe(model, each)).join('\n'), undefined, { cause: error });
}

/** A fault in the model with its place; a fault in an option, which has none, with names of the model that may be meant. */
function describe(model: Model, diagnostic: Diagnostic): string {
  if (diagnostic.place !== undefined) return formatDiagnostic(diagnostic);
  if (diagnostic.code !== 'unknown-name') {
    return diagnostic.advice === undefined ? diagnostic.message : `${diagnostic.message}; ${diagnostic.advice}`;
  }
  const wanted = toId(/"(.*?)"/s.exec(diagnostic.message)?.[1] ?? '');
  const containing = model.variables
    .map(({ name }) => name)
    .filter((name) => wanted !== '' && toId(name).includes(wanted));
  const near = [...new Set([...(diagnostic.near ?? []), ...containing])].slice(0, 5);
  const advice =
    near.length > 0
      ? `did you mean ${near.map((name) => `"${name}"`).join(' or ')}?`
      : 'the first line that weir simulate prints without --save and --set lists every name';
  return `${diagnostic.message}; ${advice}`;
}
