import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Packages that reach a user whose licence is not in the list.
 *
 * @param {string} root folder of package-lock.json and node_modules
 * @param {readonly string[]} allowed SPDX names
 * @returns {string[]} one line a breach
 */
export function licenceBreaches(root, allowed) {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const breaches = [];
  for (const [path, entry] of Object.entries(lock.packages)) {
    if (!path.includes('node_modules/') || entry.dev || entry.link) continue;
    const manifest = join(root, path, 'package.json');
    if (!existsSync(manifest)) {
      if (!entry.optional) breaches.push(`${path} is not installed: run npm ci`);
      continue;
    }
    const { license, licenses, name, version } = JSON.parse(readFileSync(manifest, 'utf8'));
    const stated = license?.type ?? license ?? licenses?.map((one) => one.type ?? one).join(' OR ');
    if (!isAllowed(stated, allowed)) breaches.push(`${name} ${version}: licence "${stated ?? 'none stated'}"`);
  }
  return breaches;
}

/**
 * Whether an SPDX expression can be met by licences of the list: one side of an OR suffices, both of an AND are needed.
 *
 * @param {string | undefined} expression
 * @param {readonly string[]} allowed
 */
export function isAllowed(expression, allowed) {
  if (expression === undefined) return false;
  const plain = expression.replace(/^\((.*)\)$/, '$1');
  if (/ OR /.test(plain)) return plain.split(/ OR /).some((part) => isAllowed(part, allowed));
  if (/ AND /.test(plain)) return plain.split(/ AND /).every((part) => isAllowed(part, allowed));
  return allowed.includes(plain);
}
