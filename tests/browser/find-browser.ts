import { existsSync } from 'node:fs';

/**
 * The Chromium that the browser tests drive: `CHROMIUM`, or Debian's. `npm test` installs it where it can.
 *
 * @throws Error where there is none and `CI` is `true`; elsewhere the tests are skipped with `browserReason`
 */
export function findBrowser(): string | undefined {
  const path = [process.env['CHROMIUM'] ?? '/usr/bin/chromium', '/usr/bin/chromium-browser'].find((one) =>
    existsSync(one),
  );
  if (path === undefined && process.env['CI'] === 'true')
    throw new Error(`Cannot run the browser tests: ${browserReason}`);
  return path;
}

/** Why the browser tests are skipped. */
export const browserReason =
  'no Chromium was found: install it (Debian: apt-get install chromium) or set CHROMIUM to its path';
