import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sharedPath, sharedReason } from '../../../../tests/shared.ts';
import { compileModel } from '../compile/compile-model.ts';
import { formatDiagnostic, type Diagnostic } from '../model/diagnostic.ts';
import type { Model } from '../model/model.ts';
import { readDocument } from '../model/read-document.ts';
import { writeDocument } from '../model/write-document.ts';
import { readVensim } from '../vensim/read-vensim.ts';
import { writeVensim } from '../vensim/write-vensim.ts';
import { readXmile } from '../xmile/read-xmile.ts';
import { writeXmile } from '../xmile/write-xmile.ts';
import { agrees } from './conformance.ts';
import { differenceOf } from './document-difference.ts';
import { valuesOf } from './same-values.ts';
import { checkXmile } from './xmile-rules.ts';

const folder = sharedPath('conformance') ?? '';

interface Sample {
  readonly file: string;
  readonly model: Model;
  readonly values: ReadonlyMap<string, Float64Array>;
}

/** Every model of the conformance material that Weir can run. */
function samples(): Sample[] {
  const paths = folder === '' ? [] : readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return paths
    .filter((path) => /\.(?:mdl|xmile|stmx)$/.test(path))
    .toSorted()
    .flatMap((path) => {
      const read = path.endsWith('.mdl') ? readVensim : readXmile;
      const { model } = read(readFileSync(join(folder, path)), { file: path });
      if (model === undefined || compileModel(model).program === undefined) return [];
      return [{ file: path, model, values: valuesOf(model) }];
    });
}

/** What a model became: read back, or refused. */
type Outcome = { readonly back: Model } | { readonly refused: readonly Diagnostic[] };

interface Format {
  readonly name: string;
  /** The code with which what the format cannot say is refused. */
  readonly refusal: string;
  readonly own: RegExp;
  readonly through: (model: Model) => Outcome;
}

const fail = (diagnostics: readonly Diagnostic[]): never => {
  throw new Error(diagnostics.map(formatDiagnostic).join('\n'));
};

const formats: readonly Format[] = [
  {
    name: '.mdl',
    refusal: 'not-in-vensim',
    own: /\.mdl$/,
    through: (model) => {
      const { text, diagnostics } = writeVensim(model);
      if (text === undefined) return { refused: diagnostics };
      const reading = readVensim(text, { file: `${model.name}.mdl` });
      return { back: reading.model ?? fail(reading.diagnostics) };
    },
  },
  {
    name: 'XMILE',
    refusal: 'not-in-xmile',
    own: /\.(?:xmile|stmx)$/,
    through: (model) => {
      const { text, diagnostics } = writeXmile(model);
      if (text === undefined) return { refused: diagnostics };
      const reading = readXmile(text, { file: 'back.xmile' });
      return { back: reading.model ?? fail(reading.diagnostics) };
    },
  },
  {
    name: '.yaml',
    refusal: 'none',
    own: /./,
    through: (model) => {
      // As text and back, since that is what a file holds.
      const data: unknown = JSON.parse(JSON.stringify(writeDocument(model)));
      const reading = readDocument([{ file: 'back.yaml', data }]);
      return { back: reading.model ?? fail(reading.diagnostics) };
    },
  },
];

/** What differs between the run of a model and the run of what came back of it. */
function differentValue(before: ReadonlyMap<string, Float64Array>, after: Model): string | undefined {
  const found = valuesOf(after);
  for (const [name, expected] of before) {
    const own = found.get(name);
    if (own === undefined && /^(?:initial_time|final_time|time_step|saveper)$/.test(name)) continue;
    if (own === undefined) return `"${name}" is gone`;
    const at = expected.findIndex((value, row) => !agrees(own[row] ?? Number.NaN, value));
    if (at >= 0) return `"${name}" is ${own[at]}, not ${expected[at]}`;
  }
  return undefined;
}

describe.skipIf(folder === '')(`writers (${sharedReason})`, () => {
  const all = samples();

  test.each(formats)('a model written as $name runs to the same values, or is refused by name', (format) => {
    const refused: string[] = [];
    const faults = all.flatMap(({ file, model, values }) => {
      const outcome = format.through(model);
      if ('back' in outcome) return differentValue(values, outcome.back) ?? [];
      refused.push(file);
      const named = outcome.refused.some(({ code, variable }) => code === format.refusal && variable !== undefined);
      return named ? [] : [`${file}: refused without a name`];
    });
    expect(faults).toEqual([]);
    expect(all.length).toBeGreaterThan(150);
    // What neither tool has a word for is rare.
    expect(refused.length).toBeLessThanOrEqual(all.length / 20);
  });

  test.each(formats)('a document read from $name and written as such is the same again', (format) => {
    const own = all.filter(({ file }) => format.own.test(file));
    const differences = own.flatMap(({ file, model }) => {
      const outcome = format.through(model);
      const difference = 'back' in outcome ? differenceOf(model, outcome.back) : undefined;
      return difference === undefined ? [] : [`${file}: ${difference}`];
    });
    // An equation may come back said another way, since no format has every function of the language.
    expect(differences.filter((each) => !each.includes('/equation: ') && !each.includes('/kind: '))).toEqual([]);
    expect(differences.length).toBeLessThanOrEqual(format.name === '.yaml' ? 0 : own.length / 20);
  });

  test('writeXmile keeps the rules of XMILE 1.0', () => {
    const faults = all.flatMap(({ file, model }) => {
      const { text = '', diagnostics } = writeXmile(model);
      // What breaks a rule since it cannot be said otherwise has been named.
      const named = diagnostics.some(({ message }) => message.includes('more than one stock'));
      const found = text === '' ? [] : checkXmile(text);
      return found.filter((fault) => !named || !fault.includes('of two stocks')).map((fault) => `${file}:${fault}`);
    });
    expect(faults).toEqual([]);
  });
});
