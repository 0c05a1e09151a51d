import { compileModel, hasErrors, nearNames, readDocument, toId } from '@weir/engine';
import type { Diagnostic, DocumentFile, Model, Program } from '@weir/engine';
import type { Evidence, GeneralModel } from '../types.ts';
import { checkEntryUse } from './check-entry-use.ts';
import { checkEvidence } from './check-evidence.ts';
import { checkRegister } from './check-register.ts';
import { checkStrategies } from './check-strategies.ts';
import { entryPlaces } from './entry-places.ts';
import { readEvidence, readHistory, readIndicator, readRecords, readStrategy } from './read-records.ts';
import { readYaml, type SourceFile } from './yaml-file.ts';

/** Version of the general model; raised when a change alters what it shows. */
const version = '0.1.0';

/**
 * Composes the general model from its files: `model/…` (sectors), `evidence/…`, `history/…`, `strategies/…` and `indicators.yaml`. Every
 * fault is reported with file and line: YAML, equations, names, units, evidence that is not there, constants without any. The general
 * model is given exactly where none is an error.
 *
 * @example
 * ```ts
 * const { general, diagnostics } = composeModel([{ file: 'model/england/01-need.yaml', text }]);
 * ```
 */
export function composeModel(files: readonly SourceFile[]): {
  readonly general?: GeneralModel;
  readonly diagnostics: readonly Diagnostic[];
} {
  const diagnostics: Diagnostic[] = [];
  const documents = files
    .toSorted((a, b) => (a.file < b.file ? -1 : 1))
    .map((file) => {
      const read = readYaml(file);
      diagnostics.push(...read.diagnostics);
      return read.document;
    });
  if (hasErrors(diagnostics)) return { diagnostics };
  const inFolder = (folder: string): readonly DocumentFile[] => documents.filter(({ file }) => file.startsWith(folder));

  const document = readDocument(inFolder('model/'));
  diagnostics.push(...document.diagnostics);
  const evidence = inFolder('evidence/').flatMap((each) => readRecords(each, diagnostics, readEvidence));
  const strategies = inFolder('strategies/').flatMap((each) => readRecords(each, diagnostics, readStrategy));
  const indicators = inFolder('indicators').flatMap((each) => readRecords(each, diagnostics, readIndicator));
  const history = inFolder('history/').flatMap((each) => readRecords(each, diagnostics, readHistory));
  const placeOf = entryPlaces(inFolder('evidence/'));
  diagnostics.push(...checkRegister(evidence, placeOf));
  reportTwice(evidence, 'evidence', diagnostics);
  reportTwice(strategies, 'strategy', diagnostics);
  reportTwice(indicators, 'indicator', diagnostics);

  const { model } = document;
  if (model === undefined) return { diagnostics };
  const compiled = compileModel(model);
  diagnostics.push(...compiled.diagnostics);
  if (compiled.program === undefined) return { diagnostics };
  const { program } = compiled;
  diagnostics.push(...checkEvidence(model, program, evidence));
  diagnostics.push(...checkEntryUse(evidence, { model, program, strategies, placeOf }));
  for (const { id, variable } of indicators)
    checkVariable({ what: `Cannot compute the indicator "${id}"`, variable, model, diagnostics });
  diagnostics.push(...checkStrategies(strategies, { constants: parameterNames(program), evidence, indicators }));
  const ids = new Set(indicators.map(({ id }) => id));
  for (const { indicator } of history) {
    if (ids.has(indicator)) continue;
    const message = `Cannot show the history of "${indicator}": there is no such indicator`;
    diagnostics.push({ code: 'unknown-indicator', severity: 'error', message, near: nearNames(indicator, [...ids]) });
  }
  if (hasErrors(diagnostics)) return { diagnostics };
  return { general: { version, model, evidence, indicators, strategies, history }, diagnostics };
}

function parameterNames({ parameters }: Program): readonly string[] {
  return parameters.map(({ name }) => name.replaceAll(/\s*,\s*/g, ','));
}

function checkVariable(options: { what: string; variable: string; model: Model; diagnostics: Diagnostic[] }): void {
  const names = options.model.variables.map(({ name }) => name);
  if (names.some((name) => toId(name) === toId(options.variable.replace(/\[.*\]$/, '')))) return;
  options.diagnostics.push({
    code: 'unknown-name',
    severity: 'error',
    message: `${options.what}: the model has no variable "${options.variable}"`,
    near: nearNames(options.variable, names),
  });
}

function reportTwice(entries: readonly Pick<Evidence, 'id'>[], what: string, diagnostics: Diagnostic[]): void {
  const seen = new Set<string>();
  for (const { id } of entries) {
    if (seen.has(id)) {
      diagnostics.push({
        code: 'duplicate-entry',
        severity: 'error',
        message: `Cannot have two entries of ${what} called "${id}"`,
      });
    }
    seen.add(id);
  }
}
