import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './run.mjs';
import { giveUp, say } from './say.mjs';
import { clearStamp, filesUnder, hashOf, isFresh, setStamp } from './stamp.mjs';

const leastNode = [20, 19];

/** Stops with a message where Node is older than the project needs. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > leastNode[0] || (major === leastNode[0] && minor >= leastNode[1])) return;
  giveUp(
    `Cannot go on with Node ${process.versions.node}: Weir needs Node ${leastNode.join('.')} or newer.\n` +
      "Install a newer Node (your organisation's software centre, or nodejs.org), then type the command again.",
  );
}

/** Installs the packages of package-lock.json where they are absent or belong to another lockfile. */
export async function ensureInstalled() {
  requireNode();
  const manifests = filesUnder(['package.json', 'packages']).filter((path) => path.endsWith('package.json'));
  const hash = hashOf(['package-lock.json', ...manifests]);
  const present = existsSync(join(root, 'node_modules', 'vite')) && existsSync(join(root, 'node_modules', '@weir'));
  if (present && isFresh('install', hash)) return;
  say('Installing the packages that Weir is built with (about a minute the first time) …');
  clearStamp('install');
  const { code, output } = await run('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error'], {
    quiet: true,
    shell: process.platform === 'win32',
  });
  if (code === 0) {
    setStamp('install', hash);
    return;
  }
  giveUp(
    `Cannot install Weir's packages: npm ci ended with code ${code}.\n${output.trim()}\n\n` +
      'Usual causes: no way to the npm registry (a proxy, no network), or a full disk. Put it right, then type the\n' +
      'command again; it takes up where it can.',
  );
}
