// npm start: installs what is missing, builds what has changed, serves the workbench and prints its address.
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { root } from './lib/run.mjs';

await ensureInstalled();
await ensureBuilt();
const { main } = await import(pathToFileURL(join(root, 'packages/cli/dist/main.js')).href);
process.exitCode = await main(['serve', ...process.argv.slice(2)]);
