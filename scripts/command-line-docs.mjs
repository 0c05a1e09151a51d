// Writes docs/command-line.md from the program's own help. Run after a build; a test compares the two.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandLineDocs } from './lib/command-line-docs.mjs';
import { root } from './lib/run.mjs';

writeFileSync(join(root, 'docs', 'command-line.md'), await commandLineDocs());
