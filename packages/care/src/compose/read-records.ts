import type { Diagnostic, DocumentFile } from '@weir/engine';
import { readAim } from '../compare/aim.ts';
import type { Action, Aim, Evidence, History, Indicator, Stated, Strategy } from '../types.ts';
import { RecordReader } from './record-reader.ts';

/** Reads every entry of a file that holds a list. */
export function readRecords<T>(
  document: DocumentFile,
  diagnostics: Diagnostic[],
  read: (reader: RecordReader) => T,
): readonly T[] {
  if (document.data === undefined || document.data === null) return [];
  if (!Array.isArray(document.data)) {
    const place = { file: document.file, line: 1, column: 1 };
    diagnostics.push({
      code: 'bad-entry',
      severity: 'error',
      message: 'Cannot read the file: a list of entries is needed',
      place,
    });
    return [];
  }
  const entries: readonly unknown[] = document.data;
  return entries.map((entry, index) => read(new RecordReader(entry, { document, index, diagnostics })));
}

/** One evidence entry; the range must hold the value. */
export function readEvidence(reader: RecordReader): Evidence {
  const address = reader.optionalText('address');
  const elements = reader.optionalTexts('elements');
  const fixed = reader.optionalText('fixed');
  const role = reader.optionalText('role');
  if (role !== undefined && role !== 'background') reader.report('role', '"background" is the only one');
  const entry: Evidence = {
    id: reader.text('id'),
    title: reader.text('title'),
    value: reader.number('value'),
    low: reader.number('low'),
    high: reader.number('high'),
    unit: reader.text('unit'),
    year: reader.text('year'),
    place: reader.text('place'),
    source: reader.text('source'),
    ...(address === undefined ? {} : { address }),
    status: reader.word('status', ['published', 'derived', 'own estimate', 'assumption']),
    ...(elements === undefined ? {} : { elements }),
    ...(fixed === undefined ? {} : { fixed }),
    ...(role === 'background' ? { role } : {}),
  };
  if (!(entry.low <= entry.value && entry.value <= entry.high)) {
    reader.report(
      'value',
      `it must lie between "low" and "high", but ${entry.value} is not in ${entry.low} to ${entry.high}`,
    );
  }
  return entry;
}

/** One indicator. */
export function readIndicator(reader: RecordReader): Indicator {
  return {
    id: reader.text('id'),
    name: reader.text('name'),
    variable: reader.text('variable'),
    unit: reader.text('unit'),
    better: reader.word('better', ['lower', 'higher', 'neither']),
    decimals: reader.number('decimals'),
    scale: reader.number('scale'),
    meaning: reader.text('meaning'),
    group: reader.text('group'),
    perChild: reader.boolean('perChild'),
  };
}

/** One strategy; the central value and the neutral one must be within the slider, and low to high must hold the central value. */
export function readStrategy(reader: RecordReader): Strategy {
  const practiceTool = reader.optionalText('practiceTool');
  return {
    id: reader.text('id'),
    name: reader.text('name'),
    figure4: reader.boolean('figure4'),
    summary: reader.text('summary'),
    theoryOfChange: reader.text('theoryOfChange'),
    ...(practiceTool === undefined ? {} : { practiceTool }),
    grade: reader.word('grade', ['strong', 'moderate', 'weak', 'none']),
    evidence: reader.text('evidence'),
    reach: reader.record('reach', readStated),
    cost: reader.record('cost', readStated),
    aims: readAims(reader),
    actions: reader.list('actions', readAction),
    start: reader.number('start'),
    ramp: reader.number('ramp'),
  };
}

function readAims(reader: RecordReader): readonly Aim[] {
  return reader.texts('aims').flatMap((text) => {
    const aim = readAim(text);
    if (aim === undefined) reader.report('aims', `"looked-after@2035 <= -3%" is how an aim is written, not "${text}"`);
    return aim ?? [];
  });
}

function readStated(reader: RecordReader): Stated {
  return { words: reader.text('words'), evidence: reader.texts('evidence') };
}

function readAction(reader: RecordReader): Action {
  const effect = reader.optionalText('effect');
  const action: Action = {
    parameter: reader.text('parameter'),
    label: reader.text('label'),
    unit: reader.text('unit'),
    neutral: reader.number('neutral'),
    central: reader.number('central'),
    low: reader.number('low'),
    high: reader.number('high'),
    least: reader.number('least'),
    most: reader.number('most'),
    ...(effect === undefined ? {} : { effect }),
  };
  const { least, low, central, high, most, neutral } = action;
  if (!(least <= low && low <= central && central <= high && high <= most)) {
    reader.report('central', 'least ≤ low ≤ central ≤ high ≤ most must hold');
  }
  if (!(least <= neutral && neutral <= most)) reader.report('neutral', 'it must lie between "least" and "most"');
  return action;
}

/** One published series. */
export function readHistory(reader: RecordReader): History {
  return {
    indicator: reader.text('indicator'),
    source: reader.text('source'),
    points: reader.pairs('points').map(([year, value]) => ({ year, value })),
  };
}
