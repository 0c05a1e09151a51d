import type {
  Conveyor,
  Definition,
  Dimension,
  GraphicalFunction,
  Group,
  Macro,
  Model,
  Module,
  NamedLoop,
  Submodel,
  TableDefinition,
  TimeSettings,
  Variable,
} from './model.ts';

type Data = Record<string, unknown>;

/**
 * A model as plain data in the authoring layout, in one piece, for a YAML or JSON writer. Reading it again gives an equal model, places
 * aside; variables come back with stocks first, then flows, auxiliaries and lookups.
 */
export function writeDocument(model: Model): Readonly<Record<string, unknown>> {
  const { name, documentation, time, unitEquivalents, dimensions, groups, variables, loops, views } = model;
  const { macros, submodels, modules, outsideArrays } = model;
  return compact({
    model: compact({
      name,
      documentation: documentation || undefined,
      time: writeTime(time),
      'outside arrays': outsideArrays,
    }),
    'unit equivalents': filled(unitEquivalents),
    dimensions: filledMap(Object.fromEntries(dimensions.map((each) => [each.name, writeDimension(each)]))),
    groups: writeGroups(groups),
    ...writeSections(variables),
    loops: filledMap(Object.fromEntries(loops.map((each) => [each.name, writeLoop(each)]))),
    // Objects of a diagram are plain data as they are.
    views: views === undefined ? undefined : filled(views),
    macros: filledMap(Object.fromEntries((macros ?? []).map((each) => [each.name, writeMacro(each)]))),
    submodels: filledMap(Object.fromEntries((submodels ?? []).map((each) => [each.name, writeSubmodel(each)]))),
    modules: writeModules(modules ?? []),
  });
}

function writeGroups(groups: readonly Group[]): Data | undefined {
  return filledMap(Object.fromEntries(groups.map((each) => [each.name, each.documentation])));
}

function writeSections(variables: readonly Variable[]): Data {
  const section = (kind: Variable['kind']): Data | undefined =>
    filledMap(
      Object.fromEntries(
        variables.filter((each) => each.kind === kind).map((each) => [each.name, writeVariable(each)]),
      ),
    );
  return {
    stocks: section('stock'),
    flows: section('flow'),
    variables: section('auxiliary'),
    lookups: section('lookup'),
  };
}

function writeMacro({ parameters, outputs, equation, variables, documentation }: Macro): Data {
  return compact({
    documentation: documentation || undefined,
    parameters: filled(parameters.map((each) => (each.default === undefined ? each.name : { ...each }))),
    outputs: filled(outputs),
    equation,
    ...writeSections(variables),
  });
}

function writeSubmodel({ documentation, groups, variables, modules }: Submodel): Data {
  return compact({
    documentation: documentation || undefined,
    groups: writeGroups(groups),
    ...writeSections(variables),
    modules: writeModules(modules),
  });
}

function writeModules(modules: readonly Module[]): Data | undefined {
  return filledMap(
    Object.fromEntries(
      modules.map(({ name, submodel, connections, documentation }) => [
        name,
        compact({
          submodel,
          documentation: documentation || undefined,
          connections: filledMap(Object.fromEntries(connections.map(({ to, from }) => [to, from]))),
        }),
      ]),
    ),
  );
}

function writeTime({ start, stop, step, saveEvery, units, method, testInputs }: TimeSettings): Data {
  return compact({ start, stop, step, 'save every': saveEvery, units, method, 'test inputs': testInputs });
}

function writeDimension({ elements, subrangeOf, documentation }: Dimension): Data {
  return compact({ 'subrange of': subrangeOf, elements, documentation: documentation || undefined });
}

function writeLoop({ story, variables, switch: own }: NamedLoop): Data {
  return compact({ story: story || undefined, variables, switch: own });
}

function writeVariable(variable: Variable): unknown {
  const { dimensions, partial, units, documentation, group, evidence, range } = variable;
  const shared = {
    dimensions: filled(dimensions),
    partial,
    units,
    documentation: documentation || undefined,
    group,
    evidence,
    range: range === undefined ? undefined : [range.low ?? null, range.high ?? null],
  };
  switch (variable.kind) {
    case 'stock':
      return compact({
        initial: writeDefinitions(variable.initial),
        inflows: filled(variable.inflows),
        outflows: filled(variable.outflows),
        net: variable.net === undefined ? undefined : writeDefinitions(variable.net),
        'non negative': variable.nonNegative || undefined,
        conveyor: variable.conveyor === undefined ? undefined : writeConveyor(variable.conveyor),
        queue: variable.queue,
        ...shared,
      });
    case 'flow':
      return compact({
        ...writeEquation(variable.definitions),
        'non negative': variable.nonNegative || undefined,
        leak: variable.leak === undefined ? undefined : [variable.leak.start, variable.leak.end],
        overflow: variable.overflow,
        spread: variable.spread,
        ...shared,
      });
    case 'auxiliary':
      return compact({ ...writeEquation(variable.definitions), ...shared });
    case 'lookup':
      return compact({ ...writeTables(variable.definitions), ...shared });
  }
}

function writeConveyor(conveyor: Conveyor): Data {
  const { length, capacity, inflowLimit, sample, arrest, contents } = conveyor;
  const { exponentialLeak, discrete, oneAtATime, batchIntegrity } = conveyor;
  return compact({
    length: writeText(length),
    capacity: writeTextOf(capacity),
    'inflow limit': writeTextOf(inflowLimit),
    sample: writeTextOf(sample),
    arrest: writeTextOf(arrest),
    contents,
    'exponential leak': exponentialLeak || undefined,
    discrete,
    'one at a time': oneAtATime,
    'batch integrity': batchIntegrity,
  });
}

function writeTextOf(equation: string | undefined): string | number | undefined {
  return equation === undefined ? undefined : writeText(equation);
}

function writeEquation(definitions: readonly Definition[]): Data {
  const [only, ...others] = definitions;
  if (only?.table === undefined || others.length > 0 || !isWhole(only))
    return { equation: writeDefinitions(definitions) };
  return { equation: writeText(only.equation), table: writeTable(only.table) };
}

/** The shortest form that says it all: one equation, a map of elements, or the general list. */
function writeDefinitions(definitions: readonly Definition[]): unknown {
  const [only, ...others] = definitions;
  if (only !== undefined && others.length === 0 && isWhole(only) && only.table === undefined)
    return writeText(only.equation);
  const keys = definitions.map((each) => each.subscripts.join(', '));
  const mapped = definitions.every(
    ({ subscripts, except, table }) =>
      subscripts.length > 0 &&
      except === undefined &&
      table === undefined &&
      subscripts.every((each) => each === each.trim() && each !== '' && !each.includes(',')),
  );
  // Keys that look like positions would be put in another order.
  const ordered = new Set(keys).size === keys.length && !keys.some((key) => /^\d+$/.test(key));
  if (mapped && ordered && definitions.length > 0) {
    return Object.fromEntries(definitions.map((each, index) => [keys[index], writeText(each.equation)]));
  }
  return definitions.map(({ subscripts, except, equation, table }) =>
    compact({
      for: filled(subscripts),
      except,
      equation: writeText(equation),
      table: table === undefined ? undefined : writeTable(table),
    }),
  );
}

function writeTables(definitions: readonly TableDefinition[]): Data {
  const [only, ...others] = definitions;
  if (only !== undefined && others.length === 0 && isWhole(only)) return writeTable(only.table);
  const tables = definitions.map(({ subscripts, except, table }) =>
    compact({ for: filled(subscripts), except, ...writeTable(table) }),
  );
  return { tables };
}

function isWhole({ subscripts, except }: Definition | TableDefinition): boolean {
  return subscripts.length === 0 && except === undefined;
}

function writeTable({ x, y, mode }: GraphicalFunction): Data {
  return { x, y, mode };
}

/** A number where reading the number gives the same text. */
function writeText(equation: string): string | number {
  const value = Number(equation);
  return equation !== '' && Number.isFinite(value) && String(value) === equation ? value : equation;
}

function filled<Item>(list: readonly Item[]): readonly Item[] | undefined {
  return list.length === 0 ? undefined : list;
}

function filledMap(map: Data): Data | undefined {
  return Object.keys(map).length === 0 ? undefined : map;
}

/** Without the keys that have no value. */
function compact(map: Data): Data {
  return Object.fromEntries(Object.entries(map).filter(([, value]) => value !== undefined));
}
