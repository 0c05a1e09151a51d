import { readConveyed, readConveyor } from './read-conveyor.ts';
import type { DataPath, DataReader } from './data-reader.ts';
import { tableModes, type Definition, type GraphicalFunction, type TableDefinition, type Variable } from './model.ts';
import { toId } from './names.ts';

/** What the variables of a file share. */
export interface VariableContext {
  readonly reader: DataReader;
  /** Elements of each dimension by canonical name, for lists that stand in the order of the elements. */
  readonly elements: ReadonlyMap<string, readonly string[]>;
  /** The file's sector. */
  readonly group: string | undefined;
  /** Where the sections stand, if not at the top of the file. */
  readonly at?: DataPath;
}

/** Each section of a file and the keys that its entries may have. */
export const sections = {
  stocks: {
    kind: 'stock',
    keys: ['initial', 'inflows', 'outflows', 'net', 'non negative', 'conveyor', 'queue'],
  },
  flows: {
    kind: 'flow',
    keys: ['equation', 'table', 'non negative', 'leak', 'overflow', 'spread'],
  },
  variables: {
    kind: 'auxiliary',
    keys: ['equation', 'table'],
  },
  lookups: {
    kind: 'lookup',
    keys: ['x', 'y', 'mode', 'tables'],
  },
} as const;

type Section = keyof typeof sections;

const sharedKeys = ['dimensions', 'partial', 'units', 'documentation', 'evidence', 'range', 'group'];

/** Reads the variables of all sections of a map. */
export function readVariables(data: Readonly<Record<string, unknown>>, context: VariableContext): Variable[] {
  const { reader, at = [] } = context;
  return Object.keys(sections)
    .filter(isSection)
    .flatMap((section) =>
      Object.entries(reader.map(data[section], [...at, section]) ?? {}).flatMap(
        ([name, value]) => readVariable({ section, name, data: value }, context) ?? [],
      ),
    );
}

function isSection(key: string): key is Section {
  return Object.hasOwn(sections, key);
}

/** Reads one variable; undefined where too little of it is there. */
function readVariable(
  { section, name, data }: { section: Section; name: string; data: unknown },
  context: VariableContext,
): Variable | undefined {
  const { reader } = context;
  const path = [...(context.at ?? []), section, name];
  const map = shortForm(section, data) ?? reader.map(data, path);
  if (map === undefined) return undefined;
  reader.keys(map, path, [...sections[section].keys, ...sharedKeys]);
  const base = readBase(map, { name, path, context });
  const inner = { path, dimensions: base.dimensions, context };
  switch (section) {
    case 'stocks': {
      if (!reader.required(map['initial'], path, 'initial')) return undefined;
      return {
        ...base,
        kind: 'stock',
        initial: readDefinitions(map, 'initial', inner),
        inflows: reader.texts(map['inflows'], [...path, 'inflows']) ?? [],
        outflows: reader.texts(map['outflows'], [...path, 'outflows']) ?? [],
        ...(map['net'] === undefined ? {} : { net: readDefinitions(map, 'net', inner) }),
        nonNegative: reader.boolean(map['non negative'], [...path, 'non negative']) ?? false,
        ...readConveyor(map['conveyor'], [...path, 'conveyor'], reader),
        ...(reader.boolean(map['queue'], [...path, 'queue']) === true ? { queue: true } : {}),
      };
    }
    case 'flows':
      if (!reader.required(map['equation'], path, 'equation')) return undefined;
      return {
        ...base,
        kind: 'flow',
        definitions: readDefinitions(map, 'equation', inner),
        nonNegative: reader.boolean(map['non negative'], [...path, 'non negative']) ?? false,
        ...readConveyed(map, path, reader),
      };
    case 'variables':
      if (!reader.required(map['equation'], path, 'equation')) return undefined;
      return { ...base, kind: 'auxiliary', definitions: readDefinitions(map, 'equation', inner) };
    case 'lookups':
      return { ...base, kind: 'lookup', definitions: readTables(map, path, reader) };
  }
}

/** `name: 3.5` and `name: equation`. */
function shortForm(section: Section, data: unknown): Readonly<Record<string, unknown>> | undefined {
  const short = typeof data === 'number' || typeof data === 'string';
  return short && (section === 'variables' || section === 'flows') ? { equation: data } : undefined;
}

type Base = Pick<
  Variable,
  'name' | 'dimensions' | 'partial' | 'units' | 'documentation' | 'group' | 'evidence' | 'range' | 'place'
>;

function readBase(
  map: Readonly<Record<string, unknown>>,
  { name, path, context }: { name: string; path: DataPath; context: VariableContext },
): Base {
  const { reader } = context;
  const units = reader.text(map['units'], [...path, 'units']);
  const group = reader.text(map['group'], [...path, 'group']) ?? context.group;
  const evidence = reader.texts(map['evidence'], [...path, 'evidence']);
  const range = readRange(map['range'], [...path, 'range'], reader);
  return {
    name,
    dimensions: reader.texts(map['dimensions'], [...path, 'dimensions']) ?? [],
    ...(reader.boolean(map['partial'], [...path, 'partial']) === true ? { partial: true } : {}),
    ...(units === undefined ? {} : { units }),
    documentation: reader.text(map['documentation'], [...path, 'documentation']) ?? '',
    ...(group === undefined ? {} : { group }),
    ...(evidence === undefined ? {} : { evidence }),
    ...(range === undefined ? {} : { range }),
    ...reader.placed(path),
  };
}

/** `[low, high]`, either of which may be null. */
function readRange(data: unknown, path: DataPath, reader: DataReader): Variable['range'] {
  const list = reader.list(data, path);
  if (list === undefined) return undefined;
  if (list.length !== 2) {
    const message = `Cannot read "range": two values, low and high, are needed, but ${list.length} were found`;
    reader.report(path, { code: 'wrong-type', message });
    return undefined;
  }
  const low = reader.number(list[0], [...path, 0]);
  const high = reader.number(list[1], [...path, 1]);
  return { ...(low === undefined ? {} : { low }), ...(high === undefined ? {} : { high }) };
}

interface Inner {
  readonly path: DataPath;
  readonly dimensions: readonly string[];
  readonly context: VariableContext;
}

/**
 * A number; an equation; a map of elements to either; a list in the order of the elements; or, for what these cannot say, a list of
 * `{for: […], except: [[…]], equation: …, table: …}`.
 */
function readDefinitions(map: Readonly<Record<string, unknown>>, key: string, inner: Inner): Definition[] {
  const { reader } = inner.context;
  const data = map[key];
  const path = [...inner.path, key];
  const table = key === 'equation' ? readTable(map['table'], [...inner.path, 'table'], reader) : undefined;
  const shared = table === undefined ? {} : { table };
  const one = (value: unknown, at: DataPath, subscripts: readonly string[]): Definition[] => {
    const equation = reader.text(value, at);
    if (equation === undefined) {
      if (value === null)
        reader.report(at, {
          code: 'wrong-type',
          message: `Cannot read "${at.at(-1)}": an equation is needed, but nothing was found`,
        });
      return [];
    }
    return [{ subscripts, equation, ...shared, ...reader.placed(at) }];
  };
  if (Array.isArray(data)) {
    // An input of a submodel that has no equation of its own.
    if (data.length === 0) return [];
    if (data.some((each) => typeof each === 'object' && each !== null)) {
      return data.flatMap((each: unknown, index) => readGeneral(each, [...path, index], reader));
    }
    const elements = alignedElements(data, path, inner);
    return data.flatMap((each: unknown, index) => one(each, [...path, index], [elements[index] ?? '']));
  }
  if (typeof data === 'object' && data !== null) {
    return Object.entries(data).flatMap(([element, value]: [string, unknown]) =>
      one(
        value,
        [...path, element],
        element.split(',').map((each) => each.trim()),
      ),
    );
  }
  return one(data, path, []);
}

function alignedElements(data: readonly unknown[], path: DataPath, { dimensions, context }: Inner): readonly string[] {
  const elements = context.elements.get(toId(dimensions[0] ?? '')) ?? [];
  if (dimensions.length !== 1) {
    context.reader.report(path, {
      code: 'wrong-type',
      message: `Cannot read "${path.at(-1)}": a list stands for the elements of one dimension, but the variable has ${dimensions.length}`,
      advice: 'write a map of elements to values',
    });
  } else if (elements.length !== data.length) {
    context.reader.report(path, {
      code: 'wrong-length',
      message: `Cannot read "${path.at(-1)}": the dimension "${dimensions[0]}" has ${elements.length} elements, but the list has ${data.length}`,
    });
  }
  return elements;
}

function readGeneral(data: unknown, path: DataPath, reader: DataReader): Definition[] {
  const map = reader.map(data, path);
  if (map === undefined) return [];
  reader.keys(map, path, ['for', 'except', 'equation', 'table']);
  const equation = reader.text(map['equation'], [...path, 'equation']);
  if (!reader.required(equation, path, 'equation')) return [];
  const table = readTable(map['table'], [...path, 'table'], reader);
  return [
    {
      ...readTarget(map, path, reader),
      equation,
      ...(table === undefined ? {} : { table }),
      ...reader.placed([...path, 'equation']),
    },
  ];
}

function readTarget(
  map: Readonly<Record<string, unknown>>,
  path: DataPath,
  reader: DataReader,
): Pick<Definition, 'subscripts' | 'except'> {
  const except = reader.list(map['except'], [...path, 'except'])?.flatMap((each, index) => {
    const list = reader.texts(each, [...path, 'except', index]);
    return list === undefined ? [] : [list];
  });
  return { subscripts: reader.texts(map['for'], [...path, 'for']) ?? [], ...(except === undefined ? {} : { except }) };
}

const tableKeys = ['x', 'y', 'mode'];

function readTable(data: unknown, path: DataPath, reader: DataReader): GraphicalFunction | undefined {
  const map = data === null ? undefined : reader.map(data, path);
  if (map === undefined) return undefined;
  reader.keys(map, path, tableKeys);
  return tableOf(map, path, reader);
}

function tableOf(
  map: Readonly<Record<string, unknown>>,
  path: DataPath,
  reader: DataReader,
): GraphicalFunction | undefined {
  const x = reader.numbers(map['x'], [...path, 'x']);
  const y = reader.numbers(map['y'], [...path, 'y']);
  const mode = reader.word(map['mode'], [...path, 'mode'], tableModes) ?? 'continuous';
  if (!reader.required(x, path, 'x') || !reader.required(y, path, 'y')) return undefined;
  return { x, y, mode };
}

/** A lookup's own points, or `tables: [{for, x, y, mode}]` for an array of them. */
function readTables(map: Readonly<Record<string, unknown>>, path: DataPath, reader: DataReader): TableDefinition[] {
  const list = reader.list(map['tables'], [...path, 'tables']);
  if (list === undefined) {
    const table = tableOf(map, path, reader);
    return table === undefined ? [] : [{ subscripts: [], table, ...reader.placed(path) }];
  }
  return list.flatMap((each, index) => {
    const at = [...path, 'tables', index];
    const own = reader.map(each, at);
    if (own === undefined) return [];
    reader.keys(own, at, [...tableKeys, 'for', 'except']);
    const table = tableOf(own, at, reader);
    return table === undefined ? [] : [{ ...readTarget(own, at, reader), table, ...reader.placed(at) }];
  });
}
