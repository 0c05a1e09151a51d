import { ownValue } from '../model/own-value.ts';
import type { Definition, GraphicalFunction, TableDefinition, Variable } from '../model/model.ts';
import { combinations } from '../equation/expand-definitions.ts';
import { toId } from '../model/names.ts';
import type { ReadContext } from './context.ts';
import { cleanName, declaredName, fault, nameOf, optional, readNumber, refuse } from './context.ts';
import type { XmlElement } from '../xml/element.ts';
import { child, childText, childrenNamed } from '../xml/element.ts';
import { translateEquation } from './equation.ts';
import { readConveyor, readLeak, readSpread } from './conveyor.ts';
import { readOverflow, readQueue } from './queue.ts';
import { readGraphical } from './graphical.ts';
import { isSet } from './settings.ts';

/** What a variable may hold that does not change its numbers, or that is read elsewhere in this file. */
const HARMLESS = new Set([
  'eqn',
  'init_eqn',
  'inflow',
  'outflow',
  'conveyor',
  'queue',
  'overflow',
  'leak',
  'leak_integers',
  'leak_start',
  'leak_end',
  'non_negative',
  'units',
  'doc',
  'gf',
  'dimensions',
  'element',
  'range',
  'scale',
  'format',
  'display',
  'mathml',
  'isee:summing',
  'isee:delay_aux',
  'isee:dependencies',
  'isee:derived_units',
  'event_poster',
]);

/** What the engine refuses, in the words of a person, by the element's name. */
export const REFUSED_ELEMENTS: Readonly<Record<string, string>> = {
  oven: 'the oven',
};

/** Reads one `<stock>`, `<flow>`, `<aux>` or `<gf>`; undefined where it cannot be used, with a diagnostic. */
export function readVariable(context: ReadContext, element: XmlElement): Variable | undefined {
  const name = nameOf(element);
  const kind = element.name.toLowerCase();
  if (kind !== 'gf') {
    refuseParts(context, element, name);
  }
  const dimensions = childrenNamed(child(element, 'dimensions') ?? { ...element, children: [] }, 'dim').map(nameOf);
  const base = {
    name,
    dimensions: dimensions.map((dimension) => dimensionName(context, dimension)),
    ...optional('units', childText(element, 'units')),
    documentation: cleanDocumentation(childText(element, 'doc')),
    ...readRange(element),
    place: element.place,
  };
  if (kind === 'gf') {
    const table = readGraphical(context, element, name);
    return table && { ...base, kind: 'lookup', definitions: [{ subscripts: [], table, place: element.place }] };
  }
  const tables = readTables(context, element, name);
  if (kind === 'aux' && tables !== undefined) {
    return { ...base, kind: 'lookup', definitions: tables };
  }
  if (isOpenInput(context, element)) {
    return { ...base, kind: 'auxiliary', definitions: [] };
  }
  const belt = kind === 'stock' ? readConveyor(context, element, name) : undefined;
  const queue = kind === 'stock' ? readQueue(context, element, name) : {};
  const definitions =
    belt?.definitions ?? readFlowEquation(context, element, name) ?? readDefinitions(context, element, name);
  if (kind === 'stock') {
    const flows = (which: string) =>
      childrenNamed(element, which).map((flow) => declaredName(context, cleanName(flow.text)));
    return {
      ...base,
      kind,
      initial: definitions,
      inflows: flows('inflow'),
      outflows: flows('outflow'),
      nonNegative:
        belt === undefined &&
        queue.queue === undefined &&
        (isSet(child(element, 'non_negative')) ?? context.defaults.stock),
      ...optional('conveyor', belt?.conveyor),
      ...queue,
    };
  }
  if (kind === 'flow') {
    const isQueued = context.drivenFlows.get(toId(name)) === 'queued';
    const nonNegative = !isQueued && (isSet(child(element, 'non_negative')) ?? context.defaults.flow);
    const conveyed = {
      ...optional('leak', readLeak(context, element, name)),
      ...readOverflow(element),
      ...readSpread(context, element, name),
    };
    return { ...base, kind, definitions, nonNegative, ...conveyed };
  }
  return { ...base, kind: 'auxiliary', definitions };
}

/** An input of a module that is only given a value by its connection: `{Enter equation for use when not hooked up to other models}`. */
function isOpenInput(context: ReadContext, element: XmlElement): boolean {
  if (!context.isSubmodel || element.attributes['access'] !== 'input') return false;
  const isEmpty = (part: XmlElement) => (childText(part, 'eqn') ?? '').replace(/\{[^}]*\}/g, '').trim() === '';
  const hasFlows = child(element, 'inflow') !== undefined || child(element, 'outflow') !== undefined;
  return (
    !hasFlows && child(element, 'gf') === undefined && [element, ...childrenNamed(element, 'element')].every(isEmpty)
  );
}

function refuseParts(context: ReadContext, element: XmlElement, variable: string): void {
  for (const part of element.children) {
    const name = part.name.toLowerCase();
    const known = ownValue(REFUSED_ELEMENTS, name.replace(/^isee:/, ''));
    if (known !== undefined) {
      refuse(context, { what: known, place: part.place, variable });
    } else if (isMisplaced(name, element) || (!HARMLESS.has(name) && name !== 'isee:event_poster')) {
      refuse(context, { what: `the element <${part.name}>`, place: part.place, variable });
    }
  }
  const events = element.children.find((part) => /^(?:isee:)?event_poster$/i.test(part.name));
  if (events !== undefined) {
    context.diagnostics.push({
      code: 'events-left-out',
      severity: 'warning',
      message: `Cannot post the events of "${variable}": they are left out, and change no numbers`,
      advice: 'where one of them ends the run, set the stop time',
      place: events.place,
      variable,
    });
  }
  const initial = initialEquations(element)[0];
  if (initial !== undefined && !mayStartApart(context, element, variable)) {
    refuse(context, { what: 'the separate initial equation <init_eqn>', place: initial.place, variable });
  }
}

/** A queue is a stock, and an overflow a flow. */
function isMisplaced(part: string, { name }: XmlElement): boolean {
  return (part === 'queue' && name.toLowerCase() !== 'stock') || (part === 'overflow' && name.toLowerCase() !== 'flow');
}

/** The equations that hold while start values are worked out: of the whole, and of single elements. */
function initialEquations(element: XmlElement): XmlElement[] {
  return [element, ...childrenNamed(element, 'element')].flatMap((part) => startOf(part) ?? []);
}

function startOf(part: XmlElement): XmlElement | undefined {
  const found = child(part, 'init_eqn');
  return found === undefined || found.text.trim() === '' ? undefined : found;
}

/** Whether an equation of its own for the start is clear: what is no stock, takes no table and is not set by a conveyor or queue. */
function mayStartApart(context: ReadContext, element: XmlElement, variable: string): boolean {
  const parts = [element, ...childrenNamed(element, 'element')];
  return (
    element.name.toLowerCase() !== 'stock' &&
    parts.every((part) => child(part, 'gf') === undefined && childrenNamed(part, 'eqn').length < 2) &&
    !context.drivenFlows.has(toId(variable))
  );
}

/** What a conveyor or queue sets needs no equation, and a leak's may stand in its `<leak>`; undefined where the usual ones hold. */
function readFlowEquation(context: ReadContext, element: XmlElement, variable: string): Definition[] | undefined {
  const role = context.drivenFlows.get(toId(variable));
  if (role === 'queued' && isWithoutEquation(element)) return [{ subscripts: [], equation: '0', place: element.place }];
  if (role === 'exit') return [{ subscripts: [], equation: '0', place: element.place }];
  const leak = child(element, 'leak');
  if (role !== 'leak' || leak === undefined || leak.text.trim() === '') return undefined;
  const equation = translateEquation(context, { element: { ...leak, name: 'eqn' }, variable });
  return equation === undefined ? [] : [{ subscripts: [], equation, place: leak.place }];
}

function isWithoutEquation(element: XmlElement): boolean {
  return [element, ...childrenNamed(element, 'element')].every((part) => (childText(part, 'eqn') ?? '').trim() === '');
}

/** Equations: one for all elements, or those of single elements. */
function readDefinitions(context: ReadContext, element: XmlElement, variable: string): Definition[] {
  const shared = child(element, 'gf');
  const sharedTable = shared && readGraphical(context, shared, variable);
  const elements = childrenNamed(element, 'element');
  const common = child(element, 'eqn');
  const parts = elements.length > 0 ? elements : [element];
  // Elements may hold only a table each, and share the equation.
  const isShared = common !== undefined && common.text.trim() !== '';
  const isOwn = (part: XmlElement) => part !== element && (childText(part, 'eqn') ?? '') !== '';
  if (isShared && parts.some(isOwn)) {
    fault(context, {
      code: 'two-definitions',
      message: `Cannot define "${variable}" twice: it has an equation for all elements and equations for single elements`,
      advice: 'keep one of the two',
      place: common.place,
      variable,
    });
    return [];
  }
  const vensim = elements.length === 0 ? readVensimArray(context, element, variable) : undefined;
  if (vensim !== undefined) {
    return vensim;
  }
  return parts.flatMap((part) => {
    const gf = part === element ? undefined : child(part, 'gf');
    const table = gf === undefined ? sharedTable : readGraphical(context, gf, variable);
    const own = translateEquation(context, {
      element: (isShared ? common : child(part, 'eqn')) ?? part,
      variable,
    });
    const start = startOf(part) ?? startOf(element);
    const initial = start && translateEquation(context, { element: { ...start, name: 'eqn' }, variable });
    if (own === undefined) {
      return [];
    }
    const equation = initial === undefined ? own : `ACTIVE INITIAL(${own}, ${initial})`;
    return [{ subscripts: subscriptsOf(part), equation, ...optional('table', table), place: part.place }];
  });
}

/**
 * Vensim's export writes an array that is defined in parts as several `<eqn>`, one an element in order, and a list of
 * numbers as it stands in the model: `1, 2; 3, 4;`. Undefined where the variable is neither.
 */
function readVensimArray(context: ReadContext, element: XmlElement, variable: string): Definition[] | undefined {
  const equations = childrenNamed(element, 'eqn');
  const [only] = equations;
  const numbers = (only?.text ?? '').split(/[,;]/).map((part) => part.trim());
  const isList =
    equations.length === 1 &&
    numbers.length > 1 &&
    numbers.every((part) => part === '' || readNumber(part) !== undefined);
  if (equations.length < 2 && !(isList && context.writer === 'vensim')) {
    return undefined;
  }
  const dims = childrenNamed(child(element, 'dimensions') ?? { ...element, children: [] }, 'dim').map(nameOf);
  const cells = combinations(dims.map((dim) => elementsOf(context, dim)));
  const values = isList
    ? numbers.filter((part) => part !== '').map((part) => String(readNumber(part) ?? 0))
    : equations.map((equation) => translateEquation(context, { element: equation, variable }));
  if (context.writer !== 'vensim' || cells.length !== values.length) {
    fault(context, {
      code: 'two-definitions',
      message: `Cannot tell which of ${values.length} equations of "${variable}" holds`,
      advice: 'give one equation, or one in an <element> for each element',
      place: element.place,
      variable,
    });
    return [];
  }
  return cells.flatMap((subscripts, index) => {
    const equation = values[index];
    return equation === undefined ? [] : [{ subscripts, equation, place: element.place }];
  });
}

function elementsOf(context: ReadContext, name: string): readonly string[] {
  const id = toId(name);
  return context.dimensions.find((dimension) => toId(dimension.name) === id)?.elements ?? [];
}

/** The tables of an auxiliary that has no equation at all, so that it can only be called. */
function readTables(context: ReadContext, element: XmlElement, variable: string): TableDefinition[] | undefined {
  const elements = childrenNamed(element, 'element');
  const parts = elements.length > 0 ? elements : [element];
  const isTable = (part: XmlElement) =>
    (child(part, 'gf') ?? child(element, 'gf')) !== undefined &&
    ((childText(part, 'eqn') || childText(element, 'eqn')) ?? '') === '';
  if (!parts.every(isTable)) {
    return undefined;
  }
  return parts.flatMap((part) => {
    const gf = child(part, 'gf') ?? child(element, 'gf');
    const table: GraphicalFunction | undefined = gf && readGraphical(context, gf, variable);
    return table === undefined ? [] : [{ subscripts: subscriptsOf(part), table, place: part.place }];
  });
}

function subscriptsOf(part: XmlElement): string[] {
  const text = part.attributes['subscript'];
  return text === undefined ? [] : text.split(',').map((name) => cleanName(name));
}

function readRange(element: XmlElement): { range?: { low?: number; high?: number } } {
  const range = child(element, 'range');
  const low = readNumber(range?.attributes['min']);
  const high = readNumber(range?.attributes['max']);
  if (low === undefined && high === undefined) {
    return {};
  }
  return { range: { ...optional('low', low), ...optional('high', high) } };
}

function dimensionName(context: ReadContext, name: string): string {
  const id = toId(name);
  return context.dimensions.find((known) => toId(known.name) === id)?.name ?? name;
}

/** Documentation as paragraphs: leading tabs that Vensim's export leaves are dropped. */
function cleanDocumentation(text: string | undefined): string {
  return (text ?? '').replace(/\\n/g, '\n').trim();
}
