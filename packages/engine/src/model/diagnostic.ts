import type { Place } from './model.ts';

/**
 * A problem with what a person supplied, as data: nothing is thrown for it, and all problems of one input are
 * returned together. The wording stands beside the code that makes it.
 */
export interface Diagnostic {
  /** Stable name of the kind of problem, for example `unknown-name`; listed in the reference. */
  readonly code: string;
  readonly severity: 'error' | 'warning';
  /** What could not be done and why: starts "Cannot …", strings quoted, no full stop. */
  readonly message: string;
  /** The next step for the reader. */
  readonly advice?: string;
  readonly place?: Place;
  /** The variable whose definition it concerns. */
  readonly variable?: string;
  /** Known names near to what was found, nearest first. */
  readonly near?: readonly string[];
}

/** One line: `file:line:column code message; advice`. */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const { place, code, message, advice } = diagnostic;
  const where = place === undefined ? '-' : `${place.file}:${place.line}:${place.column}`;
  return `${where} ${code} ${message}${advice === undefined ? '' : `; ${advice}`}`;
}

/** Whether any of them stops the work. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === 'error');
}
