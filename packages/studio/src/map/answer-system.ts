import { InputError, createProblem, run, wasmBackend } from '@weir/engine';
import { findSystem } from './find-system.ts';
import type { SystemReply, SystemRequest } from './system-messages.ts';

/** Carries out one request; what goes wrong is an answer too. */
export function answerSystem(request: SystemRequest): SystemReply {
  try {
    if (request.kind === 'find') return { kind: 'found', found: findSystem(request.model) };
    const problem = createProblem(request.model, { parameters: request.parameters });
    return { kind: 'traced', results: run(problem, wasmBackend) };
  } catch (error) {
    return { kind: 'failed', message: messageOf(error) };
  }
}

function messageOf(error: unknown): string {
  if (error instanceof InputError) return error.diagnostics[0]?.message ?? error.message;
  return error instanceof Error ? error.message : String(error);
}
