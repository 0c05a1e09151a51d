#!/usr/bin/env node
// Plain JavaScript, so that npm can link it before anything is built.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const program = new URL('../dist/main.js', import.meta.url);
if (existsSync(fileURLToPath(program))) {
  const { main } = await import(program.href);
  process.exitCode = await main(process.argv.slice(2));
} else {
  process.stderr.write(
    'Cannot run weir: it is not built yet. Type "npm run build" in the folder of Weir, then try again.\n',
  );
  process.exitCode = 1;
}
