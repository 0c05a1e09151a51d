import { existsSync } from 'node:fs';
import { run } from './run.mjs';
import { say } from './say.mjs';

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * A Chromium for the browser tests: `CHROMIUM`, or one in a usual place, or Debian's, which is installed where that
 * needs no question (apt-get, as root).
 *
 * @returns {Promise<{ path?: string, reason?: string }>} `reason` says why there is none and how to get one
 */
export async function ensureBrowser() {
  const named = process.env['CHROMIUM'];
  if (named !== undefined) {
    return existsSync(named) ? { path: named } : { reason: `CHROMIUM names "${named}", which is not there` };
  }
  const present = usualPlaces.find((path) => existsSync(path));
  if (present !== undefined) return { path: present };
  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say("Installing Debian's Chromium for the browser tests …");
    await run('apt-get', ['update', '-q'], { quiet: true });
    const installed = await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], {
      quiet: true,
      env: { DEBIAN_FRONTEND: 'noninteractive' },
    });
    if (installed.code === 0 && existsSync('/usr/bin/chromium')) return { path: '/usr/bin/chromium' };
    return { reason: `apt-get could not install Chromium: ${installed.output.trim().split('\n').at(-1) ?? ''}` };
  }
  return { reason: 'no Chromium was found: install it (Debian: apt-get install chromium) or set CHROMIUM to its path' };
}
