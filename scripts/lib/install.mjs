import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './run.mjs';
import { giveUp, say } from './say.mjs';

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

/** Installs the packages of package-lock.json where they are absent or other than it says. */
export async function ensureInstalled() {
  requireNode();
  if (isInstalled(root)) return;
  say('Installing the packages that Weir is built with (about a minute the first time) …');
  const { code, output } = await run('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error'], {
    quiet: true,
    shell: process.platform === 'win32',
  });
  if (code === 0) return;
  giveUp(
    `Cannot install Weir's packages: npm ci ended with code ${code}.\n${output.trim()}\n\n` +
      'Usual causes: no way to the npm registry (a proxy, no network), or a full disk. Put it right, then type the\n' +
      'command again; it takes up where it can.',
  );
}

/** Installs the other engines that the benchmark measures, apart from Weir's own packages. None of their scripts is run. */
export async function ensurePeersInstalled() {
  const folder = join(root, 'bench');
  if (isInstalled(folder)) return;
  say('Installing the other engines to be measured …');
  const parameters = ['ci', '--prefix', folder, '--ignore-scripts', '--no-fund', '--no-audit', '--loglevel=error'];
  const { code, output } = await run('npm', parameters, { quiet: true, shell: process.platform === 'win32' });
  if (code !== 0) giveUp(`Cannot install the other engines: npm ci ended with code ${code}.\n${output.trim()}`);
}

/**
 * Whether node_modules holds what the lockfile asks for. npm writes its own record, `node_modules/.package-lock.json`,
 * when an install has ended well; packages for other platforms are not in it.
 *
 * @param {string} folder that of package-lock.json
 */
export function isInstalled(folder) {
  const record = join(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const wanted = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(readFileSync(record, 'utf8')).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.includes('node_modules/') || entry.optional) return true;
    if (entry.link) return existsSync(join(folder, path, 'package.json'));
    return present[path]?.version === entry.version && existsSync(join(folder, path, 'package.json'));
  });
}
