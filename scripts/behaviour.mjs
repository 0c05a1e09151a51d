// npm run behaviour: computes how the general model behaves against history and the findings, and writes docs/behaviour.md.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { root } from './lib/run.mjs';

await ensureInstalled();
await ensureBuilt();
const { behaviourMarkdown, generalModel } = await import(
  pathToFileURL(join(root, 'packages', 'care', 'dist', 'index.js')).href
);
const text = behaviourMarkdown(generalModel);
mkdirSync(join(root, 'docs'), { recursive: true });
writeFileSync(join(root, 'docs', 'behaviour.md'), text);
process.stdout.write(text);
