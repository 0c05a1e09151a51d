// npm run screenshots: takes the pictures of the documentation anew, from the built workbench in a real Chromium.
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { ensureBrowser } from './lib/browser.mjs';
import { ensureBuilt } from './lib/build.mjs';
import { root } from './lib/run.mjs';
import { say } from './lib/say.mjs';

const port = 4188;
const folder = join(root, 'docs', 'screenshots');

/** What is shown, how wide, and the text that is there once all runs have been made. */
const pictures = [
  { name: 'strategies', path: '/strategies', size: [1280, 1240], ready: /From 200 runs/ },
  {
    name: 'combination',
    path: '/strategies?s=family-group-conferences,guardianship',
    size: [1280, 900],
    ready: /From 200 runs/,
  },
  { name: 'behaviour', path: '/behaviour', size: [1280, 1040], ready: /From 200 runs/ },
  { name: 'map', path: '/map', size: [1280, 1500], ready: /The change feeds itself/ },
  { name: 'workings', path: '/workings?item=caseload', size: [1280, 1300], ready: /What it depends on|Depends on/ },
  { name: 'strategies-phone', path: '/strategies', size: [390, 1300], ready: /From 200 runs/ },
];

await ensureBuilt();
const { path: executablePath, reason } = await ensureBrowser();
if (executablePath === undefined) {
  say(`Cannot take pictures: ${reason}`);
  process.exit(1);
}
mkdirSync(folder, { recursive: true });
const server = spawn(process.execPath, ['packages/cli/bin/weir.mjs', 'serve', '--port', String(port)], { cwd: root });
const only = process.argv.slice(2);
try {
  await new Promise((resolve) => server.stdout.once('data', resolve));
  const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'];
  const browser = await chromium.launch({ executablePath, args: flags });
  for (const { name, path, size, ready } of pictures) {
    if (only.length > 0 && !only.includes(name)) continue;
    const [width, height] = size;
    const page = await browser.newPage({ viewport: { width, height }, reducedMotion: 'reduce', locale: 'en-GB' });
    await page.goto(`http://127.0.0.1:${port}${path}`);
    await page.getByText(ready).first().waitFor({ timeout: 180_000 });
    await page.waitForTimeout(1000);
    await page.screenshot({ path: join(folder, `${name}.png`) });
    await page.close();
    say(`Took ${name}`);
  }
  await browser.close();
} finally {
  server.kill();
}
