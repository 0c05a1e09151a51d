import { DataReader, type DocumentFile } from './data-reader.ts';
import { hasErrors, type Diagnostic } from './diagnostic.ts';
import {
  integrationMethods,
  type Dimension,
  type Group,
  type Model,
  type NamedLoop,
  type TimeSettings,
  type Variable,
} from './model.ts';
import { toId } from './names.ts';
import { entries, readGroup, readMacro, readModule, readSubmodel, type Entry } from './read-parts.ts';
import type { Reading } from './reading.ts';
import { readVariables, sections } from './read-variable.ts';
import { readViews } from './read-view.ts';

const topKeys = [
  'model',
  'unit equivalents',
  'dimensions',
  'groups',
  'sector',
  ...Object.keys(sections),
  'loops',
  'views',
  'macros',
  'submodels',
  'modules',
];

/**
 * Composes a model from files of plain data in the authoring layout, in which every file may have any of the sections and one has
 * `model`. All faults are reported; a model is given exactly where there is none.
 *
 * A flow or stock is non-negative only where it says so. Text in place of an equation is an equation, and a number a constant.
 *
 * @example
 * ```ts
 * readDocument([{ file: 'tank.yaml', data: { model: { name: 'Tank', time: { start: 0, stop: 9, step: 1 } }, variables: { level: 3 } } }]);
 * ```
 */
export function readDocument(files: readonly DocumentFile[]): Reading {
  const diagnostics: Diagnostic[] = [];
  const parts = files.flatMap((file) => {
    const reader = new DataReader(file, diagnostics);
    const data = reader.map(file.data, []);
    if (data === undefined) {
      if (file.data === undefined)
        reader.report([], { code: 'wrong-type', message: 'Cannot read the file: it is empty' });
      return [];
    }
    reader.keys(data, [], topKeys);
    return [{ file: file.file, reader, data }];
  });
  const heads = parts.flatMap(({ reader, data, file }) => {
    const head = readHead(data['model'], reader);
    return head === undefined ? [] : [{ head, reader, file }];
  });
  const [first, second] = heads;
  if (second !== undefined && first !== undefined) {
    second.reader.report(['model'], {
      code: 'two-models',
      message: `Cannot compose the files: "${first.file}" and "${second.file}" both have "model"`,
      advice: 'keep one of them',
    });
  }
  if (first === undefined && !hasErrors(diagnostics)) {
    const place = { file: files[0]?.file ?? 'the model', line: 1, column: 1 };
    const message = 'Cannot compose the files: none of them has "model" with a name and times';
    diagnostics.push({
      code: 'missing-key',
      severity: 'error',
      message,
      advice: 'add "model: {name: …, time: {start: …, stop: …, step: …}}"',
      place,
    });
  }
  const dimensions = parts.flatMap(({ reader, data }) =>
    entries(data, 'dimensions', { reader }).map((each) => readDimension(each, reader)),
  );
  const elements = new Map(dimensions.map((each) => [toId(each.name) as string, each.elements]));
  const groups: Group[] = [];
  const variables: Variable[] = [];
  for (const { reader, data } of parts) {
    const sector = readSector(data['sector'], reader);
    if (sector !== undefined) groups.push(sector);
    groups.push(...entries(data, 'groups', { reader }).map((each) => readGroup(each, reader)));
    variables.push(...readVariables(data, { reader, elements, group: sector?.name }));
  }
  const loops = parts.flatMap(({ reader, data }) =>
    entries(data, 'loops', { reader }).flatMap((each) => readLoop(each, reader)),
  );
  const unitEquivalents = parts.flatMap(({ reader, data }) => readEquivalents(data['unit equivalents'], reader));
  const views = parts.flatMap(({ reader, data }) => readViews(data['views'], reader));
  const macros = parts.flatMap(({ reader, data }) =>
    entries(data, 'macros', { reader }).flatMap((each) => readMacro(each, { reader, elements })),
  );
  const submodels = parts.flatMap(({ reader, data }) =>
    entries(data, 'submodels', { reader }).flatMap((each) => readSubmodel(each, { reader, elements })),
  );
  const modules = parts.flatMap(({ reader, data }) =>
    entries(data, 'modules', { reader }).flatMap((each) => readModule(each, reader)),
  );
  const head = first?.head ?? { name: '', documentation: '', time: unknownTime };
  const optional = {
    ...(views.length === 0 ? {} : { views }),
    ...(macros.length === 0 ? {} : { macros }),
    ...(submodels.length === 0 ? {} : { submodels }),
    ...(modules.length === 0 ? {} : { modules }),
  };
  const whole = { unitEquivalents, dimensions, groups, variables, loops };
  const model: Model = { format: 'weir/1', ...head, ...whole, ...optional };
  if (first !== undefined && !hasErrors(diagnostics)) return { model, diagnostics };
  return { partial: model, diagnostics };
}

/** What stands for the times of a model that has none, while the rest is checked. */
const unknownTime: TimeSettings = { start: 0, stop: 1, step: 1, units: '', method: 'euler' };

type HeadKey = 'name' | 'documentation' | 'time' | 'outsideArrays';

function readHead(data: unknown, reader: DataReader): Pick<Model, HeadKey> | undefined {
  const map = reader.map(data, ['model']);
  if (map === undefined) return undefined;
  reader.keys(map, ['model'], ['name', 'documentation', 'time', 'outside arrays']);
  const name = reader.text(map['name'], ['model', 'name']);
  const time = readTime(map['time'], reader);
  if (!reader.required(name, ['model'], 'name') || time === undefined) return undefined;
  const outsideArrays = reader.word(map['outside arrays'], ['model', 'outside arrays'], ['zero'] as const);
  return {
    name,
    documentation: reader.text(map['documentation'], ['model', 'documentation']) ?? '',
    time,
    ...(outsideArrays === undefined ? {} : { outsideArrays }),
  };
}

function readTime(data: unknown, reader: DataReader): TimeSettings | undefined {
  const path = ['model', 'time'];
  const map = reader.map(data, path);
  if (!reader.required(map, ['model'], 'time')) return undefined;
  reader.keys(map, path, ['start', 'stop', 'step', 'save every', 'units', 'method', 'test inputs']);
  const number = (key: string): number | undefined => reader.number(map[key], [...path, key]);
  const start = number('start');
  const stop = number('stop');
  const step = number('step');
  const saveEvery = number('save every');
  const method = reader.word(map['method'], [...path, 'method'], integrationMethods) ?? 'euler';
  const testInputs = reader.word(map['test inputs'], [...path, 'test inputs'], ['held'] as const);
  const whole = [
    reader.required(start, path, 'start'),
    reader.required(stop, path, 'stop'),
    reader.required(step, path, 'step'),
  ];
  if (start === undefined || stop === undefined || step === undefined || whole.includes(false)) return undefined;
  const units = reader.text(map['units'], [...path, 'units']) ?? 'year';
  return {
    start,
    stop,
    step,
    ...(saveEvery === undefined ? {} : { saveEvery }),
    units,
    method,
    ...(testInputs === undefined ? {} : { testInputs }),
  };
}

function readDimension({ name, value, path }: Entry, reader: DataReader): Dimension {
  const map = Array.isArray(value) ? { elements: value } : (reader.map(value, path) ?? {});
  reader.keys(map, path, ['elements', 'documentation', 'subrange of']);
  const elements = reader.texts(map['elements'], [...path, 'elements']);
  reader.required(elements, path, 'elements');
  const subrangeOf = reader.text(map['subrange of'], [...path, 'subrange of']);
  return {
    name,
    elements: elements ?? [],
    ...(subrangeOf === undefined ? {} : { subrangeOf }),
    documentation: reader.text(map['documentation'], [...path, 'documentation']) ?? '',
    ...reader.placed(path),
  };
}

function readSector(data: unknown, reader: DataReader): Group | undefined {
  const map = reader.map(data, ['sector']);
  if (map === undefined) return undefined;
  reader.keys(map, ['sector'], ['name', 'documentation']);
  const name = reader.text(map['name'], ['sector', 'name']);
  if (!reader.required(name, ['sector'], 'name')) return undefined;
  return { name, documentation: reader.text(map['documentation'], ['sector', 'documentation']) ?? '' };
}

function readLoop({ name, value, path }: Entry, reader: DataReader): NamedLoop[] {
  const map = reader.map(value, path);
  if (map === undefined) return [];
  reader.keys(map, path, ['story', 'variables', 'switch']);
  const variables = reader.texts(map['variables'], [...path, 'variables']);
  if (!reader.required(variables, path, 'variables')) return [];
  const own = reader.text(map['switch'], [...path, 'switch']);
  const story = reader.text(map['story'], [...path, 'story']) ?? '';
  return [{ name, story, variables, ...(own === undefined ? {} : { switch: own }), ...reader.placed(path) }];
}

function readEquivalents(data: unknown, reader: DataReader): (readonly string[])[] {
  const list = reader.list(data, ['unit equivalents']) ?? [];
  return list.flatMap((each, index) => {
    const names = reader.texts(each, ['unit equivalents', index]);
    return names === undefined ? [] : [names];
  });
}
