import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../../lib/run.mjs';

/** Where the peers' packages are installed, apart from Weir's own. */
export const peersFolder = join(root, 'bench');

/** Why a peer's package cannot be used, if so. */
export function absence(name) {
  return existsSync(join(peersFolder, 'node_modules', name))
    ? undefined
    : 'not installed: `npm run bench -- --peers` does';
}

/** A module of a peer's package, by its file. */
export function importPeer(name, file) {
  return import(pathToFileURL(join(peersFolder, 'node_modules', name, file)).href);
}
