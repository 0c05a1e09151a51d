// npm test, and npm run ok: installs and builds what is missing, then runs every check and every test.
// The last line of standard output is `N passed, N failed`, with `, N skipped` where some were.
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBrowser } from './lib/browser.mjs';
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { node, root } from './lib/run.mjs';
import { say } from './lib/say.mjs';
import { addTo, readVitest } from './lib/tally.mjs';

const inCi = process.env['CI'] === 'true';
const shared = process.env['WEIR_SHARED'] ?? join(root, '..', 'shared');

/** Each counts as one test. */
const checks = [
  { name: 'types', parameters: ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.test.json'] },
  { name: 'lint', parameters: ['node_modules/oxlint/bin/oxlint'] },
  { name: 'format', parameters: ['node_modules/oxfmt/bin/oxfmt', '--check', '.'] },
  { name: 'dependency policy', parameters: ['scripts/check-dependencies.mjs'] },
  { name: 'text', parameters: ['scripts/check-text.mjs'] },
  { name: 'dead code', parameters: ['node_modules/knip/bin/knip.js', '--no-progress'] },
  { name: 'conformance', parameters: ['scripts/conformance.mjs'], needsShared: true },
];

await ensureInstalled();
await ensureBuilt();
const { path: browser, reason } = await ensureBrowser();
if (browser === undefined) say(`The browser tests cannot run: ${reason}`);

const tally = { passed: 0, failed: 0, skipped: 0 };
for (const check of checks) {
  if (!existsSync(join(root, check.parameters[0]))) continue;
  if (check.needsShared && !existsSync(shared) && !inCi) {
    tally.skipped += 1;
    process.stdout.write(`– ${check.name}: skipped, needs the shared material (WEIR_SHARED names its folder)\n`);
    continue;
  }
  const start = Date.now();
  const { code, output } = await node(check.parameters, { quiet: true });
  tally[code === 0 ? 'passed' : 'failed'] += 1;
  process.stdout.write(`${code === 0 ? '✓' : '✗'} ${check.name} (${((Date.now() - start) / 1000).toFixed(1)} s)\n`);
  if (code !== 0) process.stdout.write(`${output.trimEnd()}\n`);
}

const results = join(root, 'test-results');
mkdirSync(results, { recursive: true });
for (const project of ['unit', 'browser']) {
  const file = join(results, `${project}.json`);
  rmSync(file, { force: true });
  const env = browser === undefined ? { WEIR_NO_BROWSER: reason ?? '' } : { CHROMIUM: browser };
  const { code } = await node(
    ['node_modules/vitest/vitest.mjs', 'run', '--project', project, '--passWithNoTests'].concat([
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ]),
    { env },
  );
  addTo(tally, readVitest(file, code));
}

const skipped = tally.skipped === 0 ? '' : `, ${tally.skipped} skipped`;
process.stdout.write(`\n${tally.passed} passed, ${tally.failed} failed${skipped}\n`);
process.exitCode = tally.failed === 0 ? 0 : 1;
