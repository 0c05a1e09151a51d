import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build, defaultClientConditions } from 'vite';
import type { Behind, Stopped } from './ensemble-page.ts';
import { browserReason, findBrowser } from './find-browser.ts';
import { startHarness } from './harness.ts';
import type { Harness } from './harness.ts';

const browser = findBrowser();

/** `WEIR_MEMBERS=10000` measures what docs/performance.md tells of. */
const members = Number(process.env['WEIR_MEMBERS'] ?? 400);
const patience = 120_000 + members * 60;

describe.skipIf(browser === undefined)(`ensembles${browser === undefined ? `: ${browserReason}` : ''}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'weir-ensemble-'));
  let harness: Harness;
  beforeAll(async () => {
    writeFileSync(
      join(folder, 'index.html'),
      '<!doctype html><link rel="icon" href="data:," /><title>ensemble</title>',
    );
    await bundle(folder);
    harness = await startHarness(folder);
  });
  afterAll(async () => {
    await harness.close();
    rmSync(folder, { recursive: true });
  });

  it(
    'ensembles of the general model run behind a page that goes on drawing, the same on one worker and on two',
    async () => {
      await harness.visit('/', async (page) => {
        const one: Behind = await page.evaluate(
          `import('/bundle/page.js').then((page) => page.runBehind(${members}, 1))`,
        );
        const { frames } = one;
        process.stdout.write(
          `${one.members} members in ${(one.took / 1000).toFixed(1)} s on one worker; frames every ${frames.median.toFixed(1)} ms, ` +
            `95 of 100 within ${frames.most.toFixed(1)} ms, the longest ${frames.longest.toFixed(0)} ms, ${frames.count} of them\n`,
        );
        expect(one).toMatchObject({ members, failed: 0, isolated: true });
        expect(one.median).toBeGreaterThan(50_000);
        // 60 frames a second are aimed at and measured apart; a page that waits for its members would have a few.
        expect(frames.median).toBeLessThan(100);
        expect(frames.count).toBeGreaterThan(one.took / 200);
        const two: Behind = await page.evaluate(
          `import('/bundle/page.js').then((page) => page.runBehind(${members}, 2))`,
        );
        expect(two.median).toBe(one.median);
      });
    },
    patience,
  );

  it('ensembles that are called off leave their workers free', async () => {
    await harness.visit('/', async (page) => {
      const found: Stopped[] = await page.evaluate(`import('/bundle/page.js').then((page) => page.stopBehind(7, 1))`);
      const median = (of: keyof Stopped): number => found.map((each) => each[of]).toSorted((a, b) => a - b)[3] ?? 0;
      process.stdout.write(`called off: ${median('thrown').toFixed(1)} ms, free: ${median('free').toFixed(1)} ms\n`);
      // 100 ms are aimed at and measured apart; the limit is for machines that do much else.
      expect(median('free')).toBeLessThan(2000);
    });
  });
});

/** The page's script and that of its workers, as the workbench is built. */
async function bundle(root: string): Promise<void> {
  await build({
    root,
    configFile: false,
    logLevel: 'silent',
    base: '/bundle/',
    resolve: { conditions: ['weir-source', ...defaultClientConditions] },
    worker: { format: 'es' },
    build: {
      outDir: 'bundle',
      target: 'es2022',
      minify: false,
      rolldownOptions: {
        input: fileURLToPath(new URL('ensemble-page.ts', import.meta.url)),
        preserveEntrySignatures: 'strict',
        output: { entryFileNames: 'page.js' },
      },
    },
  });
}
