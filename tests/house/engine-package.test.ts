import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { node, root } from '../../scripts/lib/run.mjs';
import { packEngine, tanks } from '../packed-engine.ts';
import type { PackedEngine } from '../packed-engine.ts';

const program = `
import { columnOf, createProblem, interpreter, run, wasmBackend } from '@weir/engine';
import { readVensim, writeVensim } from '@weir/engine/vensim';
import { readXmile } from '@weir/engine/xmile';
import { findLoops } from '@weir/engine/analysis';

for (const { model } of [readVensim(${JSON.stringify(tanks.mdl)}, { file: 'a.mdl' }), readXmile(${JSON.stringify(tanks.xmile)}, { file: 'a.xmile' })]) {
  if (model === undefined) throw new Error('no model');
  const problem = createProblem(model);
  for (const backend of [interpreter, wasmBackend]) {
    console.log(columnOf(run(problem, backend), 'level')?.at(-1)?.toFixed(2));
  }
  console.log(findLoops(problem.program, { named: [], backend: interpreter }).loops.length, typeof writeVensim(model).text);
}
`;

describe('packEngine', () => {
  let packed: PackedEngine;
  beforeAll(async () => {
    packed = await packEngine();
  });
  afterAll(() => packed.remove());

  it('packEngine holds what users need and nothing that only tests use', () => {
    expect(packed.files).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'package.json', 'dist/index.js']));
    expect(packed.files.filter((path) => /testing|\.map$|\.test\.|tsbuildinfo|^src/.test(path))).toEqual([]);
    const own: unknown = JSON.parse(readFileSync(join(root, 'packages', 'engine', 'package.json'), 'utf8'));
    const { exports } = own as { exports: Record<string, Record<string, string>> };
    for (const entry of Object.values(exports)) {
      expect(packed.files).toContain(entry['types']?.slice(2));
      expect(packed.files).toContain(entry['default']?.slice(2));
    }
  });

  it('packEngine runs in plain Node beside its one dependency', async () => {
    writeFileSync(join(packed.folder, 'program.mjs'), program);
    const { code, output } = await node([join(packed.folder, 'program.mjs')], { quiet: true });
    expect(output.trim().split('\n')).toEqual(['5.63', '5.63', '1 string', '5.63', '5.63', '1 string']);
    expect(code).toBe(0);
  });

  it('packEngine has types that a strict program can be checked against', async () => {
    writeFileSync(join(packed.folder, 'program.ts'), program);
    const compilerOptions = {
      target: 'ES2022',
      module: 'NodeNext',
      lib: ['ES2023', 'DOM'],
      types: [],
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
    };
    writeFileSync(join(packed.folder, 'package.json'), '{"type": "module"}');
    writeFileSync(join(packed.folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['program.ts'] }));
    const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    const { code, output } = await node([tsc, '-p', packed.folder], { quiet: true });
    expect(output).toBe('');
    expect(code).toBe(0);
  });
});
