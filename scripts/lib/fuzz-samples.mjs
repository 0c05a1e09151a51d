import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.mjs';

/**
 * Small model files that other people wrote, from the shared material, where it is there; none elsewhere.
 *
 * @returns {{ mdl: Uint8Array[], xmile: Uint8Array[], tables: Uint8Array[] }}
 */
export function fuzzSamples() {
  const folder = join(process.env['WEIR_SHARED'] ?? join(root, '..', 'shared'), 'conformance');
  const paths = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted() : [];
  const read = (pattern) =>
    paths
      .filter((path) => pattern.test(path) && statSync(join(folder, path)).size < 8000)
      .map((path) => new Uint8Array(readFileSync(join(folder, path))));
  return {
    mdl: read(/\.mdl$/),
    xmile: read(/\.(?:xmile|stmx)$/),
    tables: read(/\.(?:xlsx?|csv|tab)$/),
  };
}
