import { generalModel, makeScenarioRunner } from '@weir/care';
import { wasmBackend } from '@weir/engine';
import type { LocalRequest } from './messages.ts';
import type { Runner } from './runner.ts';

/** The runner of England's model, or of one authority's. */
export function makeCareRunner(_local: LocalRequest | undefined): Runner {
  return makeScenarioRunner({ general: generalModel, backend: wasmBackend });
}
