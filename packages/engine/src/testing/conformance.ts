import { compileModel } from '../compile/compile-model.ts';
import type { Program } from '../compile/program.ts';
import { formatDiagnostic, hasErrors, type Diagnostic } from '../model/diagnostic.ts';
import type { Model } from '../model/model.ts';
import { decodeText } from '../model/decode-text.ts';
import { toId } from '../model/names.ts';
import type { Reading } from '../model/reading.ts';
import type { Backend } from '../run/backend.ts';
import { openTables } from '../tables/open-tables.ts';
import { externalFiles } from '../vensim/external-files.ts';
import { readVensim } from '../vensim/read-vensim.ts';
import { readXmile } from '../xmile/read-xmile.ts';
import { readTruth, type Truth } from './truth.ts';

/** A model of the conformance material and the files that hold what other tools computed for it; paths from its root. */
export interface ConformanceCase {
  readonly model: string;
  /** Alternatives: agreeing with one is enough. Empty where nothing is known and the model has only to run. */
  readonly truths: readonly string[];
}

/** What became of a case. `wrong` is the only bad one. */
export type CaseResult =
  | { readonly kind: 'passed'; readonly truth: string | undefined; readonly compared: number }
  | { readonly kind: 'refused'; readonly reason: Diagnostic }
  | { readonly kind: 'wrong'; readonly reason: string };

/** Reads one file of the material; undefined where there is none of that path. */
export type ReadBytes = (path: string) => Uint8Array | undefined;

const modelFile = /\.(?:mdl|xmile|stmx)$/i;

/** The cases among the paths of the conformance folder, `/` between parts. */
export function listCases(paths: readonly string[]): ConformanceCase[] {
  return paths
    .filter((path) => modelFile.test(path))
    .toSorted()
    .map((model) => ({ model, truths: truthsOf(model, paths) }));
}

/** A file of the model's own name, the folder's `output`, and for XMILE what Stella gave. */
function truthsOf(model: string, paths: readonly string[]): string[] {
  const folder = model.slice(0, model.lastIndexOf('/') + 1);
  const beside = paths.filter(
    (path) => path.startsWith(folder) && /^[^/]*\.(?:csv|tab)$/i.test(path.slice(folder.length)),
  );
  const own = beside.filter((path) => path.replace(/\.\w+$/, '') === model.replace(/\.\w+$/, ''));
  const isXmile = !model.toLowerCase().endsWith('.mdl');
  const general = beside.filter((path) => /\/output\.(?:csv|tab)$/i.test(path));
  return [...own, ...general, ...(isXmile ? beside.filter((path) => /\/output_stella\w*\.csv$/i.test(path)) : [])];
}

/** Reads, compiles and runs one case and compares every variable of the truth that the model defines. */
export async function runCase(
  each: ConformanceCase,
  options: { readonly read: ReadBytes; readonly backend: Backend },
): Promise<CaseResult> {
  const { read, backend } = options;
  const { model, diagnostics } = await readConformanceModel(each.model, read);
  if (model === undefined) return refusal(diagnostics);
  const compiled = compileModel(model);
  if (compiled.program === undefined) return refusal(compiled.diagnostics);
  const columns = simulate(compiled.program, { model, backend });
  if (typeof columns === 'string') return { kind: 'wrong', reason: columns };
  if (each.truths.length === 0) return { kind: 'passed', truth: undefined, compared: 0 };
  const truths = each.truths.map((path) => ({ path, truth: readTruth(read(path) ?? new Uint8Array()) }));
  // A table beside the model may be something else than results.
  const verdicts = truths
    .filter(({ truth }) => truth.times.length > 0)
    .map(({ truth, path }) => compare(truth, { columns, model, path }));
  return verdicts.find(({ kind }) => kind === 'passed') ?? verdicts[0] ?? { kind: 'wrong', reason: 'it has no truth' };
}

/** Reads a model with the files beside it that it asks for. */
export async function readConformanceModel(path: string, read: ReadBytes): Promise<Reading> {
  const text = decodeText(read(path) ?? '');
  const file = { file: path };
  if (!/\.mdl$/i.test(path)) return readXmile(text, file);
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const beside = (name: string): Uint8Array | undefined => read(folder + name);
  const names = externalFiles(text, file);
  const tables = await openTables(names.tables, beside);
  const data = await openTables(names.data, beside);
  return readVensim(text, { ...file, tables, data: [...data.values()] });
}

/** A refusal names at least one error; a reader that gives neither a model nor an error is at fault. */
function refusal(diagnostics: readonly Diagnostic[]): CaseResult {
  const reason = diagnostics.find(({ severity }) => severity === 'error');
  return reason === undefined || !hasErrors(diagnostics)
    ? { kind: 'wrong', reason: 'it was refused without a reason' }
    : { kind: 'refused', reason };
}

/** Every element's values, a value a step, by folded name; or why the run failed. */
function simulate(program: Program, options: { model: Model; backend: Backend }): Map<string, Float64Array> | string {
  const { model, backend } = options;
  const { start, stop, step, method } = model.time;
  const names = program.layout.flatMap(({ name, extents, base, size }) =>
    Array.from({ length: size }, (_, index) => ({
      name: foldName(elementName(name, index, extents)),
      slot: base + index,
    })),
  );
  const steps = Math.round((stop - start) / step);
  const { rows, rowCount, status } = backend.prepare(program).run({
    start,
    step,
    steps,
    saveEvery: 1,
    method,
    parameters: Float64Array.from(program.parameters, ({ value }) => value),
    save: names.map(({ slot }) => slot),
  });
  if (status.kind === 'diverged') return `the run diverged at ${status.time} in "${status.variable}"`;
  const columns = new Map<string, Float64Array>();
  names.forEach(({ name }, column) => {
    columns.set(
      name,
      Float64Array.from({ length: rowCount }, (_, row) => rows[row * names.length + column] ?? Number.NaN),
    );
  });
  const constant = (name: string, value: number) => {
    if (!columns.has(name)) columns.set(name, new Float64Array(rowCount).fill(value));
  };
  // Vensim lists its control variables among the results.
  constant('initial_time', start);
  constant('final_time', stop);
  constant('time_step', step);
  constant('saveper', model.time.saveEvery ?? step);
  return columns;
}

const controls = new Set(['initial_time', 'final_time', 'time_step', 'saveper']);

function compare(
  truth: Truth,
  options: { readonly columns: ReadonlyMap<string, Float64Array>; readonly model: Model; readonly path: string },
): CaseResult {
  const { columns, model, path } = options;
  const { start, step } = model.time;
  let compared = 0;
  for (const { name, values } of truth.columns) {
    const id = foldName(name);
    const own = columns.get(id);
    if (own === undefined) continue;
    if (!controls.has(id)) compared++;
    // The document has one value of each for a run; what depends on them is compared.
    else if (new Set(values.filter((each) => each !== undefined)).size > 1) continue;
    for (const [row, expected] of values.entries()) {
      const time = truth.times[row] ?? Number.NaN;
      if (expected === undefined) continue;
      const index = Math.round((time - start) / step);
      if (Math.abs(start + index * step - time) > 1e-3 * step + 1e-5 * Math.abs(time)) {
        return { kind: 'wrong', reason: `${path} saves at ${time}, which is no step of the model` };
      }
      const found = own[index] ?? Number.NaN;
      if (!agrees(found, expected)) {
        return { kind: 'wrong', reason: `${path}: "${name}" at ${time} is ${found}, not ${expected}` };
      }
    }
  }
  return compared === 0
    ? { kind: 'wrong', reason: `${path} has no variable of the model` }
    : { kind: 'passed', truth: path, compared };
}

/** The tolerance of the conformance material. */
export function agrees(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-5 + 1e-4 * Math.max(Math.abs(a), Math.abs(b));
}

function elementName(name: string, index: number, extents: readonly (readonly string[])[]): string {
  if (extents.length === 0) return name;
  const parts: string[] = [];
  let rest = index;
  for (const extent of extents.toReversed()) {
    parts.unshift(extent[rest % extent.length] ?? '');
    rest = Math.floor(rest / extent.length);
  }
  return `${name}[${parts.join(',')}]`;
}

/** Case, quotes, blanks and underscores folded, in the name and in its subscripts. */
export function foldName(name: string): string {
  const match = /^([^[]*)\[(.*)\]$/s.exec(name.trim().replace(/^"(.*)"$/s, '$1'));
  if (match === null) return toId(name);
  const [, base = '', subscripts = ''] = match;
  return `${toId(base)}[${subscripts
    .split(',')
    .map((part) => toId(part))
    .join(',')}]`;
}

/** One line for a table: what became of a case. */
export function describeResult(result: CaseResult): string {
  switch (result.kind) {
    case 'passed':
      return result.truth === undefined ? 'ran' : `agrees in ${result.compared} variables`;
    case 'refused':
      return formatDiagnostic(result.reason);
    case 'wrong':
      return result.reason;
  }
}
