import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { root } from './run.mjs';

const skipped = new Set(['node_modules', 'dist', 'generated', '.git', '.cache', 'coverage', 'test-results']);

/** Every file under the given files and folders, sorted; what is built or installed is left out. */
export function filesUnder(paths, base = root) {
  const found = [];
  const visit = (path) => {
    if (!existsSync(path)) return;
    if (statSync(path).isFile()) {
      if (!path.endsWith('.tsbuildinfo')) found.push(relative(base, path).replaceAll('\\', '/'));
      return;
    }
    for (const name of readdirSync(path)) if (!skipped.has(name)) visit(join(path, name));
  };
  for (const path of paths) visit(join(base, path));
  return found.sort((one, other) => (one < other ? -1 : 1));
}

/** A hash of names and contents: equal exactly where nothing has changed in what `leaveOut` does not leave out. */
export function hashOf(paths, leaveOut = () => false) {
  const hash = createHash('sha256');
  for (const path of filesUnder(paths)) {
    if (leaveOut(path)) continue;
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(root, path)))
      .update('\0');
  }
  return hash.digest('hex');
}

const stampPath = (name) => join(root, 'node_modules', '.cache', 'weir', `${name}.stamp`);

/** Whether the work that `name` stands for was last finished with this hash. */
export function isFresh(name, hash) {
  const path = stampPath(name);
  return existsSync(path) && readFileSync(path, 'utf8') === hash;
}

/** Forgets the stamp before the work begins, so that work broken off is done again. */
export function clearStamp(name) {
  rmSync(stampPath(name), { force: true });
}

/** Records that the work is finished. */
export function setStamp(name, hash) {
  mkdirSync(dirname(stampPath(name)), { recursive: true });
  writeFileSync(stampPath(name), hash);
}
