import { expandDefinitions } from '../equation/expand-definitions.ts';
import type { Definition, GraphicalFunction, Lookup, Stock, TableDefinition, Variable } from '../model/model.ts';
import { toId } from '../model/names.ts';
import { cannot, identifier, type WriteContext } from './write-context.ts';
import { conveyorAttributes, writeConveyor } from './write-conveyor.ts';
import { toXmileEquation } from './write-equation.ts';
import { element, tag } from './xml.ts';

/** The elements of one variable: one, or two where a stock's net rate needs a flow of its own. */
export function writeVariable(context: WriteContext, variable: Variable): string[] {
  const common = writeCommon(variable);
  const attributes = { name: variable.name };
  if (variable.partial === true) {
    context.diagnostics.push(cannot(variable.name, 'array without an equation for some of its elements'));
  }
  switch (variable.kind) {
    case 'lookup':
      return element('aux', attributes, [...common, ...writeTables(context, variable)]);
    case 'auxiliary': {
      const name = context.plan.flows.has(toId(variable.name)) ? 'flow' : 'aux';
      return element(name, attributes, [...common, ...writeDefinitions(context, variable, variable.definitions)]);
    }
    case 'flow':
      return element('flow', { ...attributes, ...conveyorAttributes(variable) }, [
        ...common,
        ...writeDefinitions(context, variable, variable.definitions),
        ...(variable.nonNegative ? ['<non_negative/>'] : []),
        ...(variable.leak === undefined ? [] : ['<leak/>']),
      ]);
    case 'stock':
      return writeStock(context, variable, common);
  }
}

function writeStock(context: WriteContext, stock: Stock, common: readonly string[]): string[] {
  const net = context.netFlows.get(toId(stock.name));
  const { inflows, outflows } = context.plan.stocks.get(toId(stock.name)) ?? stock;
  const lines = element('stock', { name: stock.name }, [
    ...common,
    ...(stock.conveyor?.contents === undefined
      ? writeDefinitions(context, stock, stock.initial)
      : [tag('eqn', stock.conveyor.contents.join(', '))]),
    ...(net === undefined ? inflows : [net]).map((name) => tag('inflow', identifier(spelling(context, name)))),
    ...outflows.map((name) => tag('outflow', identifier(spelling(context, name)))),
    ...(stock.nonNegative ? ['<non_negative/>'] : []),
    ...writeConveyor(context, stock),
  ]);
  if (net === undefined) return lines;
  return [
    ...lines,
    ...element('flow', { name: net }, [
      ...writeCommon({ dimensions: stock.dimensions, documentation: '' }),
      ...writeDefinitions(context, stock, stock.net ?? []),
    ]),
  ];
}

function spelling({ variables }: WriteContext, name: string): string {
  return variables.get(toId(name))?.name ?? name;
}

function writeCommon(variable: {
  readonly documentation: string;
  readonly units?: string | undefined;
  readonly range?: Variable['range'];
  readonly dimensions: readonly string[];
}): string[] {
  const { documentation, units, range, dimensions } = variable;
  const limits = {
    ...(range?.low === undefined ? {} : { min: String(range.low) }),
    ...(range?.high === undefined ? {} : { max: String(range.high) }),
  };
  const list = dimensions.flatMap((name) => element('dim', { name }));
  return [
    ...(documentation === '' ? [] : [tag('doc', documentation)]),
    ...(list.length === 0 ? [] : element('dimensions', {}, list)),
    ...(units === undefined ? [] : [tag('units', units)]),
    ...(range === undefined ? [] : element('range', limits)),
  ];
}

/** The tables of a lookup, those of subranges element by element. */
function writeTables(context: WriteContext, variable: Lookup): string[] {
  const definitions = variable.definitions.map((each): Definition => ({ ...each, equation: '0' }));
  return writeParts(expandDefinitions({ dimensions: context.model.dimensions, variable, definitions }), ({ table }) =>
    table === undefined ? [] : writeGraphical(context, variable, table),
  );
}

function writeDefinitions(
  context: WriteContext,
  variable: Pick<Variable, 'name' | 'dimensions'>,
  definitions: readonly Definition[],
): string[] {
  const expanded = expandDefinitions({ dimensions: context.model.dimensions, variable, definitions });
  return writeParts(expanded, ({ equation, table }) => [
    tag('eqn', toXmileEquation(context, { equation, variable })),
    ...(table === undefined ? [] : writeGraphical(context, variable, table)),
  ]);
}

/** One definition for all stands by itself, others each in an `<element>`. */
function writeParts<Part extends Pick<TableDefinition, 'subscripts'>>(
  parts: readonly Part[],
  write: (part: Part) => string[],
): string[] {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined && only.subscripts.length === 0) return write(only);
  return parts.flatMap((part) => element('element', { subscript: part.subscripts.join(', ') }, write(part)));
}

function writeGraphical(
  { diagnostics }: WriteContext,
  { name }: Pick<Variable, 'name'>,
  { x, y, mode }: GraphicalFunction,
): string[] {
  if (mode === 'forward' || mode === 'raw') {
    diagnostics.push(cannot(name, `graphical function of the kind "${mode}"`));
  }
  const type = mode === 'continuous' ? {} : { type: mode };
  return element('gf', type, [tag('xpts', x.join(',')), tag('ypts', y.join(','))]);
}
