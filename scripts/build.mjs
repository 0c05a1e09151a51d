// npm run build: installs what is missing, then builds everything.
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { say } from './lib/say.mjs';

await ensureInstalled();
if (!(await ensureBuilt())) say('Everything is built already.');
