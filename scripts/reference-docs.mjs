// Writes docs/diagnostics.md and docs/language.md from the engine itself; tests compare them.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { node, root } from './lib/run.mjs';

const build = await node(['node_modules/typescript/bin/tsc', '-b', 'packages/engine'], { quiet: true });
if (build.code !== 0) {
  process.stderr.write(`Cannot build the engine\n${build.output}`);
  process.exit(1);
}
const testing = join(root, 'packages', 'engine', 'dist', 'testing');
const { diagnosticsPage } = await import(join(testing, 'diagnostics-page.js'));
const { languagePage } = await import(join(testing, 'language-page.js'));
writeFileSync(join(root, 'docs', 'diagnostics.md'), diagnosticsPage());
writeFileSync(join(root, 'docs', 'language.md'), languagePage());
