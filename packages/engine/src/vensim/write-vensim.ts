import { expandDefinitions } from '../equation/expand-definitions.ts';
import { parseEquation } from '../equation/parse.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Definition, GraphicalFunction, Model, Stock, Variable } from '../model/model.ts';
import { toId } from '../model/names.ts';
import { droppedParts } from '../model/dropped-parts.ts';
import { mdlName, NotInVensim, printMdl, type PrintContext } from './print-mdl.ts';
import { writeSketches } from './write-sketch.ts';

/** What a writer gives: the text where everything could be said in the format, and what could not. */
export interface WriteResult {
  readonly text?: string;
  readonly diagnostics: readonly Diagnostic[];
}

const controls = new Set(['initial_time', 'final_time', 'time_step', 'saveper']);

/**
 * Writes a model for Vensim (`.mdl`), with its diagrams as sketches. Inflows and outflows become the rate of INTEG. Non-negative stocks,
 * and functions that Vensim does not have, are refused by name; named loops and evidence are not carried.
 *
 * @example
 * ```ts
 * const { text, diagnostics } = writeVensim(model);
 * ```
 */
export function writeVensim(model: Model): WriteResult {
  const diagnostics: Diagnostic[] = [];
  const variables = new Map(model.variables.map((variable) => [toId(variable.name), variable]));
  const writer: Writer = { model, print: { variables, dimensions: model.dimensions }, diagnostics };
  const entries = model.dimensions.map(({ name, elements, documentation }) =>
    entry(`${mdlName(name)}:\n\t${elements.map(mdlName).join(', ')}`, { documentation }),
  );
  const ungrouped = model.variables.filter(({ group }) => group === undefined);
  entries.push(...ungrouped.flatMap((variable) => writeVariable(writer, variable)));
  for (const { name, documentation } of model.groups) {
    entries.push(groupHead(name, documentation));
    const members = model.variables.filter(({ group }) => group === name);
    entries.push(...members.flatMap((variable) => writeVariable(writer, variable)));
  }
  const { lines, dropped } = writeSketches(model);
  diagnostics.push(...droppedParts(dropped, { when: 'written' }));
  if (diagnostics.some(({ severity }) => severity === 'error')) return { diagnostics };
  const text = ['{UTF-8}', ...entries, ...writeControl(model), ...lines, ...writeSettings(model)].join('\n');
  return { text, diagnostics };
}

interface Writer {
  readonly model: Model;
  readonly print: PrintContext;
  readonly diagnostics: Diagnostic[];
}

function writeVariable(writer: Writer, variable: Variable): string[] {
  // Files that came from Vensim by way of XMILE have its control variables among the others.
  if (controls.has(toId(variable.name))) return [];
  try {
    const lines = linesOf(writer, variable);
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

/** One equation a definition. */
function linesOf(writer: Writer, variable: Variable): string[] {
  switch (variable.kind) {
    case 'lookup':
      return variable.definitions.map(
        ({ subscripts, table }) => `${left(variable, { subscripts })}(\n\t${points(table)})`,
      );
    case 'stock':
      return writeStock(writer, variable);
    case 'auxiliary':
      return variable.definitions.map(
        (definition) => `${left(variable, definition)} =\n\t${right(writer, definition)}`,
      );
    case 'flow':
      return variable.definitions.map((definition) => {
        const value = right(writer, definition);
        if (variable.nonNegative && definition.table !== undefined)
          throw new NotInVensim('a table that is held at zero or above');
        return `${left(variable, definition)} =\n\t${variable.nonNegative ? `MAX(0, ${value})` : value}`;
      });
  }
}

function writeStock(writer: Writer, stock: Stock): string[] {
  if (stock.conveyor !== undefined) throw new NotInVensim('a conveyor');
  if (stock.nonNegative) throw new NotInVensim('a stock that is held at zero or above');
  const { net, inflows, outflows } = stock;
  const expand = (definitions: readonly Definition[], everyElement: boolean) =>
    expandDefinitions({ dimensions: writer.model.dimensions, variable: stock, definitions, everyElement });
  const initial = expand(stock.initial, false);
  const line = (definition: Definition, rate: string) =>
    `${left(stock, definition)} = INTEG(\n\t${rate},\n\t\t${right(writer, definition)})`;
  if (net === undefined) {
    return initial.map((definition) => {
      const at = subscriptText(definition.subscripts.length === 0 ? stock.dimensions : definition.subscripts);
      const flows = [
        ...inflows.map((name) => ` + ${mdlName(name)}${at}`),
        ...outflows.map((name) => ` - ${mdlName(name)}${at}`),
      ];
      return line(definition, flows.join('').replace(/^ \+ /, '').trim() || '0');
    });
  }
  const whole = [...initial, ...expand(net, false)].every(({ subscripts }) => subscripts.length === 0);
  const rates = new Map(expand(net, !whole).map((definition) => [definition.subscripts.join('\u0000'), definition]));
  return expand(stock.initial, !whole).map((definition) => {
    const rate = rates.get(definition.subscripts.join('\u0000'));
    if (rate === undefined) throw new NotInVensim('a stock with a rate for some elements only');
    return line(definition, right(writer, rate));
  });
}

function left(variable: Variable, definition: Pick<Definition, 'subscripts' | 'except'>): string {
  const subscripts = definition.subscripts.length === 0 ? variable.dimensions : definition.subscripts;
  const except = (definition.except ?? []).map(subscriptText).join(', ');
  return `${mdlName(variable.name)}${subscriptText(subscripts)}${except === '' ? '' : ` :EXCEPT: ${except}`}`;
}

function subscriptText(subscripts: readonly string[]): string {
  return subscripts.length === 0 ? '' : `[${subscripts.map(mdlName).join(', ')}]`;
}

function right(writer: Writer, { equation, table }: Definition): string {
  const { expression } = parseEquation(equation);
  if (expression === undefined) throw new NotInVensim(`an equation that cannot be read, "${equation}"`);
  const value = printMdl(expression, writer.print);
  return table === undefined ? value : `WITH LOOKUP(${value},\n\t\t(${points(table)}))`;
}

function points({ x, y, mode }: GraphicalFunction): string {
  if (mode !== 'continuous') throw new NotInVensim(`a table of the kind "${mode}"`);
  return x.map((value, index) => `(${value},${y[index] ?? 0})`).join(',');
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
  return `${line}\n\t.${name}\n${line}~\n\t\t${plain(documentation)}\n\t|\n`;
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

/** The settings that matter: units that mean the same, and the method (5: RK4 with fixed steps). The mark before them has a DEL in it. */
function writeSettings({ time, unitEquivalents }: Model): string[] {
  return [
    ':L\u007f<%^E!@',
    ...unitEquivalents.map((names) => `22:${names.join(',')}`),
    `15:0,0,0,${time.method === 'rk4' ? 5 : 0},0,0`,
    '',
  ];
}
