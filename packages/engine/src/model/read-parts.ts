import type { DataPath, DataReader } from './data-reader.ts';
import type { Connection, Group, Macro, MacroParameter, Module, Submodel } from './model.ts';
import { readVariables, sections, type VariableContext } from './read-variable.ts';

type PartContext = Pick<VariableContext, 'reader' | 'elements'>;
type Data = Readonly<Record<string, unknown>>;

/** One entry of a section: its name, what stands there, and the way to it. */
export interface Entry {
  readonly name: string;
  readonly value: unknown;
  readonly path: DataPath;
}

/** The entries of the section `key` of a map that stands at `at`. */
export function entries(data: Data, key: string, { reader, at = [] }: { reader: DataReader; at?: DataPath }): Entry[] {
  const path = [...at, key];
  return Object.entries(reader.map(data[key], path) ?? {}).map(([name, value]) => ({
    name,
    value,
    path: [...path, name],
  }));
}

/**
 * Reads one macro: `{parameters: [a, {name: b, default: 0}], outputs: […], equation: …}` and the sections of its variables.
 * Without an equation a call is worth the variable of the macro's own name.
 */
export function readMacro({ name, value, path }: Entry, { reader, elements }: PartContext): Macro[] {
  const map = reader.map(value, path);
  if (map === undefined) return [];
  reader.keys(map, path, ['parameters', 'outputs', 'equation', 'documentation', ...Object.keys(sections)]);
  const parameters = (reader.list(map['parameters'], [...path, 'parameters']) ?? []).flatMap((each, index) =>
    readParameter(each, [...path, 'parameters', index], reader),
  );
  return [
    {
      name,
      parameters,
      outputs: reader.texts(map['outputs'], [...path, 'outputs']) ?? [],
      equation: reader.text(map['equation'], [...path, 'equation']) ?? `"${name.replace(/[\\"]/g, '\\$&')}"`,
      variables: readVariables(map, { reader, elements, group: undefined, at: path }),
      documentation: reader.text(map['documentation'], [...path, 'documentation']) ?? '',
      ...reader.placed(path),
    },
  ];
}

function readParameter(data: unknown, path: DataPath, reader: DataReader): MacroParameter[] {
  if (typeof data === 'string') return [{ name: data }];
  const map = reader.map(data, path) ?? {};
  reader.keys(map, path, ['name', 'default']);
  const name = reader.text(map['name'], [...path, 'name']);
  if (!reader.required(name, path, 'name')) return [];
  const standIn = reader.text(map['default'], [...path, 'default']);
  return [{ name, ...(standIn === undefined ? {} : { default: standIn }) }];
}

/** Reads one submodel: the sections of its variables, its groups and the modules inside it. */
export function readSubmodel({ name, value, path }: Entry, { reader, elements }: PartContext): Submodel[] {
  const map = reader.map(value, path);
  if (map === undefined) return [];
  reader.keys(map, path, ['documentation', 'groups', 'modules', ...Object.keys(sections)]);
  return [
    {
      name,
      documentation: reader.text(map['documentation'], [...path, 'documentation']) ?? '',
      groups: entries(map, 'groups', { reader, at: path }).map((each) => readGroup(each, reader)),
      variables: readVariables(map, { reader, elements, group: undefined, at: path }),
      modules: entries(map, 'modules', { reader, at: path }).flatMap((each) => readModule(each, reader)),
      ...reader.placed(path),
    },
  ];
}

/** Reads one module: `{submodel: …, connections: {variable of the module: source}}`, the submodel's name being its own by default. */
export function readModule({ name, value, path }: Entry, reader: DataReader): Module[] {
  const map = reader.map(value, path);
  if (map === undefined) return [];
  reader.keys(map, path, ['submodel', 'connections', 'documentation']);
  const connections = entries(map, 'connections', { reader, at: path }).flatMap((each): Connection[] => {
    const from = reader.text(each.value, each.path);
    return from === undefined ? [] : [{ to: each.name, from }];
  });
  return [
    {
      name,
      submodel: reader.text(map['submodel'], [...path, 'submodel']) ?? name,
      connections,
      documentation: reader.text(map['documentation'], [...path, 'documentation']) ?? '',
      ...reader.placed(path),
    },
  ];
}

/** Reads one group: its documentation, or a map with it. */
export function readGroup({ name, value, path }: Entry, reader: DataReader): Group {
  if (typeof value === 'string') return { name, documentation: value };
  const map = reader.map(value, path) ?? {};
  reader.keys(map, path, ['documentation']);
  return { name, documentation: reader.text(map['documentation'], [...path, 'documentation']) ?? '' };
}
