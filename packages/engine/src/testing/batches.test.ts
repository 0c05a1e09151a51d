import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sharedPath, sharedReason } from '../../../../tests/shared.ts';
import { compileModel } from '../compile/compile-model.ts';
import { wasmBackend } from '../wasm/backend.ts';
import { batchDifferences } from './batch-differences.ts';
import { listCases, readConformanceModel } from './conformance.ts';

const folder = sharedPath('conformance') ?? '';
const paths =
  folder === ''
    ? []
    : readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/'));
const read = (path: string): Uint8Array | undefined =>
  existsSync(join(folder, path)) ? readFileSync(join(folder, path)) : undefined;
/** Steps that a model is followed for. */
const most = 60;

describe.skipIf(folder === '')(`runBatch (${sharedReason})`, () => {
  test('runBatch gives the bits of single runs for every model of the conformance material that compiles', async () => {
    const differing: string[] = [];
    let compared = 0;
    for (const { model: path } of listCases(paths)) {
      const { model } = await readConformanceModel(path, read);
      const program = model === undefined ? undefined : compileModel(model).program;
      if (program === undefined) continue;
      const { start, stop, step, method } = program.time;
      const differences = batchDifferences(wasmBackend.prepare(program), {
        start,
        step,
        steps: Math.min(most, Math.round((stop - start) / step)),
        saveEvery: 2,
        method: method === 'dormand-prince' ? 'rk4' : method,
        save: Array.from({ length: program.slotCount }, (_, slot) => slot),
        members: [4, 5, 6],
        parameters: [1, 1.01, 0.9].map((factor) =>
          Float64Array.from(program.parameters, ({ value }) => factor * value),
        ),
      });
      compared += 1;
      if (differences.length > 0) differing.push(`${path}: ${differences[0]}`);
    }
    expect(differing).toEqual([]);
    expect(compared).toBeGreaterThan(100);
  });
});
