import type { Variable } from '../model/model.ts';
import { toId } from '../model/names.ts';
import { numberView } from '../model/number-view.ts';
import type { View, ViewConnector, ViewLabel, ViewObject, ViewPipe } from '../model/view.ts';
import { distanceFromLine } from '../model/view-geometry.ts';
import {
  arrowBits,
  POINTS,
  readRecords,
  resolutionOf,
  shapeBits,
  wordBits,
  type ArrowRecord,
  type SketchRecord,
  type WordRecord,
} from './sketch-record.ts';

/** The diagrams of an `.mdl` file, and how many of which parts of them have no place in the document. */
export interface Sketches {
  readonly views: readonly View[];
  readonly dropped: ReadonlyMap<string, number>;
}

/** Points as near as this to the straight line are where Vensim put the handle, not a bend. */
const STRAIGHT = 1.5;

/** Names of the run's settings, which sketches may show although they are no variables of the document. */
export const settingNames: ReadonlySet<string> = new Set([
  'time',
  'time_step',
  'initial_time',
  'final_time',
  'saveper',
]);

/**
 * Reads the sketches that follow the equations. `variables` are those of the document by canonical name; of other names only
 * those of the run's settings are kept. A single view without anything in it is none.
 */
export function readSketches(sketch: string, variables: ReadonlyMap<string, Variable>): Sketches {
  const dropped = new Map<string, number>();
  const drop = (what: string, count = 1): void => {
    if (count > 0) dropped.set(what, (dropped.get(what) ?? 0) + count);
  };
  const views = sketch
    .split(/^[ \t]*\\{2,}---\/{3}.*$/m)
    .slice(1)
    .map((text): View => {
      const lines = text.split('\n');
      const title = lines.findIndex((line) => line.startsWith('*'));
      // The line after the name says which fonts the view has, and how fine its dots are.
      const head = lines[title + 1]?.startsWith('$') ? lines[title + 1] : undefined;
      const resolution = resolutionOf(head);
      const body = lines.slice(title + (head === undefined ? 1 : 2));
      const { records, unknown } = readRecords(title < 0 ? [] : body, resolution);
      drop('lines of an unknown kind', unknown);
      const { objects, loose } = numberView(readObjects(records, { variables, drop }));
      drop('arrows without both ends', loose);
      const name = title < 0 ? '' : (lines[title] ?? '').slice(1).trim();
      return { name, ...(resolution === POINTS ? {} : { resolution }), objects };
    });
  return { views: views.length === 1 && views[0]?.objects.length === 0 ? [] : views, dropped };
}

interface Reading {
  readonly variables: ReadonlyMap<string, Variable>;
  readonly drop: (what: string, count?: number) => void;
}

function readObjects(records: readonly SketchRecord[], reading: Reading): ViewObject[] {
  const { drop } = reading;
  const words = new Map(records.flatMap((record) => (record.type === 'arrow' ? [] : [[record.id, record] as const])));
  const pipes = new Map<number, ArrowRecord[]>();
  for (const record of records) {
    if (record.styled !== 0 && !isShadow(record)) drop('colours and fonts of single objects');
    if (record.type !== 'arrow' || !isPipe(record)) continue;
    const valve = words.get(record.from)?.type === 'valve' ? record.from : record.to;
    pipes.set(valve, [...(pipes.get(valve) ?? []), record]);
  }
  const isKnown = (name: string): boolean => reading.variables.has(toId(name)) || settingNames.has(toId(name));
  const labels = labelsOf(records);
  const taken = new Set([...labels.values()].map(({ id }) => id));
  return records.flatMap((record): ViewObject[] => {
    if (taken.has(record.id) && record.type === 'word') return [];
    const name =
      record.type === 'valve' ? labels.get(record.id)?.name : record.type === 'word' ? record.name : undefined;
    if (name !== undefined && !isKnown(name)) {
      drop('names that are no variables of the file');
      return [];
    }
    switch (record.type) {
      case 'arrow':
        return isPipe(record) ? [] : [readConnector(record)];
      case 'valve':
        return [readFlow(record, { label: labels.get(record.id), pipes: pipes.get(record.id) ?? [], words, reading })];
      case 'word':
        return [readVariable(record, reading)];
      case 'comment':
        return readComment(record, drop);
      case 'picture':
        drop('pictures');
        return [];
    }
  });
}

function isPipe(record: ArrowRecord): boolean {
  return record.thickness > 20;
}

/** Vensim draws a shadow in grey by giving it a colour of its own. */
function isShadow(record: SketchRecord): boolean {
  return record.type === 'word' && (record.bits & wordBits.arrowsIn) === 0;
}

/** By the valve's id, the variable record that holds its name: the next one, if both say that they belong together. */
function labelsOf(records: readonly SketchRecord[]): Map<number, WordRecord> {
  const labels = new Map<number, WordRecord>();
  let valve: WordRecord | undefined;
  for (const record of records) {
    if (record.type === 'arrow') continue;
    const attached = (record.shape & shapeBits.attached) !== 0;
    if (record.type === 'word' && attached && valve !== undefined) labels.set(valve.id, record);
    valve = record.type === 'valve' && attached ? record : undefined;
  }
  return labels;
}

function readVariable(record: WordRecord, { variables, drop }: Reading): ViewObject {
  const form = record.shape & shapeBits.form;
  const clear = form === shapeBits.clear || form === 0;
  if (!clear && form !== shapeBits.box) drop('shapes other than boxes');
  // A stock is in a box anyway.
  const isStock = variables.get(toId(record.name))?.kind === 'stock' && !isShadow(record);
  const side = sideOf(record.textPosition);
  const extent = { width: 2 * record.width, height: 2 * record.height };
  const label = { ...(clear ? extent : {}), ...(side === undefined ? {} : { side }) };
  return {
    kind: isShadow(record) ? 'alias' : 'variable',
    ...drawn(record),
    variable: nameIn(variables, record.name),
    ...(clear ? {} : extent),
    ...(clear || isStock ? {} : { shape: 'rectangle' as const }),
    ...(Object.keys(label).length === 0 ? {} : { label }),
  };
}

function readComment(record: WordRecord, drop: Reading['drop']): ViewObject[] {
  const extent = { width: 2 * record.width, height: 2 * record.height };
  if ((record.bits & wordBits.control) !== 0) {
    drop('graphs, tables and sliders');
    return [];
  }
  const form = record.shape & shapeBits.form;
  if (form !== shapeBits.clear && form !== 0 && record.text !== undefined) drop('outlines of comments');
  if (record.text !== undefined) return [{ kind: 'text', ...drawn(record), ...extent, text: record.text }];
  if (record.name === '48') return [{ kind: 'cloud', ...drawn(record) }];
  drop(record.name === '0' ? 'empty comments' : 'icons');
  return [];
}

interface FlowParts {
  readonly label: WordRecord | undefined;
  readonly pipes: readonly ArrowRecord[];
  readonly words: ReadonlyMap<number, WordRecord>;
  readonly reading: Reading;
}

function readFlow(valve: WordRecord, { label, pipes, words, reading }: FlowParts): ViewObject {
  const side = sideOf(valve.textPosition);
  const sink = pipes.find(({ shape }) => (shape & arrowBits.tail) === 0);
  const source = pipes.find((pipe) => pipe !== sink);
  reading.drop('pipes beyond the two of a valve', pipes.length - (sink ? 1 : 0) - (source ? 1 : 0));
  const name: ViewLabel | undefined = label && {
    id: label.id,
    x: label.x,
    y: label.y,
    width: 2 * label.width,
    height: 2 * label.height,
    ...(side === undefined ? {} : { side }),
  };
  const pipe = (record: ArrowRecord | undefined): ViewPipe | undefined => {
    const end = record?.from === valve.id ? record.to : record?.from;
    const word = words.get(end ?? 0);
    return record === undefined || word === undefined || word === valve
      ? undefined
      : { end: word.id, points: bends(record, valve, word) };
  };
  const [from, to] = [pipe(source), pipe(sink)];
  return {
    kind: 'flow',
    ...drawn(valve),
    ...(label === undefined ? {} : { variable: nameIn(reading.variables, label.name) }),
    ...(name === undefined ? {} : { label: name }),
    ...(from === undefined ? {} : { source: from }),
    ...(to === undefined ? {} : { sink: to }),
  };
}

/** The points of a pipe, from the valve on; none if it is straight. */
function bends(record: ArrowRecord, valve: WordRecord, end: WordRecord): ViewPipe['points'] {
  const points = record.points.filter(({ x, y }) => x !== 0 || y !== 0);
  return points.every((point) => distanceFromLine(point, valve, end) <= STRAIGHT) ? [] : points;
}

/** Manual, "Objects": `dtype` holds the delay mark; that its lowest bit does is unchecked. */
function readConnector(record: ArrowRecord): ViewConnector {
  const mark = String.fromCharCode(record.polarity);
  const polarity = /[+sS]/.test(mark) ? '+' : /[-oO]/.test(mark) ? '-' : undefined;
  const curved = (record.shape & (arrowBits.arc | arrowBits.corners)) !== 0;
  return {
    kind: 'connector',
    id: record.id,
    from: record.from,
    to: record.to,
    ...(polarity === undefined ? {} : { polarity }),
    ...((record.delay & 1) === 1 ? { delayed: true } : {}),
    ...(record.reserved === 1 ? { initial: true } : {}),
    ...(curved && record.points.length > 0 ? { points: record.points } : {}),
    ...(record.hidden === 0 ? {} : { hidden: record.hidden }),
  };
}

function drawn({ id, x, y, hidden }: WordRecord): { id: number; x: number; y: number; hidden?: number } {
  return { id, x, y, ...(hidden === 0 ? {} : { hidden }) };
}

const sides: Readonly<Record<number, NonNullable<ViewLabel['side']>>> = {
  1: 'bottom',
  2: 'left',
  3: 'top',
  4: 'right',
};

function sideOf(position: number): ViewLabel['side'] {
  return sides[position];
}

function nameIn(variables: ReadonlyMap<string, Variable>, name: string): string {
  return variables.get(toId(name))?.name ?? name;
}
