import { sampleInputs } from '../analysis/ensemble/sample-inputs.ts';
import type { UncertainInput } from '../analysis/ensemble/uncertain-input.ts';
import { createCalibration } from '../analysis/calibration/calibration.ts';
import { readPosterior } from '../analysis/calibration/posterior-file.ts';
import { experimentOf } from '../analysis/experiment.ts';
import { findLoops } from '../analysis/loops.ts';
import { checkReading } from '../compile/check-reading.ts';
import { compileModel } from '../compile/compile-model.ts';
import type { Program } from '../compile/program.ts';
import { interpreter } from '../interpret/interpreter.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { DiagnosticEntry } from '../model/diagnostics/entry.ts';
import type { Model } from '../model/model.ts';
import { readDocument } from '../model/read-document.ts';
import { InputError } from '../run/input-error.ts';
import { runManyHere } from '../run/run-many.ts';
import { createProblem } from '../run/problem.ts';
import { openTables } from '../tables/open-tables.ts';
import { readVensim } from '../vensim/read-vensim.ts';
import { writeVensim } from '../vensim/write-vensim.ts';
import { readXmile } from '../xmile/read-xmile.ts';
import { writeXmile } from '../xmile/write-xmile.ts';
import { makeZip, xlsxParts } from './make-xlsx.ts';
import { model } from './model-notation.ts';
import { withMacros } from './part-notation.ts';

/** What the engine says of the example of an entry: all that one pass finds. */
export function runExample({ code, example }: DiagnosticEntry): readonly Diagnostic[] {
  const { language, text } = example;
  switch (language) {
    case 'model':
      return compileModel(model`${text}`).diagnostics;
    case 'mdl': {
      const clock = '\nINITIAL TIME = 0 ~~|\nFINAL TIME = 9 ~~|\nTIME STEP = 1 ~~|\n';
      return checkReading(readVensim(text.endsWith('|') ? text + clock : clock + text, { file: 'example.mdl' }))
        .diagnostics;
    }
    case 'xmile': {
      const specs = '<sim_specs><start>0</start><stop>9</stop><dt>1</dt></sim_specs>';
      const whole = /^<(?:xmile|html)/.test(text)
        ? text
        : `<xmile>${specs}<model><variables>${text}</variables></model></xmile>`;
      return checkReading(readXmile(whole, { file: 'example.xmile' })).diagnostics;
    }
    case 'document':
      return checkReading(readDocument([{ file: 'example.json', data: { ...head, ...parsed(text) } }])).diagnostics;
    case 'program':
      return programs[code]?.() ?? [];
  }
}

function calibrationRefused({ value, low, high }: { value: number; low: number; high: number }): readonly Diagnostic[] {
  return refused(() =>
    createCalibration(createProblem(programOf(model`x = 1; y = x * 2`)), {
      observations: [{ name: 'y', variables: ['y'], times: [1], values: [value], error: 'count' }],
      parameters: [{ name: 'x', prior: { kind: 'uniform', low, high } }],
      runMany: runManyHere(interpreter),
    }),
  );
}

const head = { model: { name: 'Example', time: { start: 0, stop: 9, step: 1 } } };

function parsed(text: string): object {
  const value: unknown = JSON.parse(text);
  return typeof value === 'object' && value !== null ? value : {};
}

const loop = model`stock S = 1 { +grow }; flow grow = S; other = 2`;

/** A workbook with one sheet, Data, whose only cell is B1. */
const parts = xlsxParts({ sheets: { Data: '<row r="1"><c r="B1"><v>10</v></c></row>' } });
const book = makeZip(parts);
const text = (content: string): Uint8Array => new TextEncoder().encode(content);
const files: ReadonlyMap<string, Uint8Array> = new Map([
  ['book.xlsx', book],
  ['gaps.csv', text('0,2\n1,\n2,3\n')],
  ['twice.csv', text('1,2\n1,3\n')],
  ['half.xlsx', book.subarray(0, book.length / 2)],
  ['page.csv', text('<html></html>')],
  ['large.xlsx', makeZip(parts, { sizeOf: () => 2 ** 31 })],
]);
const opened = await openTables(
  ['book.xls', 'book.xlsx', 'twice.csv', 'gaps.csv', 'half.xlsx', 'page.csv', 'large.xlsx'],
  (path) => files.get(path),
);
const saidOf = (name: string): readonly Diagnostic[] => opened.get(name)?.diagnostics ?? [];
const readBeside = (equation: string): readonly Diagnostic[] =>
  readVensim(`${equation} ~~|\nINITIAL TIME = 0 ~~|\nFINAL TIME = 1 ~~|\nTIME STEP = 1 ~~|`, {
    file: 'example.mdl',
    tables: opened,
  }).diagnostics;

/** The examples that are calls, by code; `text` says in words what they do. */
const programs: Readonly<Record<string, () => readonly Diagnostic[]>> = {
  'loop-unknown-variable': () => loopThrough(['Stok', 'grow']),
  'loop-not-closed': () => loopThrough(['S', 'other']),
  'two-models': () =>
    readDocument([
      { file: 'one.json', data: head },
      { file: 'two.json', data: head },
    ]).diagnostics,
  'too-many-variables': () =>
    compileModel(
      withMacros(
        model`x = M0(1)`,
        Object.fromEntries(
          Array.from({ length: 30 }, (_, n) => [`M${n}(a)`, model`${`M${n} = M${n + 1}(a + 1) + M${n + 1}(a + 2)`}`]),
        ),
      ),
    ).diagnostics,
  'empty-model': () => readVensim('', { file: 'empty.mdl' }).diagnostics,
  'missing-time': () => readVensim('x = 1 ~~|', { file: 'x.mdl' }).diagnostics,
  'missing-sheet': () => readBeside("x = GET XLS CONSTANTS('book.xlsx', 'Dat', 'B2')"),
  'missing-cell': () => readBeside("x = GET XLS CONSTANTS('book.xlsx', 'Data', 'rates')"),
  'missing-value': () => readBeside("x = GET XLS CONSTANTS('book.xlsx', 'Data', 'B2')"),
  'missing-points': () => readBeside("f = GET XLS LOOKUPS('gaps.csv', ',', 'A', 'B1')"),
  'repeated-time': () => readBeside("x := GET DIRECT DATA('twice.csv', ',', 'A', 'B1')"),
  'other-format': () => saidOf('book.xls'),
  'damaged-file': () => saidOf('half.xlsx'),
  'unsupported-file': () => saidOf('page.csv'),
  'too-much-data': () => saidOf('large.xlsx'),
  'not-one-number': () =>
    refused(() =>
      experimentOf(createProblem(programOf(model`dim A = a, b; x[A] = 1`)), {
        inputs: [],
        measures: [{ variable: 'x', at: 'end' }],
        runMany: runManyHere(interpreter),
      }),
    ),
  'bad-observations': () => calibrationRefused({ value: -3, low: 2, high: 3 }),
  'bad-posterior': () => refused(() => readPosterior('{')),
  'bad-prior': () => calibrationRefused({ value: 3, low: 3, high: 2 }),
  'not-a-constant': () => refused(() => createProblem(programOf(model`x = 1; y = x * 2`), { parameters: { y: 3 } })),
  'euler-only': () => refused(() => createProblem({ ...programOf(model`x = 1`), eulerOnly: ['x'] }, { method: 'rk4' })),
  'bad-seed': () => refused(() => createProblem(programOf(model`x = 1`), { seed: 1.5 })),
  'bad-tolerance': () =>
    refused(() => createProblem(programOf(model`x = 1`), { tolerance: { relative: 0, absolute: 0 } })),
  'other-method': () => writeVensim(model`x = 1; time 0 1 1 rk2`).diagnostics,
  'other-meaning': () => writeVensim(model`x = DELAYN(TIME, 4, 5); time 0 4 1`).diagnostics,
  'too-much-saved': () =>
    refused(() => createProblem(programOf(model`x = 1`), { stop: 1e6, step: 0.01, save: ['x', 'x', 'x', 'x'] })),
  'not-in-vensim': () => writeVensim(model`dim D = p, q; a[D] = 1; x = STDDEV(a[*])`).diagnostics,
  'not-in-xmile': () =>
    writeXmile(model`dim Age = young, old; dim Young < Age = young; x[Age] = 1; y = STDDEV(x[*:Young])`).diagnostics,
  'not-kept': () => writeVensim({ ...model`x = 1`, documentation: 'All about x' }).diagnostics,
  'bad-ensemble': () => refused(() => sampleInputs({ inputs: drawn('a'), count: 0, seed: 1 })),
  'bad-distribution': () =>
    refused(() => {
      const distribution = { kind: 'uniform', low: 2, high: 1 } as const;
      return sampleInputs({ inputs: [{ parameter: 'x', distribution }], count: 10, seed: 1 });
    }),
  'bad-correlation': () =>
    refused(() =>
      sampleInputs({
        inputs: drawn('a', 'b', 'c'),
        count: 10,
        seed: 1,
        correlations: [
          { between: ['a', 'b'], rank: 0.9 },
          { between: ['b', 'c'], rank: 0.9 },
          { between: ['a', 'c'], rank: -0.9 },
        ],
      }),
    ),
  'not-standard-xmile': () => writeXmile(model`x = RANDOM GAMMA(0, 9, 2, 0, 1, 0)`).diagnostics,
};

function loopThrough(variables: readonly string[]): readonly Diagnostic[] {
  const named = [{ name: 'growth', story: '', variables }];
  return findLoops(programOf(loop), { named, backend: interpreter }).diagnostics;
}

function drawn(...names: readonly string[]): UncertainInput[] {
  return names.map((parameter) => ({ parameter, distribution: { kind: 'uniform', low: 0, high: 1 } }));
}

function programOf(source: Model): Program {
  const { program } = compileModel(source);
  if (program === undefined) throw new Error('Cannot compile the example');
  return program;
}

function refused(work: () => unknown): readonly Diagnostic[] {
  try {
    work();
  } catch (error) {
    if (error instanceof InputError) return error.diagnostics;
    throw error;
  }
  return [];
}
