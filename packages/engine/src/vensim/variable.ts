import type { Expression } from '../equation/expression.ts';
import { combinations } from '../equation/expand-definitions.ts';
import type { Definition, Dimension, TableDefinition, Variable } from '../model/model.ts';
import { toId } from '../model/names.ts';
import { elementsOf, rangeOf, report, spelling, type Entry, type MdlContext, type MdlVariable } from './context.ts';
import { coveredElements } from './covered-elements.ts';
import { dataEquation } from './data-equation.ts';
import { seriesKey } from './data-series.ts';
import { dataTables, overTime } from './data-variable.ts';
import { readAnnotations } from './documentation.ts';
import { externalKind, fileOf } from './external-call.ts';
import { externalConstants } from './external-constants.ts';
import { externalTables } from './external-series.ts';
import type { Range } from './ranges.ts';
import { needsExpansion, translateExpression, type Scope } from './translate.ts';

/** One variable of the document; `extra` takes dimensions that the file does not name. Undefined, with a diagnostic, where it cannot be read. */
export function buildVariable(context: MdlContext, variable: MdlVariable, extra: Dimension[]): Variable | undefined {
  const { name, entries } = variable;
  const [first] = entries;
  if (first === undefined || !sameShape(context, variable)) return undefined;
  const dimensions = axesOf(context, variable, extra);
  if (dimensions === undefined) return undefined;
  const annotated = entries.findLast(({ block }) => block.units.trim() !== '' || block.comment.trim() !== '') ?? first;
  const group = first.block.group;
  const annotations = readAnnotations(annotated.block);
  const base = {
    name,
    dimensions,
    ...(isPartial(context, { entries, dimensions }) ? { partial: true as const } : {}),
    ...annotations,
    documentation: [annotations.documentation, ...sourcesOf(context, entries)].filter((line) => line !== '').join('\n'),
    ...(group === undefined || isControl(group) ? {} : { group }),
    place: context.placeOf(first.start),
  };
  if (entries.some(({ statement }) => kindOf(statement) === 'table')) return buildLookup(context, base, entries);
  if (!entries.some(({ statement }) => statement.kind === 'integral')) {
    return { ...base, kind: 'auxiliary', definitions: entries.flatMap((entry) => definitionsOf(context, entry)) };
  }
  const parts = (part: 'rate' | 'initial') =>
    entries.flatMap(({ statement, ...rest }) =>
      statement.kind === 'integral'
        ? definitionsOf(context, {
            ...rest,
            statement: { kind: 'equation', left: statement.left, expression: statement[part] },
          })
        : [],
    );
  return {
    ...base,
    kind: 'stock',
    initial: parts('initial'),
    net: parts('rate'),
    inflows: [],
    outflows: [],
    nonNegative: false,
  };
}

/** Whether some elements of an array are in none of its entries; Vensim then has no such elements. */
function isPartial(
  context: MdlContext,
  { entries, dimensions }: { entries: readonly Entry[]; dimensions: readonly string[] },
): boolean {
  if (dimensions.length === 0) return false;
  const cells = new Set<string>();
  for (const { statement } of entries) {
    const { subscripts, except } = statement.left;
    const skipped = except.map((list) => list.map((each) => new Set(elementsOf(context, each).map(toId))));
    for (const cell of combinations(subscripts.map((each) => elementsOf(context, each).map(toId)))) {
      if (!skipped.some((list) => list.every((names, axis) => names.has(toId(cell[axis] ?? ''))))) {
        cells.add(cell.join('\u0000'));
      }
    }
  }
  const used = entries[0]?.statement.left.subscripts.map((_, axis) => usedElements(context, entries, axis).size) ?? [];
  return cells.size < used.reduce((product, count) => product * count, 1);
}

/** The elements that stand at one place on the left of any of the entries. */
function usedElements(context: MdlContext, entries: readonly Entry[], axis: number): ReadonlySet<string> {
  const written = new Set(entries.map(({ statement }) => toId(statement.left.subscripts[axis] ?? '') as string));
  return new Set([...written].flatMap((each) => elementsOf(context, each).map((element) => toId(element) as string)));
}

/** The group in which Vensim keeps the run's settings. */
export function isControl(group: string): boolean {
  return /^control$/i.test(group);
}

type Base = Pick<Variable, 'name' | 'dimensions' | 'documentation'>;

function buildLookup(context: MdlContext, base: Base, entries: readonly Entry[]): Variable {
  const definitions = entries.flatMap((entry): TableDefinition[] => {
    const { statement, start } = entry;
    const place = context.placeOf(start);
    if (statement.kind === 'external') {
      const tables = externalTables(context, { ...entry, statement }) ?? [];
      return tables.map((each) => ({ ...each, place }));
    }
    if (statement.kind !== 'table') return [];
    const subscripts = statement.left.subscripts.map((each) => spelling(context, each));
    return [{ subscripts, table: statement.table, place }];
  });
  return { ...base, kind: 'lookup', definitions };
}

/** Where the values come from that are read from files, for the documentation: a sentence a file and call. */
function sourcesOf(context: MdlContext, entries: readonly Entry[]): string[] {
  const sources = entries.flatMap(({ statement: { left, ...statement } }) => {
    if (statement.kind === 'data') {
      const elements = left.subscripts.map((each) => elementsOf(context, each)[0] ?? '');
      const series = context.data.get(seriesKey(left.name, elements));
      return series === undefined ? [] : [`Values from ${series.file}.`];
    }
    if (statement.kind !== 'external') return [];
    const [, tab = '', ...cells] = statement.call.arguments;
    const file = fileOf(statement.call, context.files.tags) ?? '';
    return [`Values from ${file}, ${/[\p{L}\p{N}]/u.test(tab) ? `${tab}, ` : ''}${cells.join(', ')}.`];
  });
  return [...new Set(sources)];
}

/** All entries of one variable must be of one kind and have the same number of subscripts. */
function sameShape(context: MdlContext, { name, entries }: MdlVariable): boolean {
  const say = (code: string, message: string, details: { advice: string; offset: number }): false => {
    report(context, { code, message, ...details, variable: name });
    return false;
  };
  const kinds = new Set(entries.map(({ statement }) => kindOf(statement)));
  const [first] = entries;
  const odd = entries.find(
    ({ statement }) => statement.left.subscripts.length !== first?.statement.left.subscripts.length,
  );
  if (odd !== undefined || kinds.size > 1 || (first?.statement.left.subscripts.length === 0 && entries.length > 1)) {
    return say('two-definitions', `Cannot define "${name}" in two ways`, {
      advice: 'let all its equations be of one kind, with the same number of subscripts',
      offset: (odd ?? entries.at(-1))?.start ?? 0,
    });
  }
  const unknown = entries
    .flatMap(({ statement, start }) => statement.left.subscripts.map((subscript) => ({ subscript, start })))
    .find(
      ({ subscript }) =>
        rangeOf(context, subscript) === undefined && !context.ranges.rootOfElement.has(toId(subscript)),
    );
  if (unknown === undefined) return true;
  return say(
    'unknown-element',
    `Cannot find the subscript "${unknown.subscript}" of "${name}" in any subscript range`,
    {
      advice: 'define a range that holds it',
      offset: unknown.start,
    },
  );
}

function kindOf(statement: Entry['statement']): 'table' | 'integral' | 'equation' {
  if (statement.kind === 'external') return externalKind(statement.call) === 'lookups' ? 'table' : 'equation';
  return statement.kind === 'table' || statement.kind === 'integral' ? statement.kind : 'equation';
}

/** For each subscript position the smallest range that holds all that is defined there. */
function axesOf(context: MdlContext, { name, entries }: MdlVariable, extra: Dimension[]): string[] | undefined {
  const count = entries[0]?.statement.left.subscripts.length ?? 0;
  const axes: string[] = [];
  for (let axis = 0; axis < count; axis++) {
    const written = [...new Set(entries.map(({ statement }) => toId(statement.left.subscripts[axis] ?? '') as string))];
    const used = usedElements(context, entries, axis);
    const fits = (range: Range | undefined): boolean =>
      range !== undefined && range.ids.length === used.size && range.ids.every((id) => used.has(id));
    const ranges = [...written.map((each) => rangeOf(context, each)), ...context.ranges.byId.values()];
    const exact = ranges.find(fits);
    axes.push(exact?.name ?? partialAxis(context, { name, axis, used, extra }));
  }
  return axes;
}

/** A dimension for a variable that is defined for some elements of a range only. */
function partialAxis(
  context: MdlContext,
  given: { name: string; axis: number; used: ReadonlySet<string>; extra: Dimension[] },
): string {
  const { name, axis, used, extra } = given;
  const [some = ''] = used;
  const root = context.ranges.rootOfElement.get(some);
  const elements = (root?.elements ?? []).filter((element) => used.has(toId(element)));
  const key = elements.join(',');
  const known = extra.find((dimension) => dimension.elements.join(',') === key && dimension.subrangeOf === root?.name);
  if (known !== undefined) return known.name;
  const dimension = `${name} subscript ${axis + 1}`;
  extra.push({
    name: dimension,
    elements,
    ...(root === undefined ? {} : { subrangeOf: root.name }),
    documentation: '',
  });
  return dimension;
}

/** The document's definitions of one entry: one, or one an element where it must be written out. */
function definitionsOf(context: MdlContext, entry: Entry): Definition[] {
  const { statement, block, start } = entry;
  const { left } = statement;
  const ownPlace = context.placeOf(start);
  const scope: Scope = { context, variable: left.name, offset: block.offset, left: left.subscripts, bound: new Map() };
  if (statement.kind === 'list') return listDefinitions(context, { ...entry, statement });
  if (statement.kind === 'data') return overTime(dataTables(context, { ...entry, statement }) ?? [], ownPlace);
  if (statement.kind === 'external') {
    const own = { ...entry, statement };
    if (externalKind(statement.call) === 'constants') return externalConstants(context, own) ?? [];
    return overTime(externalTables(context, own) ?? [], ownPlace);
  }
  if (statement.kind !== 'equation' && statement.kind !== 'with-lookup') return [];
  if (statement.kind === 'equation' && statement.data !== undefined) {
    const tables = dataEquation(context, { ...entry, statement });
    if (tables !== 'computed') return overTime(tables ?? [], ownPlace);
  }
  const expression: Expression = statement.kind === 'equation' ? statement.expression : statement.input;
  // The checker counts on from here in the translated text, which is mostly as it was written.
  const place = context.placeOf(block.offset + expression.span.start);
  const table = statement.kind === 'with-lookup' ? { table: statement.table } : {};
  const subscripts = left.subscripts.map((each) => spelling(context, each));
  if (!needsExpansion(expression, scope)) {
    const except = left.except.map((list) => list.map((each) => spelling(context, each)));
    const equation = translateExpression(expression, scope);
    return [{ subscripts, ...(except.length === 0 ? {} : { except }), equation, ...table, place }];
  }
  return (coveredElements(context, entry) ?? []).map((elements) => {
    const bound = new Map(
      left.subscripts.flatMap((each, axis) =>
        rangeOf(context, each) === undefined ? [] : [[toId(each) as string, elements[axis] ?? ''] as const],
      ),
    );
    return { subscripts: elements, equation: translateExpression(expression, { ...scope, bound }), ...table, place };
  });
}

/** `x[range] = 1, 2, 3`: one number an element, the last subscript varying fastest. */
function listDefinitions(
  context: MdlContext,
  entry: Entry & { statement: { kind: 'list'; values: readonly number[] } },
): Definition[] {
  const { statement, start } = entry;
  const cells = combinations(statement.left.subscripts.map((each) => elementsOf(context, each)));
  if (cells.length !== statement.values.length) {
    const { name, subscripts } = statement.left;
    const count = statement.values.length;
    const isScalar = subscripts.length === 0;
    report(context, {
      code: 'wrong-count',
      message: isScalar
        ? `Cannot give ${count} values to "${name}", which has no subscripts`
        : `Cannot give ${count} values to the ${cells.length} elements of "${name}[${subscripts.join(',')}]"`,
      advice: isScalar
        ? 'give it one value, with a point for decimals, or a subscript range in brackets'
        : 'give one value for each element',
      offset: start,
      variable: statement.left.name,
    });
    return [];
  }
  return cells.map((subscripts, index) => ({
    subscripts,
    equation: String(statement.values[index] ?? 0),
    place: context.placeOf(start),
  }));
}
