import { ensembleDiagnostics } from './diagnostics/ensembles.ts';
import type { DiagnosticEntry } from './diagnostics/entry.ts';
import { equationDiagnostics } from './diagnostics/equations.ts';
import { fileDiagnostics } from './diagnostics/files.ts';
import { functionDiagnostics } from './diagnostics/functions.ts';
import { partDiagnostics } from './diagnostics/macros-and-modules.ts';
import { modelDiagnostics } from './diagnostics/model.ts';
import { nameDiagnostics } from './diagnostics/names-and-arrays.ts';
import { runDiagnostics } from './diagnostics/running.ts';
import { tableDiagnostics } from './diagnostics/tables.ts';

/** Kinds of problems that belong together. */
export interface DiagnosticArea {
  readonly title: string;
  readonly entries: readonly DiagnosticEntry[];
}

/** Every kind of problem that the engine reports, by area: what `docs/diagnostics.md` is made from. */
export const diagnosticCatalogue: readonly DiagnosticArea[] = [
  { title: 'Equations that cannot be read', entries: equationDiagnostics },
  { title: 'Names, dimensions and elements', entries: nameDiagnostics },
  { title: 'Functions and tables', entries: functionDiagnostics },
  { title: 'The model', entries: modelDiagnostics },
  { title: 'Macros and modules', entries: partDiagnostics },
  { title: 'Files', entries: fileDiagnostics },
  { title: 'Spreadsheets and data files', entries: tableDiagnostics },
  { title: 'Runs, and files that are written', entries: runDiagnostics },
  { title: 'Ensembles', entries: ensembleDiagnostics },
];

/** What is known of a kind of problem, by `Diagnostic.code`. */
export function explainDiagnostic(code: string): DiagnosticEntry | undefined {
  return diagnosticCatalogue.flatMap(({ entries }) => entries).find((entry) => entry.code === code);
}
