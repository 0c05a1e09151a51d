import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sharedPath, sharedReason } from '../../../../tests/shared.ts';
import { compileModel } from '../compile/compile-model.ts';
import { interpreter } from '../interpret/interpreter.ts';
import { formatDiagnostic } from '../model/diagnostic.ts';
import type { Model } from '../model/model.ts';
import { createProblem } from '../run/problem.ts';
import { run } from '../run/run.ts';
import { readVensim } from '../vensim/read-vensim.ts';
import { writeVensim } from '../vensim/write-vensim.ts';
import { readXmile } from '../xmile/read-xmile.ts';
import { writeXmile } from '../xmile/write-xmile.ts';
import { agrees, foldName } from './conformance.ts';

const folder = sharedPath('conformance') ?? '';

/** Every model of the conformance material that Weir can run. */
function models(): { file: string; model: Model }[] {
  const paths = folder === '' ? [] : readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return paths
    .filter((path) => /\.(?:mdl|xmile|stmx)$/.test(path))
    .toSorted()
    .flatMap((path) => {
      const read = path.endsWith('.mdl') ? readVensim : readXmile;
      const { model } = read(readFileSync(join(folder, path)), { file: path });
      return model === undefined || compileModel(model).program === undefined ? [] : [{ file: path, model }];
    });
}

function values(model: Model): Map<string, Float64Array> {
  const { columns } = run(createProblem(compileModel(model).program ?? fail(model)), interpreter);
  return new Map(columns.map((column) => [foldName(column.name), column.values]));
}

function fail(model: Model): never {
  throw new Error(compileModel(model).diagnostics.map(formatDiagnostic).join('\n'));
}

/** What differs between the run of a model and the run of what came back of it. */
function difference(before: Model, after: Model): string | undefined {
  const found = values(after);
  for (const [name, expected] of values(before)) {
    const own = found.get(name);
    if (own === undefined && /^(?:initial_time|final_time|time_step|saveper)$/.test(name)) continue;
    if (own === undefined) return `"${name}" is gone`;
    const at = expected.findIndex((value, row) => !agrees(own[row] ?? Number.NaN, value));
    if (at >= 0) return `"${name}" is ${own[at]}, not ${expected[at]}`;
  }
  return undefined;
}

describe.skipIf(folder === '')(`writers (${sharedReason})`, () => {
  const all = models();

  test('writeXmile gives a file that reads and runs to the same values', () => {
    const faults = all.flatMap(({ file, model }) => {
      const { text, diagnostics } = writeXmile(model);
      if (text === undefined)
        return diagnostics.some(({ code }) => code === 'not-in-xmile') ? [] : [`${file}: no reason`];
      const { model: back, diagnostics: found } = readXmile(text, { file: 'back.xmile' });
      const fault = back === undefined ? found.map(formatDiagnostic).join('\n') : difference(model, back);
      return fault === undefined ? [] : [`${file}: ${fault}`];
    });
    expect(faults).toEqual([]);
  });

  test('writeVensim gives a file that reads and runs to the same values', () => {
    let written = 0;
    const faults = all.flatMap(({ file, model }) => {
      const { text, diagnostics } = writeVensim(model);
      if (text === undefined)
        return diagnostics.some(({ code }) => code === 'not-in-vensim') ? [] : [`${file}: no reason`];
      written++;
      const { model: back, diagnostics: found } = readVensim(text, { file: 'back.mdl' });
      const fault = back === undefined ? found.map(formatDiagnostic).join('\n') : difference(model, back);
      return fault === undefined ? [] : [`${file}: ${fault}`];
    });
    expect(faults).toEqual([]);
    expect(written).toBeGreaterThan(100);
  });
});
