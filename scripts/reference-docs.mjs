// Writes docs/diagnostics.md from the engine itself; a test compares the two.
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
writeFileSync(join(root, 'docs', 'diagnostics.md'), diagnosticsPage());
