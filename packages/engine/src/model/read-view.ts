import type { DataPath, DataReader } from './data-reader.ts';
import type { Point, View, ViewLabel, ViewObject, ViewPipe } from './view.ts';

type Data = Readonly<Record<string, unknown>>;

const drawn = ['kind', 'id', 'hidden'];
const placed = [...drawn, 'x', 'y', 'width', 'height'];

/** The kinds of objects and the keys that each may have. */
const kinds = {
  variable: [...placed, 'variable', 'shape', 'label'],
  alias: [...placed, 'variable', 'shape', 'label'],
  flow: [...placed, 'variable', 'label', 'source', 'sink'],
  cloud: placed,
  connector: [...drawn, 'from', 'to', 'polarity', 'delayed', 'initial', 'angle', 'points'],
  text: [...placed, 'text'],
  frame: [...placed, 'name'],
  module: [...placed, 'name', 'label'],
} as const;

const kindNames = Object.keys(kinds) as (keyof typeof kinds)[];
const shapes = ['rectangle', 'circle', 'name only'] as const;
const sides = ['center', 'top', 'bottom', 'left', 'right'] as const;

/** Reads the section `views`: a list of `{name, objects: […]}`, each object in the form of the document. */
export function readViews(data: unknown, reader: DataReader): View[] {
  const path = ['views'];
  return (reader.list(data, path) ?? []).flatMap((each, index) => {
    const at = [...path, index];
    const map = reader.map(each, at);
    if (map === undefined) return [];
    reader.keys(map, at, ['name', 'resolution', 'objects']);
    const fields = new Fields(map, at, reader);
    const objects = reader.list(map['objects'], [...at, 'objects']) ?? [];
    return [
      {
        name: reader.text(map['name'], [...at, 'name']) ?? '',
        ...fields.optional('resolution', fields.maybe('resolution')),
        objects: objects.flatMap((object, place) => readObject(object, [...at, 'objects', place], reader)),
      },
    ];
  });
}

function readObject(data: unknown, path: DataPath, reader: DataReader): ViewObject[] {
  const map = reader.map(data, path);
  const kind = map && reader.word(map['kind'], [...path, 'kind'], kindNames);
  if (map === undefined || kind === undefined) {
    if (map !== undefined && map['kind'] === undefined) reader.required(undefined, path, 'kind');
    return [];
  }
  reader.keys(map, path, kinds[kind]);
  const fields = new Fields(map, path, reader);
  const id = fields.number('id');
  if (id === undefined) return [];
  const head = { id, ...fields.optional('hidden', fields.maybe('hidden')) };
  if (kind === 'connector') return readConnector(fields, head);
  const x = fields.number('x');
  const y = fields.number('y');
  if (x === undefined || y === undefined) return [];
  const place = {
    ...head,
    x,
    y,
    ...fields.optional('width', fields.maybe('width')),
    ...fields.optional('height', fields.maybe('height')),
  };
  return readPlaced(kind, fields, place);
}

type Place = Pick<Extract<ViewObject, Point>, 'id' | 'hidden' | 'x' | 'y' | 'width' | 'height'>;

function readPlaced(kind: Exclude<keyof typeof kinds, 'connector'>, fields: Fields, place: Place): ViewObject[] {
  const { reader, map, path } = fields;
  const label = fields.optional('label', readLabel(map['label'], [...path, 'label'], reader));
  const text = (key: string): string | undefined => fields.text(key);
  switch (kind) {
    case 'variable':
    case 'alias': {
      const variable = text('variable');
      const shape = fields.optional('shape', reader.word(map['shape'], [...path, 'shape'], shapes));
      return variable === undefined ? [] : [{ kind, ...place, variable, ...shape, ...label }];
    }
    case 'flow': {
      const variable = fields.optional('variable', reader.text(map['variable'], [...path, 'variable']));
      const source = fields.optional('source', readPipe(map['source'], [...path, 'source'], reader));
      const sink = fields.optional('sink', readPipe(map['sink'], [...path, 'sink'], reader));
      return [{ kind, ...place, ...variable, ...label, ...source, ...sink }];
    }
    case 'cloud':
      return [{ kind, ...place }];
    case 'text': {
      const written = text('text');
      return written === undefined ? [] : [{ kind, ...place, text: written }];
    }
    case 'frame': {
      const name = text('name');
      return name === undefined ? [] : [{ kind, ...place, name }];
    }
    case 'module': {
      const name = text('name');
      return name === undefined ? [] : [{ kind, ...place, name, ...label }];
    }
  }
}

function readConnector(fields: Fields, head: { id: number; hidden?: number }): ViewObject[] {
  const { reader, map, path } = fields;
  const from = fields.number('from');
  const to = fields.number('to');
  if (from === undefined || to === undefined) return [];
  return [
    {
      kind: 'connector',
      ...head,
      from,
      to,
      ...fields.optional('polarity', reader.word(map['polarity'], [...path, 'polarity'], ['+', '-'] as const)),
      ...fields.optional('delayed', reader.boolean(map['delayed'], [...path, 'delayed'])),
      ...fields.optional('initial', reader.boolean(map['initial'], [...path, 'initial'])),
      ...fields.optional('angle', fields.maybe('angle')),
      ...fields.optional('points', readPoints(map['points'], [...path, 'points'], reader)),
    },
  ];
}

function readPipe(data: unknown, path: DataPath, reader: DataReader): ViewPipe | undefined {
  const map = reader.map(data, path);
  if (map === undefined) return undefined;
  reader.keys(map, path, ['end', 'points']);
  const end = new Fields(map, path, reader).number('end');
  return end === undefined ? undefined : { end, points: readPoints(map['points'], [...path, 'points'], reader) ?? [] };
}

function readPoints(data: unknown, path: DataPath, reader: DataReader): Point[] | undefined {
  return reader.list(data, path)?.flatMap((each, index) => {
    const at = [...path, index];
    const map = reader.map(each, at);
    if (map === undefined) return [];
    reader.keys(map, at, ['x', 'y']);
    const fields = new Fields(map, at, reader);
    const x = fields.number('x');
    const y = fields.number('y');
    return x === undefined || y === undefined ? [] : [{ x, y }];
  });
}

function readLabel(data: unknown, path: DataPath, reader: DataReader): ViewLabel | undefined {
  const map = reader.map(data, path);
  if (map === undefined) return undefined;
  const numbers = ['id', 'x', 'y', 'width', 'height', 'angle'] as const;
  reader.keys(map, path, [...numbers, 'side']);
  const fields = new Fields(map, path, reader);
  const given = numbers.map((key) => fields.optional(key, fields.maybe(key)));
  const side = fields.optional('side', reader.word(map['side'], [...path, 'side'], sides));
  return Object.assign({}, ...given, side) as ViewLabel;
}

/** The keys of one map. */
class Fields {
  readonly map: Data;
  readonly path: DataPath;
  readonly reader: DataReader;

  constructor(map: Data, path: DataPath, reader: DataReader) {
    this.map = map;
    this.path = path;
    this.reader = reader;
  }

  /** A number that must be there. */
  number(key: string): number | undefined {
    const value = this.maybe(key);
    if (this.map[key] === undefined) this.reader.required(undefined, this.path, key);
    return value;
  }

  maybe(key: string): number | undefined {
    return this.reader.number(this.map[key], [...this.path, key]);
  }

  /** Text that must be there, though it may be empty. */
  text(key: string): string | undefined {
    const value = this.reader.text(this.map[key], [...this.path, key]);
    if (this.map[key] === undefined) this.reader.required(undefined, this.path, key);
    return value;
  }

  optional<Key extends string, Value>(key: Key, value: Value | undefined): { readonly [K in Key]?: Value } {
    return value === undefined ? {} : ({ [key]: value } as { readonly [K in Key]?: Value });
  }
}
