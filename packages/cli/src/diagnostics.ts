import { formatDiagnostic } from '@weir/engine';
import type { Diagnostic } from '@weir/engine';
import { Failure } from './failure.ts';
import type { Terminal } from './terminal.ts';

/** Diagnostics as lines, each with the known names that are near to what was found where the advice has none. */
export function diagnosticLines(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map((diagnostic) => `${formatDiagnostic(diagnostic)}\n`).join('');
}

/**
 * Prints warnings, and stops where a diagnostic is an error.
 *
 * @throws Failure with every error, one a line
 */
export function refuseErrors(terminal: Terminal, diagnostics: readonly Diagnostic[]): void {
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
  if (errors.length > 0) throw new Failure(diagnosticLines(errors).trimEnd());
  terminal.err(diagnosticLines(diagnostics));
}
