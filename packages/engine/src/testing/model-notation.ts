import type {
  Definition,
  Dimension,
  GraphicalFunction,
  Model,
  TableDefinition,
  TimeSettings,
  Variable,
} from '../model/model.ts';
import { integrationMethods } from '../model/model.ts';
import { toId } from '../model/names.ts';

/**
 * A whole model in a line, for tests. Statements end at a semicolon or a line's end:
 *
 * - `x = 3`: a constant or converter; `x {children/year} = …` with units; `x = TABLE(input) (0,1) (1,5)` with a graphical function
 *   (`DISCRETE` or `EXTRAPOLATE` for the other modes)
 * - `stock S {children} = 10 { +in -out }`: a stock with its flows; `stock S = 10 { net: a - b }` with one rate
 * - `flow f = …`; `flow! f = …` and `stock! S = …` are non-negative
 * - `lookup f = (0,1) (1,5)`: a graphical function called by name
 * - `dim Age = young, old`; `dim Under 5 < Age = young`: a dimension, a subrange
 * - `x[Age] = …`; `x[young] = 1; x[old] = 2`: arrays
 * - `time 0 10 0.5 rk4`: start, stop, step and method; by default 0 to 10 by 1, Euler
 * - `same year, years, yr`: units that mean the same
 *
 * @example
 * ```ts
 * model`stock S = 10 { -out }; flow out = S / 4; time 0 8 0.125`;
 * ```
 */
export function model(strings: TemplateStringsArray, ...values: readonly (string | number)[]): Model {
  const text = strings.map((string, index) => string + String(values[index] ?? '')).join('');
  const statements = text
    .split(/[;\n]/)
    .map((each) => each.trim())
    .filter((each) => each !== '');
  const dimensions: Dimension[] = [];
  const unitEquivalents: string[][] = [];
  const variables: Variable[] = [];
  let time: TimeSettings = { start: 0, stop: 10, step: 1, units: 'year', method: 'euler' };
  for (const statement of statements) {
    const [, word = '', rest = ''] = /^(time|dim|same)\s+(.*)$/s.exec(statement) ?? [];
    if (word === 'time') time = readTime(rest);
    else if (word === 'dim') dimensions.push(readDimension(rest));
    else if (word === 'same') unitEquivalents.push(rest.split(',').map((each) => each.trim()));
    else addVariable(readVariable(statement, dimensions), variables);
  }
  return {
    format: 'weir/1',
    name: 'test',
    documentation: '',
    time,
    unitEquivalents,
    dimensions,
    groups: [],
    variables,
    loops: [],
  };
}

function readTime(text: string): TimeSettings {
  const [start = '0', stop = '10', step = '1', method = 'euler'] = text.split(/\s+/);
  const known = integrationMethods.find((each) => each === method) ?? 'euler';
  return { start: Number(start), stop: Number(stop), step: Number(step), units: 'year', method: known };
}

function readDimension(text: string): Dimension {
  const [head = '', list = ''] = text.split('=');
  const [name = '', parent] = head.split('<').map((each) => each.trim());
  const elements = list.split(',').map((each) => each.trim());
  return { name, elements, documentation: '', ...(parent === undefined ? {} : { subrangeOf: parent }) };
}

function readVariable(statement: string, dimensions: readonly Dimension[]): Variable {
  const match = /^(?:(stock|flow|lookup)(!?)\s+)?([^[{=]+?)\s*(?:\[([^\]]*)\])?\s*(?:\{([^}]*)\})?\s*=\s*(.*)$/s.exec(
    statement,
  );
  if (match === null) throw new SyntaxError(`Cannot read the test statement "${statement}"`);
  const [, kind = 'auxiliary', mark, name = '', subscriptText, units, body = ''] = match;
  const subscripts = (subscriptText ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
  const base = {
    name,
    dimensions: subscripts.map((each) => dimensionOf(each, dimensions)),
    documentation: '',
    ...(units === undefined ? {} : { units }),
  };
  const own = subscripts.every((each, axis) => each === base.dimensions[axis]) ? [] : subscripts;
  const nonNegative = mark === '!';
  if (kind === 'lookup') return { ...base, kind, definitions: [{ subscripts: own, table: readTable(body) }] };
  if (kind === 'flow') return { ...base, kind, definitions: [readDefinition(body, own)], nonNegative };
  if (kind === 'auxiliary') return { ...base, kind, definitions: [readDefinition(body, own)] };
  const [, initial = body, flows = ''] = /^(.*?)\s*\{([^}]*)\}$/s.exec(body) ?? [];
  const net = /^\s*net:(.*)$/s.exec(flows)?.[1]?.trim();
  const names = (sign: string): string[] =>
    net === undefined
      ? [...flows.matchAll(/([+-])\s*([^+-]+)/g)].flatMap(([, mark = '', flow = '']) =>
          mark === sign ? [flow.trim()] : [],
        )
      : [];
  return {
    ...base,
    kind: 'stock',
    initial: [readDefinition(initial, own)],
    inflows: names('+'),
    outflows: names('-'),
    ...(net === undefined ? {} : { net: [{ subscripts: own, equation: net }] }),
    nonNegative,
  };
}

/** The dimension that a subscript on the left names, or that has it as an element. */
function dimensionOf(subscript: string, dimensions: readonly Dimension[]): string {
  if (dimensions.some((each) => toId(each.name) === toId(subscript) && each.subrangeOf === undefined)) return subscript;
  const part = dimensions.find((each) => toId(each.name) === toId(subscript));
  return (
    part?.subrangeOf ??
    dimensions.find((each) => each.elements.some((element) => toId(element) === toId(subscript)))?.name ??
    subscript
  );
}

function readDefinition(text: string, subscripts: readonly string[]): Definition {
  const table = /^TABLE\((.*?)\)\s*((?:DISCRETE|EXTRAPOLATE)?\s*\([^()]*,[^()]*\).*)$/s.exec(text);
  if (table === null) return { subscripts, equation: text };
  const [, equation = '', points = ''] = table;
  return { subscripts, equation, table: readTable(points) };
}

function readTable(text: string): GraphicalFunction {
  const points = [...text.matchAll(/\(([^,]*),([^)]*)\)/g)];
  return {
    x: points.map(([, x]) => Number(x)),
    y: points.map(([, , y]) => Number(y)),
    mode: text.startsWith('DISCRETE') ? 'discrete' : text.startsWith('EXTRAPOLATE') ? 'extrapolate' : 'continuous',
  };
}

/** Later definitions of an array, for other elements, join the first. */
function addVariable(variable: Variable, variables: Variable[]): void {
  const id = toId(variable.name);
  const index = variable.dimensions.length === 0 ? -1 : variables.findIndex((each) => toId(each.name) === id);
  const earlier = variables[index];
  if (earlier === undefined || earlier.kind !== variable.kind) {
    variables.push(variable);
  } else if (earlier.kind === 'stock' && variable.kind === 'stock') {
    variables[index] = { ...earlier, initial: [...earlier.initial, ...variable.initial] };
  } else if (earlier.kind === 'lookup' && variable.kind === 'lookup') {
    const definitions: readonly TableDefinition[] = [...earlier.definitions, ...variable.definitions];
    variables[index] = { ...earlier, definitions };
  } else if (earlier.kind === 'flow' && variable.kind === 'flow') {
    variables[index] = { ...earlier, definitions: [...earlier.definitions, ...variable.definitions] };
  } else if (earlier.kind === 'auxiliary' && variable.kind === 'auxiliary') {
    variables[index] = { ...earlier, definitions: [...earlier.definitions, ...variable.definitions] };
  }
}
