import { decodeText } from '../model/decode-text.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { hasErrors } from '../model/diagnostic.ts';
import type { Dimension, IntegrationMethod, Model, TimeSettings, VariableId } from '../model/model.ts';
import { toId } from '../model/names.ts';
import { droppedParts } from '../model/dropped-parts.ts';
import type { Reading } from '../model/reading.ts';
import type { OpenedWorkbook } from '../tables/open-workbook.ts';
import type { Tables } from '../tables/open-tables.ts';
import { splitMdl, type Block, type MdlParts } from './blocks.ts';
import { dependsOnSteps, walkTimes } from './changing-times.ts';
import { constantValue } from './constant.ts';
import { report, type Entry, type MdlContext, type MdlVariable } from './context.ts';
import { readDataSeries } from './data-series.ts';
import { cleanComment, readAnnotations } from './documentation.ts';
import { externalKind, fileTags } from './external-call.ts';
import { readBlock } from './external-constants.ts';
import { externalElements } from './external-elements.ts';
import type { ExternalFiles } from './external-sheet.ts';
import { macroHeads, macroNames, readMacro } from './macros.ts';
import { countLeftOut } from './left-out.ts';
import { parseStatement, type Statement } from './parse.ts';
import { readSketches } from './read-sketch.ts';
import { resolveRanges, toDimensions } from './ranges.ts';
import { MdlFault } from './tokens.ts';
import { buildVariable, isControl } from './variable.ts';

/** The file's name for messages, and what the caller has opened of the files that `externalFiles` lists. */
export interface ReadVensimOptions {
  readonly file: string;
  /** Files that calls such as GET DIRECT DATA name, by that name. */
  readonly tables?: Tables;
  /** Files in which data variables without an equation find their values. */
  readonly data?: readonly OpenedWorkbook[];
}

type Located<S extends Statement> = { readonly statement: S; readonly block: Block; readonly start: number };

const controls = new Set(['initial_time', 'final_time', 'time_step', 'saveper']);

/**
 * Reads a Vensim model (`.mdl`). A level keeps Vensim's single net rate: which variables are its flows is not guessed. What
 * the engine cannot carry out is refused by name and place; then there is no model.
 *
 * @example
 * ```ts
 * const { model, diagnostics } = readVensim(text, { file: 'teacup.mdl' });
 * ```
 */
export function readVensim(input: string | Uint8Array, options: ReadVensimOptions): Reading {
  const text = decodeText(input).replace(/\r\n?/g, '\n');
  const parts = splitMdl(text, options.file);
  const diagnostics: Diagnostic[] = [];
  const files: ExternalFiles = { tables: options.tables ?? new Map(), tags: fileTags(parts.settings) };
  const base = { diagnostics, placeOf: parts.placeOf, files };
  reportUnfinished(parts, base);
  const heads = macroHeads(parts.macros, base);
  // The rest of the file would stand inside the macro.
  if (heads.some(({ block }) => !block.isClosed)) return { diagnostics };
  const statements = readStatements(parts.blocks, base);
  const ranges = resolveRanges(
    statements.flatMap((each) => rangeStatement(each, base)),
    (name, what) => {
      const offset = statements.find(({ statement }) => 'name' in statement && statement.name === name)?.start ?? 0;
      report(base, {
        code: 'bad-range',
        message: `Cannot use the subscript range "${name}": ${what}`,
        advice: 'list its elements',
        offset,
      });
    },
  );
  const all = collect(statements);
  if (all.size === 0 && diagnostics.length === 0) {
    const message = `Cannot find any equation in "${options.file}"`;
    report(base, { code: 'empty-model', message, advice: 'choose a Vensim model file (.mdl)', offset: 0 });
  }
  const time = readTime(all, { ...base, parts });
  const variables = new Map([...all].filter(([id]) => !controls.has(id)));
  const data = readDataSeries(options.data ?? []);
  const context: MdlContext = { ...base, ranges, variables, time, data, macros: macroNames(heads) };
  const extra: Dimension[] = [];
  const macros = heads.map((head) =>
    readMacro(head, { context, entries: collect(readStatements(head.block.blocks, base)) }),
  );
  const built = [...variables.values()].flatMap((variable) => buildVariable(context, variable, extra) ?? []);
  const { views, dropped } = readSketches(
    parts.sketch,
    new Map(built.map((each) => [toId(each.name) as string, each])),
  );
  if (!hasErrors(diagnostics))
    diagnostics.push(...droppedParts(countLeftOut(text, dropped), { when: 'read', file: options.file }));
  const model: Model = {
    format: 'weir/1',
    name: options.file.replace(/^.*[\\/]/, '').replace(/\.mdl$/i, ''),
    documentation: '',
    time,
    unitEquivalents: parts.settings
      .filter((line) => line.startsWith('22:'))
      .map((line) => line.slice(3).trim().split(',')),
    dimensions: [...toDimensions(ranges), ...extra],
    groups: parts.groups
      .filter(({ name }) => !isControl(name))
      .map(({ name, comment }) => ({ name, documentation: cleanComment(comment) })),
    variables: built,
    loops: [],
    ...(views.length === 0 ? {} : { views }),
    ...(macros.length === 0 ? {} : { macros }),
  };
  return hasErrors(diagnostics) ? { partial: model, diagnostics } : { model, diagnostics };
}

type Reporter = Pick<MdlContext, 'diagnostics' | 'placeOf' | 'files'>;

/** A definition of a range, with the elements that its file has where it names one; nothing for other statements. */
function rangeStatement(
  { statement, block }: Located<Statement>,
  context: Reporter,
): Extract<Statement, { kind: 'range' | 'alias' }>[] {
  if (statement.kind === 'alias') return [statement];
  if (statement.kind !== 'range') return [];
  const { call, name } = statement;
  if (call === undefined) return [statement];
  const elements = externalElements({ context, call, name, offset: block.offset + call.span.start }) ?? [];
  return [{ ...statement, items: elements.map((element) => ({ name: element })) }];
}

function reportUnfinished(parts: MdlParts, base: Reporter): void {
  const unfinished = parts.rest.text.search(/\S/);
  if (unfinished >= 0 && !/^\s*:END OF MACRO:\s*$/i.test(parts.rest.text)) {
    const message = 'Cannot read the last entry: it has no closing "|"';
    report(base, { code: 'unfinished-entry', message, advice: 'add "~ ~ |"', offset: parts.rest.offset + unfinished });
  }
}

function readStatements(blocks: readonly Block[], base: Reporter): Located<Statement>[] {
  return blocks.flatMap((block) => {
    const lead = block.equation.search(/\S/);
    if (lead < 0) return [];
    const start = block.offset + lead;
    try {
      const statement = parseStatement(block.equation);
      if (statement.kind === 'check') {
        base.diagnostics.push({
          code: 'reality-check',
          severity: 'warning',
          message: `Cannot run the reality check "${statement.name}": the model is read without it`,
          place: base.placeOf(start),
        });
        return [];
      }
      return [{ statement, block, start }];
    } catch (error) {
      if (!(error instanceof MdlFault)) throw error;
      const title =
        block.equation
          .trim()
          .split(/[\n=([:~]/, 1)[0]
          ?.trim() ?? '';
      const message = `Cannot read "${title}": ${error.message}`;
      report(base, {
        code: error.code,
        message,
        advice: error.advice,
        offset: block.offset + error.span.start,
        variable: title,
      });
      return [];
    }
  });
}

function collect(statements: readonly Located<Statement>[]): Map<VariableId, MdlVariable> {
  const all = new Map<VariableId, MdlVariable>();
  for (const { statement, block, start } of statements) {
    if (!('left' in statement)) continue;
    const id = toId(statement.left.name);
    const variable = all.get(id) ?? { name: statement.left.name, entries: [] };
    const entry: Entry = { statement, block, start };
    variable.entries.push(entry);
    all.set(id, variable);
  }
  return all;
}

/** The control variables; each may be an expression of constants. */
function readTime(
  all: ReadonlyMap<VariableId, MdlVariable>,
  base: Reporter & { readonly parts: MdlParts },
): TimeSettings {
  const value = (name: string, trail: readonly string[], at?: number): number | undefined => {
    const id = toId(name);
    if (id === 'time') return at;
    const [entry, ...others] = all.get(id)?.entries ?? [];
    if (entry?.statement.kind === 'external' && others.length === 0) return externalNumber(entry, base);
    if (entry?.statement.kind !== 'equation' || others.length > 0 || trail.includes(id)) return undefined;
    return constantValue(entry.statement.expression, (inner) => value(inner, [...trail, id], at));
  };
  const changing = [...controls].find((name) => value(name, []) === undefined && value(name, [], 0) !== undefined);
  if (changing !== undefined) {
    const walked = changingTimes(all, { base, changing, valueAt: (name, at) => value(name, [], at) });
    if (walked !== undefined) return { ...walked, units: timeUnits(all), method: readMethod(base), testInputs: 'held' };
  }
  const setting = (name: string, fallback: number | undefined): number => {
    const found = value(name, []);
    const entry = all.get(toId(name))?.entries[0];
    if (found !== undefined) return found;
    if (entry === undefined && fallback !== undefined) return fallback;
    const message =
      entry === undefined
        ? `Cannot find "${name}"`
        : `Cannot run with "${name}" as it is: Weir needs a number or an expression of constants`;
    report(base, {
      code: entry === undefined ? 'missing-time' : 'unsupported-construct',
      message,
      advice: `write ${name} = a number`,
      offset: entry?.start ?? 0,
      variable: name,
    });
    return 1;
  };
  const step = setting('TIME STEP', undefined);
  const start = setting('INITIAL TIME', undefined);
  const stop = setting('FINAL TIME', undefined);
  const saveEvery = setting('SAVEPER', step);
  return {
    start,
    stop,
    step,
    ...(saveEvery === step ? {} : { saveEvery }),
    units: timeUnits(all),
    method: readMethod(base),
    testInputs: 'held',
  };
}

function timeUnits(all: ReadonlyMap<VariableId, MdlVariable>): string {
  const block = all.get(toId('TIME STEP'))?.entries[0]?.block;
  return (block && readAnnotations(block).units) ?? '';
}

/**
 * The times of a run whose control variables change with Time. Where the step changes, one that reaches all times is taken, which
 * gives the same values as long as nothing depends on the steps; undefined where something does, or no such step is found.
 */
function changingTimes(
  all: ReadonlyMap<VariableId, MdlVariable>,
  given: {
    readonly base: Reporter;
    readonly changing: string;
    readonly valueAt: (name: string, time: number) => number | undefined;
  },
): Pick<TimeSettings, 'start' | 'stop' | 'step'> | undefined {
  const walked = walkTimes(given.valueAt);
  if (walked === undefined || dependsOnSteps(all, { controls, stepChanges: walked.stepChanges }) !== undefined)
    return undefined;
  const { start, stop, step } = walked;
  const name = all.get(toId(given.changing))?.name ?? given.changing;
  given.base.diagnostics.push({
    code: 'changing-times',
    severity: 'warning',
    message: `Cannot change "${name}" during the run: it goes from ${start} to ${stop} in steps of ${step}, and every step is saved`,
    place: given.base.placeOf(all.get(toId(given.changing))?.entries[0]?.start ?? 0),
  });
  return { start, stop, step };
}

/** The value of a scalar constant that stands in a file; undefined, with a diagnostic, where it cannot be read. */
function externalNumber({ statement, block }: Entry, context: Reporter): number | undefined {
  if (statement.kind !== 'external' || externalKind(statement.call) !== 'constants') return undefined;
  const { left, call } = statement;
  if (left.subscripts.length > 0) return undefined;
  const reading = { context, call, name: left.name, offset: block.offset + call.span.start };
  return readBlock(reading, { rows: 1, columns: 1 })?.[0]?.[0];
}

/**
 * Setting 15 holds the method in its fourth number, 0 where it is left out. Which number is which is not documented; xmutil, by the same
 * maker, takes 1 and 5 for fourth-order and 3 and 4 for second-order Runge–Kutta.
 */
function readMethod(base: Reporter & { readonly parts: MdlParts }): IntegrationMethod {
  const line = base.parts.settings.find((each) => each.startsWith('15:'));
  const code = Number(line?.slice(3).split(',')[3] ?? 0);
  const known = methodsByCode[code] ?? { method: 'euler' };
  if (known.note !== undefined)
    base.diagnostics.push({ code: 'other-method', severity: 'warning', message: known.note, advice: methodAdvice });
  return known.method;
}

const methodAdvice = 'choose another method for the run if the results should differ';

const midpoint = {
  method: 'midpoint',
  note: 'Cannot tell whether Vensim’s second-order Runge–Kutta adapts its steps here: it is run with fixed steps, by the midpoint method',
} as const;

const methodsByCode: Readonly<Record<number, { readonly method: IntegrationMethod; readonly note?: string }>> = {
  0: { method: 'euler' },
  1: {
    method: 'dormand-prince',
    note: 'Cannot run Vensim’s own fourth-order Runge–Kutta with automatic steps: the adaptive method of Dormand and Prince takes its place, which is more exact than Vensim’s tolerance of 0.001',
  },
  2: {
    method: 'euler',
    note: 'Cannot report auxiliaries as of the saved time before, as Vensim’s method "Diff" does: they are reported as of their own time; levels are the same',
  },
  3: midpoint,
  4: midpoint,
  5: { method: 'rk4' },
};
