import { expandDefinitions } from '../equation/expand-definitions.ts';
import { parseEquation } from '../equation/parse.ts';
import { printExpression } from '../equation/print.ts';
import type { Definition, Flow, GraphicalFunction, Lookup, Stock, TableDefinition, Variable } from '../model/model.ts';
import { toId } from '../model/names.ts';
import { cannot, identifier, type WriteContext } from './write-context.ts';
import { conveyorAttributes, writeConveyor } from './write-conveyor.ts';
import { toXmileEquation } from './write-equation.ts';
import { element, tag, type Attributes } from './xml.ts';

/** The elements of one variable: one, or two where a stock's net rate needs a flow of its own. */
export function writeVariable(context: WriteContext, variable: Variable): string[] {
  const common = writeCommon(variable);
  const attributes = { name: variable.name };
  if (variable.partial === true) {
    context.diagnostics.push(cannot(variable.name, 'array without an equation for some of its elements'));
  }
  switch (variable.kind) {
    case 'lookup':
      return writeLookup(context, variable, common);
    case 'auxiliary': {
      const name = context.plan.flows.has(toId(variable.name)) ? 'flow' : 'aux';
      return element(name, attributes, [...common, ...writeDefinitions(context, variable, variable.definitions)]);
    }
    case 'flow':
      return element('flow', { ...attributes, ...conveyorAttributes(variable) }, [
        ...common,
        ...writeRate(context, variable),
        ...(variable.leak === undefined ? [] : ['<leak/>']),
        ...(variable.overflow === undefined ? [] : ['<overflow/>']),
      ]);
    case 'stock':
      return writeStock(context, variable, common);
  }
}

/** A flow's equation; what leaves a queue must have none, nor be marked as above zero (XMILE 1.0, 4.3). */
function writeRate(context: WriteContext, flow: Flow): string[] {
  if (context.queued.has(toId(flow.name))) return [];
  return [...writeDefinitions(context, flow, flow.definitions), ...(flow.nonNegative ? ['<non_negative/>'] : [])];
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
    ...(stock.nonNegative && stock.queue === undefined ? ['<non_negative/>'] : []),
    ...writeConveyor(context, stock),
    ...(stock.queue === undefined ? [] : ['<queue/>']),
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

/**
 * A graphical function that equations call is a `<gf>` of its own (XMILE 1.0, section 3.1.4); an array of them, for which the format
 * has no such thing, a converter without an equation.
 */
function writeLookup(context: WriteContext, variable: Lookup, common: readonly string[]): string[] {
  const [only, ...others] = variable.definitions;
  const single = only !== undefined && others.length === 0 && variable.dimensions.length === 0;
  if (!single || variable.range !== undefined) {
    return element('aux', { name: variable.name }, [...common, ...writeTables(context, variable)]);
  }
  return writeGraphical(context, {
    variable: variable.name,
    table: only.table,
    attributes: { name: variable.name },
    before: common,
  });
}

/** The tables of a lookup, those of subranges element by element. */
function writeTables(context: WriteContext, variable: Lookup): string[] {
  const definitions = variable.definitions.map((each): Definition => ({ ...each, equation: '0' }));
  return writeParts(expandDefinitions({ dimensions: context.model.dimensions, variable, definitions }), ({ table }) =>
    table === undefined ? [] : writeGraphical(context, { variable: variable.name, table }),
  );
}

function writeDefinitions(
  context: WriteContext,
  variable: Pick<Variable, 'name' | 'dimensions' | 'kind'>,
  definitions: readonly Definition[],
): string[] {
  const expanded = expandDefinitions({ dimensions: context.model.dimensions, variable, definitions });
  return writeParts(expanded, ({ equation, table }) => {
    const apart = variable.kind === 'stock' || table !== undefined ? undefined : startApart(context, equation);
    return [
      tag('eqn', toXmileEquation(context, { equation: apart?.then ?? equation, variable })),
      ...(apart === undefined ? [] : [tag('init_eqn', toXmileEquation(context, { equation: apart.start, variable }))]),
      ...(table === undefined ? [] : writeGraphical(context, { variable: variable.name, table })),
    ];
  });
}

/** The equation of the run and that of the start, where the whole equation is an ACTIVE INITIAL of the two. */
function startApart({ variables }: WriteContext, equation: string): { then: string; start: string } | undefined {
  const { expression } = parseEquation(equation, {});
  if (expression?.kind !== 'call' || toId(expression.name) !== 'active_initial') return undefined;
  const [then, start] = expression.arguments;
  if (then === undefined || start === undefined || variables.has(toId(expression.name))) return undefined;
  return { then: printExpression(then), start: printExpression(start) };
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

interface Graphical {
  readonly variable: string;
  readonly table: GraphicalFunction;
  readonly attributes?: Attributes;
  /** What stands in the element before the points. */
  readonly before?: readonly string[];
}

function writeGraphical({ diagnostics }: WriteContext, given: Graphical): string[] {
  const { variable, table, attributes = {}, before = [] } = given;
  const { x, y, mode } = table;
  if (mode === 'forward' || mode === 'raw') {
    diagnostics.push(cannot(variable, `graphical function of the kind "${mode}"`));
  }
  const type = mode === 'continuous' ? {} : { type: mode };
  return element('gf', { ...attributes, ...type }, [...before, tag('xpts', x.join(',')), tag('ypts', y.join(','))]);
}
