import { formatDiagnostic, type Diagnostic } from '../model/diagnostic.ts';

/**
 * Thrown where a caller asked for a problem or a run that its input does not allow; `diagnostics` say why. Callers that
 * expect faults, such as an editor, use `compileModel` first, which returns them.
 */
export class InputError extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(formatDiagnostic).join('\n'));
    this.name = 'InputError';
    this.diagnostics = diagnostics;
  }
}
