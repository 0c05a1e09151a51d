import { mapExpression } from '../equation/map-expression.ts';
import { parseEquation } from '../equation/parse.ts';
import { printExpression, printName } from '../equation/print.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type {
  Conveyor,
  Definition,
  Dimension,
  Flow,
  GraphicalFunction,
  Model,
  Stock,
  Variable,
} from '../model/model.ts';
import { expandDefinitions } from '../equation/expand-definitions.ts';
import { toId } from '../model/names.ts';
import { isUnitFormula } from '../model/unit-formula.ts';
import { isXmileFunction } from './functions.ts';

/** What a writer gives: the text where everything could be said in the format, and what could not. */
export interface WriteResult {
  readonly text?: string;
  readonly diagnostics: readonly Diagnostic[];
}

const NAMESPACE = 'http://docs.oasis-open.org/xmile/ns/XMILE/v1.0';

/**
 * Writes a model as XMILE 1.0, without views. A stock's single net rate becomes a flow of its own, named after the stock;
 * definitions for subranges and exceptions are written out element by element. Named loops and evidence are not carried.
 *
 * @example
 * ```ts
 * const { text, diagnostics } = writeXmile(model);
 * ```
 */
export function writeXmile(model: Model): WriteResult {
  const diagnostics: Diagnostic[] = [];
  const writer: Writer = { model, diagnostics };
  const { time } = model;
  const variables = model.variables.flatMap((variable) => writeVariable(writer, variable));
  const saved = time.saveEvery === undefined ? [] : [tag('save_step', String(time.saveEvery))];
  const spreads = model.variables.some((variable) => variable.kind === 'flow' && variable.spread !== undefined);
  const lines = [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<xmile version="1.0" xmlns="${NAMESPACE}" xmlns:weir="urn:weir:xmile"${spreads ? ' xmlns:isee="http://iseesystems.com/XMILE"' : ''}>`,
    ...element('header', {}, [
      ...element('options', options(model), []),
      tag('name', model.name),
      tag('vendor', 'Weir'),
      tag('product', 'Weir', { version: '0.1', lang: 'en' }),
    ]),
    ...element('sim_specs', { method: time.method === 'rk4' ? 'RK4' : 'Euler', time_units: time.units }, [
      tag('start', String(time.start)),
      tag('stop', String(time.stop)),
      tag('dt', String(time.step)),
      ...saved,
    ]),
    ...writeUnits(model.unitEquivalents),
    ...writeDimensions(model.dimensions),
    ...element('model', {}, [
      ...(model.documentation === '' ? [] : [tag('doc', model.documentation)]),
      ...element('variables', {}, [...variables, ...writeGroups(model)]),
    ]),
    '</xmile>',
  ];
  return diagnostics.some(({ severity }) => severity === 'error')
    ? { diagnostics }
    : { text: `${lines.join('\n')}\n`, diagnostics };
}

interface Writer {
  readonly model: Model;
  readonly diagnostics: Diagnostic[];
}

function options(model: Model): Record<string, string> {
  const most = Math.max(0, ...model.variables.map((variable) => variable.dimensions.length));
  return { namespace: 'std', ...(most === 0 ? {} : { uses_arrays: String(most) }) };
}

function writeUnits(equivalents: Model['unitEquivalents']): string[] {
  const units = equivalents.map(([first = '', ...others]) =>
    element('unit', { name: first }, [
      ...others.filter(isUnitFormula).map((formula) => tag('eqn', formula)),
      ...others.filter((name) => !isUnitFormula(name)).map((alias) => tag('alias', alias)),
    ]),
  );
  return units.length === 0 ? [] : element('model_units', {}, units.flat());
}

function writeDimensions(dimensions: readonly Dimension[]): string[] {
  if (dimensions.length === 0) {
    return [];
  }
  const list = dimensions.map(({ name, elements, subrangeOf, documentation }) => {
    const isCounted = elements.every((element, index) => element === String(index + 1));
    const attributes = {
      name,
      ...(isCounted ? { size: String(elements.length) } : {}),
      ...(subrangeOf === undefined ? {} : { 'weir:subrange_of': subrangeOf }),
    };
    const doc = documentation === '' ? [] : [tag('doc', documentation)];
    return element('dim', attributes, [
      ...doc,
      ...(isCounted ? [] : elements.flatMap((each) => element('elem', { name: each }, []))),
    ]);
  });
  return element('dimensions', {}, list.flat());
}

function writeGroups(model: Model): string[] {
  return model.groups.flatMap(({ name, documentation }) =>
    element('group', { name }, [
      ...(documentation === '' ? [] : [tag('doc', documentation)]),
      ...model.variables
        .filter((variable) => variable.group === name)
        .flatMap((variable) => element('entity', { name: variable.name }, [])),
    ]),
  );
}

function writeVariable(writer: Writer, variable: Variable): string[] {
  const common = writeCommon(variable);
  const attributes = { name: variable.name };
  if (variable.partial === true) {
    writer.diagnostics.push(cannot(variable.name, 'array without an equation for some of its elements'));
  }
  switch (variable.kind) {
    case 'lookup':
      return writeLookup(writer, variable, common);
    case 'auxiliary':
      return element('aux', attributes, [...common, ...writeDefinitions(writer, variable, variable.definitions)]);
    case 'flow':
      return element('flow', { ...attributes, ...flowAttributes(variable) }, [
        ...common,
        ...writeDefinitions(writer, variable, variable.definitions),
        ...(variable.nonNegative ? ['<non_negative/>'] : []),
        ...(variable.leak === undefined ? [] : ['<leak/>']),
      ]);
    case 'stock':
      return writeStock(writer, variable, common);
  }
}

function writeStock(writer: Writer, stock: Stock, common: readonly string[]): string[] {
  const net = netFlow(writer.model, stock);
  const inflows = net === undefined ? stock.inflows : [net];
  const lines = element('stock', { name: stock.name }, [
    ...common,
    ...(stock.conveyor?.contents === undefined
      ? writeDefinitions(writer, stock, stock.initial)
      : [tag('eqn', stock.conveyor.contents.join(', '))]),
    ...inflows.map((name) => tag('inflow', identifier(name))),
    ...stock.outflows.map((name) => tag('outflow', identifier(name))),
    ...(stock.nonNegative ? ['<non_negative/>'] : []),
    ...(stock.conveyor === undefined ? [] : writeConveyor(writer, stock, stock.conveyor)),
  ]);
  if (net === undefined) {
    return lines;
  }
  return [
    ...lines,
    ...element('flow', { name: net }, [
      ...writeCommon({ ...stock, documentation: '', units: undefined }),
      ...writeDefinitions(writer, stock, stock.net ?? []),
    ]),
  ];
}

function writeConveyor(writer: Writer, { name }: Stock, conveyor: Conveyor): string[] {
  const part = (key: string, equation: string | undefined): string[] =>
    equation === undefined ? [] : [tag(key, toXmileEquation(writer, { equation, variable: name }))];
  return element('conveyor', conveyor.exponentialLeak ? { exponential_leak: 'true' } : {}, [
    ...part('len', conveyor.length),
    ...part('capacity', conveyor.capacity),
    ...part('in_limit', conveyor.inflowLimit),
    ...part('sample', conveyor.sample),
    ...part('arrest', conveyor.arrest),
  ]);
}

function flowAttributes({ leak, spread }: Flow): Record<string, string> {
  return {
    ...(leak === undefined || leak.start === 0 ? {} : { leak_start: String(leak.start) }),
    ...(leak === undefined || leak.end === 1 ? {} : { leak_end: String(leak.end) }),
    ...(spread === undefined ? {} : { 'isee:spreadflow': spread }),
  };
}

/** A name for the flow that stands for a stock's net rate; undefined where the stock has flows. */
function netFlow(model: Model, stock: Stock): string | undefined {
  if (stock.net === undefined) {
    return undefined;
  }
  let name = `net flow of ${stock.name}`;
  while (model.variables.some((variable) => variable.name.toLowerCase() === name.toLowerCase())) {
    name += ' 2';
  }
  return name;
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
  return [
    ...(documentation === '' ? [] : [tag('doc', documentation)]),
    ...(dimensions.length === 0
      ? []
      : element(
          'dimensions',
          {},
          dimensions.flatMap((name) => element('dim', { name }, [])),
        )),
    ...(units === undefined ? [] : [tag('units', units)]),
    ...(range === undefined ? [] : element('range', limits, [])),
  ];
}

function writeLookup(writer: Writer, variable: Variable & { kind: 'lookup' }, common: readonly string[]): string[] {
  const [first] = variable.definitions;
  if (variable.definitions.length === 1 && first !== undefined && first.subscripts.length === 0) {
    return element('aux', { name: variable.name }, [...common, ...writeGraphical(writer, first.table, variable.name)]);
  }
  const parts = variable.definitions.flatMap(({ subscripts, table }) =>
    element('element', { subscript: subscripts.join(', ') }, writeGraphical(writer, table, variable.name)),
  );
  return element('aux', { name: variable.name }, [...common, ...parts]);
}

function writeDefinitions(writer: Writer, variable: Variable, definitions: readonly Definition[]): string[] {
  const expanded = expandDefinitions({ dimensions: writer.model.dimensions, variable, definitions });
  const write = ({ equation, table }: Definition) => [
    tag('eqn', toXmileEquation(writer, { equation, variable: variable.name })),
    ...(table === undefined ? [] : writeGraphical(writer, table, variable.name)),
  ];
  const [only] = expanded;
  if (expanded.length === 1 && only !== undefined && only.subscripts.length === 0) {
    return write(only);
  }
  return expanded.flatMap((definition) =>
    element('element', { subscript: definition.subscripts.join(', ') }, write(definition)),
  );
}

function writeGraphical(writer: Writer, { x, y, mode }: GraphicalFunction, variable: string): string[] {
  if (mode === 'forward' || mode === 'raw') {
    writer.diagnostics.push(cannot(variable, `graphical function of the kind "${mode}"`));
  }
  const type = mode === 'continuous' ? {} : { type: mode };
  return element('gf', type, [tag('xpts', x.join(',')), tag('ypts', y.join(','))]);
}

/** An equation as XMILE writes it: underscores for spaces in names, functions under XMILE's names. */
function toXmileEquation(writer: Writer, given: { equation: string; variable: string }): string {
  const { expression, diagnostics } = parseEquation(given.equation, { variable: given.variable });
  writer.diagnostics.push(...diagnostics);
  if (expression === undefined) {
    return '';
  }
  const names = mapExpression(expression, (node) => {
    if (node.kind !== 'reference' && node.kind !== 'call') {
      return node;
    }
    const subscripts = node.subscripts.map((subscript) => {
      if (subscript.kind === 'wildcard' && subscript.of !== undefined) {
        writer.diagnostics.push(cannot(given.variable, `"*:${subscript.of}": an aggregate over a named range`));
      }
      return subscript.kind === 'name' ? { ...subscript, name: underscored(subscript.name) } : subscript;
    });
    if (node.kind === 'call' && !isXmileFunction(node.name) && !isVariable(writer.model, node.name)) {
      writer.diagnostics.push(onlyWeir(given.variable, node.name));
    }
    return { ...node, name: underscored(node.name), subscripts };
  });
  return printExpression(names);
}

function cannot(variable: string, what: string): Diagnostic {
  return {
    code: 'not-in-xmile',
    severity: 'error',
    message: `Cannot write "${variable}" as XMILE: the format has no ${what}`,
    advice: 'keep this model as .yaml, or write the equation another way',
    variable,
  };
}

function isVariable(model: Model, name: string): boolean {
  return model.variables.some((variable) => toId(variable.name) === toId(name));
}

/** Weir reads it back; another tool may not. */
function onlyWeir(variable: string, name: string): Diagnostic {
  return {
    code: 'not-standard-xmile',
    severity: 'warning',
    message: `Cannot say the function "${name}" of "${variable}" in standard XMILE: it is written as it is, and other tools may refuse it`,
    advice: 'express it with standard functions if the file is for another tool',
    variable,
  };
}

/** Spaces as underscores where XMILE can then do without quotes. */
function underscored(name: string): string {
  return printName(name).startsWith('"') ? name : name.replace(/ /g, '_');
}

function identifier(name: string): string {
  return printName(underscored(name));
}

function element(name: string, attributes: Readonly<Record<string, string>>, children: readonly string[]): string[] {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${escape(value).replace(/\n/g, '&#10;')}"`,
  );
  const open = `<${name}${written.join('')}`;
  return children.length === 0 ? [`${open}/>`] : [`${open}>`, ...children.map((line) => `  ${line}`), `</${name}>`];
}

function tag(name: string, text: string, attributes: Readonly<Record<string, string>> = {}): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escape(value)}"`);
  return `<${name}${written.join('')}>${escape(text)}</${name}>`;
}

/** Escapes markup; what XML 1.0 cannot hold (control characters) is dropped. */
function escape(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}
