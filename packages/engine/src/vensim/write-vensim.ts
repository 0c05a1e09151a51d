import type { Diagnostic } from '../model/diagnostic.ts';
import { flattenModules } from '../expand/flatten-modules.ts';
import type { Dimension, IntegrationMethod, Model, Variable } from '../model/model.ts';
import { toId } from '../model/names.ts';
import { droppedParts } from '../model/dropped-parts.ts';
import { notKept } from '../model/not-kept.ts';
import { changedMeanings } from './changed-meanings.ts';
import { planHoldBack } from './hold-back.ts';
import { mdlName } from './print-mdl.ts';
import { NotInVensim } from './not-in-vensim.ts';
import { writeSketches } from './write-sketch.ts';
import { calledFirst, writeMacro, type MacroWriter } from './write-macro.ts';
import { variableLines } from './write-variable.ts';

/** What a writer gives: the text where everything could be said in the format, and what could not. */
export interface WriteResult {
  readonly text?: string;
  readonly diagnostics: readonly Diagnostic[];
}

const controls = new Set(['initial_time', 'final_time', 'time_step', 'saveper']);

/**
 * Writes a model for Vensim (`.mdl`), with its diagrams as sketches. Modules, which Vensim does not have, become variables of the
 * model, `"module.variable"`. Inflows and outflows become the rate of INTEG,
 * and the outflows of non-negative stocks are held back by their equations. Functions that Vensim does not have are refused by name.
 *
 * @example
 * ```ts
 * const { text, diagnostics } = writeVensim(model);
 * ```
 */
export function writeVensim(given: Model): WriteResult {
  const diagnostics: Diagnostic[] = [];
  const model = flattenModules(given, (diagnostic) => diagnostics.push(diagnostic));
  const variables = new Map(model.variables.map((variable) => [toId(variable.name), variable]));
  const macros = new Map((model.macros ?? []).map((macro) => [toId(macro.name) as string, macro]));
  const writer: Writer = {
    model,
    print: { variables, dimensions: model.dimensions, time: model.time, macros, isInMacro: false },
    holdBack: planHoldBack(model),
    taken: new Set<string>(variables.keys()),
    diagnostics,
  };
  const entries = calledFirst(model.macros ?? []).map((macro) => writeMacro(writer, macro, writeVariable));
  entries.push(...model.dimensions.map((each) => writeDimension(each, model.dimensions)));
  const groups = new Set(model.groups.map(({ name }) => name));
  const ungrouped = model.variables.filter(({ group }) => group === undefined || !groups.has(group));
  entries.push(...ungrouped.flatMap((variable) => writeVariable(writer, variable)));
  for (const { name, documentation } of model.groups) {
    entries.push(groupHead(name, documentation));
    const members = model.variables.filter(({ group }) => group === name);
    entries.push(...members.flatMap((variable) => writeVariable(writer, variable)));
  }
  if (model.time.method === 'rk2') diagnostics.push(heunAsMidpoint);
  diagnostics.push(...changedMeanings(model));
  const { lines, dropped } = writeSketches(model);
  diagnostics.push(...droppedParts(dropped, { when: 'written' }));
  const ended = model.variables.filter(({ documentation }) => /[|~]/.test(documentation)).length;
  const others = ended === 0 ? [] : [`bars and tildes in comments (${ended})`];
  diagnostics.push(...notKept(model, { format: 'Vensim', documentation: false, others }));
  if (diagnostics.some(({ severity }) => severity === 'error')) return { diagnostics };
  const text = ['{UTF-8}', ...entries, ...writeControl(model), ...lines, ...writeSettings(model)].join('\n');
  return { text, diagnostics };
}

/** A subrange of all elements is another name for the whole. */
function writeDimension({ name, elements, subrangeOf, documentation }: Dimension, all: readonly Dimension[]): string {
  const whole = all.find((each) => each.name === subrangeOf);
  const alias = whole?.elements.length === elements.length && whole.elements.every((each, at) => each === elements[at]);
  const range = alias ? ` <-> ${mdlName(whole.name)}` : `:\n\t${elements.map(mdlName).join(', ')}`;
  return entry(`${mdlName(name)}${range}`, { documentation });
}

type Writer = MacroWriter;

function writeVariable(writer: Writer, variable: Variable): string[] {
  try {
    // Files that came from Vensim by way of XMILE have its control variables among the others.
    if (controls.has(toId(variable.name))) {
      checkControl(variable, writer.model);
      return [];
    }
    if (variable.kind === 'stock') writer.holdBack.check(variable);
    const lines = variableLines(writer, variable);
    return lines.map((line, index) => (index < lines.length - 1 ? `${line}\n\t~~|` : entry(line, variable)));
  } catch (error) {
    if (!(error instanceof NotInVensim)) throw error;
    writer.diagnostics.push({
      code: 'not-in-vensim',
      severity: 'error',
      message: `Cannot write "${variable.name}" for Vensim, which cannot say ${error.message}`,
      advice: 'write the equation another way, or convert to .xmile',
      variable: variable.name,
      ...(variable.place === undefined ? {} : { place: variable.place }),
    });
    return [];
  }
}

/** A variable that has the name of one of the run's settings must have its value, since there can be but one. */
function checkControl(variable: Variable, { time }: Model): void {
  const { start, stop, step, saveEvery = step } = time;
  const own: Readonly<Record<string, number>> = {
    initial_time: start,
    final_time: stop,
    time_step: step,
    saveper: saveEvery,
  };
  const [only, ...others] = variable.kind === 'auxiliary' ? variable.definitions : [];
  const written = only?.equation ?? '';
  const value = Number(written);
  const setting = own[toId(variable.name)];
  const named = toId(written) === 'time_step' || toId(written) === 'dt' ? step : value;
  if (others.length === 0 && named === setting) return;
  throw new NotInVensim(`a variable of this name beside the setting of the same name, which is ${setting}`);
}

function entry(line: string, about: { units?: string; range?: Variable['range']; documentation: string }): string {
  const { units = '', range, documentation } = about;
  const limits = range === undefined ? '' : ` [${range.low ?? '?'},${range.high ?? '?'}]`;
  return `${line}\n\t~\t${units === '1' ? 'Dmnl' : plain(units)}${limits}\n\t~\t${plain(documentation)}\n\t|\n`;
}

/** Bars and tildes end parts of an entry, wherever they stand. */
function plain(text: string): string {
  return text.replace(/\|/g, '/').replace(/~/g, '-').replace(/\n/g, '\n\t\t');
}

function groupHead(name: string, documentation: string): string {
  const line = '*'.repeat(56);
  return `${line}\n\t.${plain(name).replace(/\s+/g, ' ')}\n${line}~\n\t\t${plain(documentation)}\n\t|\n`;
}

function writeControl({ time }: Model): string[] {
  const control = (name: string, value: number | string): string =>
    entry(`${name} = ${value}`, { units: time.units, documentation: '' });
  return [
    groupHead('Control', 'Simulation Control Parameters'),
    control('FINAL TIME', time.stop),
    control('INITIAL TIME', time.start),
    control('SAVEPER', time.saveEvery ?? 'TIME STEP'),
    control('TIME STEP', time.step),
  ];
}

/** See `readMethod`. Vensim has no method of Heun; its second-order method, the midpoint's, is of the same order. */
const methodCodes: Readonly<Record<IntegrationMethod, number>> = {
  euler: 0,
  rk2: 4,
  midpoint: 4,
  rk4: 5,
  'dormand-prince': 1,
};

const heunAsMidpoint: Diagnostic = {
  code: 'other-method',
  severity: 'warning',
  message: 'Cannot write the method of Heun for Vensim: its own second-order method, the midpoint’s, takes its place',
  advice: 'choose RK4 or Euler if the numbers are to be the same',
};

/** The settings that matter: units that mean the same, and the method (5: RK4 with fixed steps). The mark before them has a DEL in it. */
function writeSettings({ time, unitEquivalents }: Model): string[] {
  return [
    ':L\u007f<%^E!@',
    ...unitEquivalents.map((names) => `22:${names.join(',')}`),
    `15:0,0,0,${methodCodes[time.method]},0,0`,
    '',
  ];
}
