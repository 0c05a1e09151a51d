import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build } from 'vite';
import { packEngine, tanks } from '../packed-engine.ts';
import type { PackedEngine } from '../packed-engine.ts';
import { browserReason, findBrowser } from './find-browser.ts';
import { startHarness } from './harness.ts';
import type { Harness } from './harness.ts';

const browser = findBrowser();

describe.skipIf(browser === undefined)(`the engine${browser === undefined ? `: ${browserReason}` : ''}`, () => {
  let packed: PackedEngine;
  let harness: Harness;
  beforeAll(async () => {
    packed = await packEngine();
    writeFileSync(
      join(packed.folder, 'index.html'),
      '<!doctype html><link rel="icon" href="data:," /><title>engine</title>',
    );
    await bundle(packed.folder);
    harness = await startHarness(packed.folder);
  });
  afterAll(async () => {
    await harness.close();
    packed.remove();
  });

  // Scripts are given as text, since the test's own tools would rewrite an import inside a function.
  it('the engine runs both back ends in a page without a bundler', async () => {
    const script = `(async () => {
      const at = '/node_modules/@weir/engine/dist';
      const { columnOf, createProblem, interpreter, run, wasmBackend } = await import(at + '/index.js');
      const { readVensim } = await import(at + '/vensim/index.js');
      const problem = createProblem(readVensim(${JSON.stringify(tanks.mdl)}, { file: 'a.mdl' }).model);
      return [interpreter, wasmBackend].map((backend) => columnOf(run(problem, backend), 'level').at(-1).toFixed(2));
    })()`;
    await harness.visit('/', async (page) => {
      expect(await page.evaluate(script)).toEqual(['5.63', '5.63']);
    });
  });

  it('the engine reads XMILE in a page once it is bundled', async () => {
    const script = `import('/bundle/entry.js').then(({ level }) => level(${JSON.stringify(tanks.xmile)}))`;
    await harness.visit('/', async (page) => {
      expect(await page.evaluate(script)).toBe('5.63');
    });
  });
});

/** What a program that uses the package makes of it with a bundler. */
async function bundle(folder: string): Promise<void> {
  const source = `
    import { columnOf, createProblem, run, wasmBackend } from '@weir/engine';
    import { readXmile } from '@weir/engine/xmile';
    export const level = (text) =>
      columnOf(run(createProblem(readXmile(text, { file: 'a.xmile' }).model), wasmBackend), 'level')?.at(-1)?.toFixed(2);
  `;
  mkdirSync(join(folder, 'source'));
  writeFileSync(join(folder, 'source', 'entry.js'), source);
  await build({
    root: folder,
    configFile: false,
    logLevel: 'silent',
    build: {
      outDir: 'bundle',
      minify: false,
      lib: { entry: join(folder, 'source', 'entry.js'), formats: ['es'], fileName: () => 'entry.js' },
    },
  });
}
