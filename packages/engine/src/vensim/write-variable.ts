import { expandDefinitions } from '../equation/expand-definitions.ts';
import { parseEquation } from '../equation/parse.ts';
import type { Definition, Lookup, Model, Stock, Variable } from '../model/model.ts';
import { toId } from '../model/names.ts';
import type { HoldBack } from './hold-back.ts';
import { mdlName, printMdl, type PrintContext } from './print-mdl.ts';
import { NotInVensim } from './not-in-vensim.ts';
import { lookUpIn, pointList, tableName } from './write-table.ts';

/** What writing the variables of one model needs to know. */
export interface VariableWriter {
  readonly model: Model;
  readonly print: PrintContext;
  readonly holdBack: HoldBack;
  /** Names that are taken; names made for tables are added. */
  readonly taken: Set<string>;
}

/** The equations of one variable, one a definition; throws {@link NotInVensim} where there is no way to say it. */
export function variableLines(writer: VariableWriter, variable: Variable): string[] {
  switch (variable.kind) {
    case 'lookup':
      return lookupLines(variable);
    case 'stock':
      return stockLines(writer, variable);
    case 'auxiliary':
      return variable.definitions.flatMap((each) => equationLines(writer, { variable, definition: each }));
    case 'flow': {
      const { name, nonNegative } = variable;
      const around = (value: string, at: string): string =>
        writer.holdBack.flow(name, nonNegative ? `MAX(0, ${value})` : value, at);
      const wrap = nonNegative || writer.holdBack.isHeld(name) ? around : undefined;
      return variable.definitions.flatMap((each) => equationLines(writer, { variable, definition: each, wrap }));
    }
  }
}

function lookupLines(variable: Lookup): string[] {
  return variable.definitions.map((each) => `${left(variable, each)}(\n\t${pointList(each.table)})`);
}

interface Equation {
  readonly variable: Variable;
  readonly definition: Definition;
  /** What to make of the value, given the subscripts of the left side as they are written. */
  readonly wrap?: ((value: string, subscripts: string) => string) | undefined;
}

/** Vensim has a table in an equation only as its whole right side, and only with straight lines between the points. */
function equationLines(writer: VariableWriter, { variable, definition, wrap }: Equation): string[] {
  const { table } = definition;
  const at = subscriptText(subscriptsOf(variable, definition));
  const value = expressionText(writer, definition);
  const line = (right: string): string => `${left(variable, definition)} =\n\t${right}`;
  if (table === undefined) return [line(wrap === undefined ? value : wrap(value, at))];
  if (wrap === undefined && table.mode === 'continuous') {
    return [line(`WITH LOOKUP(${value},\n\t\t(${pointList(table)}))`)];
  }
  const own = `${mdlName(tableName(variable.name, writer.taken))}${at}`;
  const found = lookUpIn(own, { mode: table.mode, input: value });
  return [`${own}(\n\t${pointList(table)})`, line(wrap === undefined ? found : wrap(found, at))];
}

function stockLines(writer: VariableWriter, stock: Stock): string[] {
  if (stock.conveyor !== undefined) throw new NotInVensim('a conveyor');
  if (stock.queue !== undefined) throw new NotInVensim('a queue');
  const { net, inflows, outflows, initial } = stock;
  const expand = (definitions: readonly Definition[], everyElement: boolean) =>
    expandDefinitions({ dimensions: writer.model.dimensions, variable: stock, definitions, everyElement });
  const line = (definition: Definition, rate: string) =>
    `${left(stock, definition)} = INTEG(\n\t${rate},\n\t\t${initialText(writer, definition)})`;
  if (net === undefined) {
    return expand(initial, false).map((definition) => {
      const at = subscriptText(subscriptsOf(stock, definition));
      const sum = (name: string) => sumOfFlow(writer, { name, stock, at: subscriptsOf(stock, definition) });
      const flows = [
        ...inflows.map((name) => ` + ${sum(name) ?? `${mdlName(name)}${at}`}`),
        ...outflows.map((name) => ` - ${sum(name) ?? writer.holdBack.loss(stock, name, at)}`),
      ];
      return line(definition, flows.join('').replace(/^ \+ /, '').trim() || '0');
    });
  }
  const key = ({ subscripts, except }: Definition): string => JSON.stringify([subscripts, except]);
  const alike = initial.length === net.length && initial.every((each, index) => key(each) === key(net[index] ?? each));
  if (alike) return initial.map((each, index) => line(each, expressionText(writer, net[index] ?? each)));
  const whole = [...expand(initial, false), ...expand(net, false)].every(({ subscripts }) => subscripts.length === 0);
  const rates = new Map(expand(net, !whole).map((definition) => [definition.subscripts.join('\u0000'), definition]));
  return expand(initial, !whole).map((definition) => {
    const rate = rates.get(definition.subscripts.join('\u0000'));
    if (rate === undefined) throw new NotInVensim('a stock with a rate for some elements only');
    return line(definition, expressionText(writer, rate));
  });
}

/** A flow that has more dimensions than its stock, summed over them; undefined for one that has the same. */
function sumOfFlow(
  { print }: VariableWriter,
  { name, stock, at }: { name: string; stock: Stock; at: readonly string[] },
): string | undefined {
  const dimensions = print.variables.get(toId(name))?.dimensions ?? [];
  if (dimensions.length <= stock.dimensions.length) return undefined;
  const own = stock.dimensions.map(toId);
  const subscripts = dimensions.map((each) => {
    const fixed = at[own.indexOf(toId(each))];
    return fixed === undefined ? `${mdlName(each)}!` : mdlName(fixed);
  });
  return `SUM(${mdlName(name)}[${subscripts.join(', ')}])`;
}

function initialText(writer: VariableWriter, definition: Definition): string {
  if (definition.table !== undefined) throw new NotInVensim('a table in an initial value');
  return expressionText(writer, definition);
}

function expressionText(writer: VariableWriter, { equation }: Definition): string {
  const { expression } = parseEquation(equation);
  if (expression === undefined) throw new NotInVensim(`an equation that cannot be read, "${equation}"`);
  return printMdl(expression, writer.print);
}

function left(variable: Variable, definition: Pick<Definition, 'subscripts' | 'except'>): string {
  const except = (definition.except ?? []).map(subscriptText).join(', ');
  const at = subscriptText(subscriptsOf(variable, definition));
  return `${mdlName(variable.name)}${at}${except === '' ? '' : ` :EXCEPT: ${except}`}`;
}

function subscriptsOf({ dimensions }: Variable, { subscripts }: Pick<Definition, 'subscripts'>): readonly string[] {
  return subscripts.length === 0 ? dimensions : subscripts;
}

function subscriptText(subscripts: readonly string[]): string {
  return subscripts.length === 0 ? '' : `[${subscripts.map(mdlName).join(', ')}]`;
}
