import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { listen } from '../../packages/cli/src/serve/listen.ts';
import { openSite } from '../../packages/cli/src/serve/site.ts';
import { staticServer } from '../../packages/cli/src/serve/static-server.ts';
import { findBrowser } from './find-browser.ts';

const workbench = fileURLToPath(new URL('../../packages/studio/dist/app', import.meta.url));

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** How a page is opened. */
export interface PageOptions {
  /** Pixels; 1280 × 800 by default. */
  readonly width?: number;
  readonly height?: number;
  /** Messages of the console that are expected, each a part of one. */
  readonly expected?: readonly string[];
}

/** The built workbench, served to a real Chromium. */
export interface Harness {
  /** The address that it is served at, without a slash at the end. */
  readonly address: string;
  /**
   * Opens a page of the workbench in a fresh profile, does something with it, and closes it.
   *
   * @param path with the query, such as `/map?sector=court`
   * @throws Error where the page wrote an error to its console, threw, asked another host, or an answer failed
   */
  visit(path: string, act: (page: Page) => Promise<void>, options?: PageOptions): Promise<void>;
  /** Ends the browser and the server. */
  close(): Promise<void>;
}

/**
 * Serves the built workbench, or another folder, on a free port with the headers that `weir serve` sends, and starts Chromium.
 *
 * @example
 * ```ts
 * const harness = await startHarness();
 * await harness.visit('/', async (page) => expect(await page.title()).toContain('Weir'));
 * await harness.close();
 * ```
 */
export async function startHarness(folder: string = workbench): Promise<Harness> {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error('Cannot start Chromium: none was found');
  const server = staticServer(await openSite(folder));
  const port = await listen(server, { host: '127.0.0.1', port: 0, spare: 0 });
  const browser = await chromium.launch({ executablePath, args: flags });
  const address = `http://127.0.0.1:${port}`;
  return {
    address,
    visit: (path, act, options = {}) => visit({ browser, address }, path, act, options),
    async close() {
      await browser.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function visit(
  { browser, address }: { readonly browser: Browser; readonly address: string },
  path: string,
  act: (page: Page) => Promise<void>,
  options: PageOptions,
): Promise<void> {
  const viewport = { width: options.width ?? 1280, height: options.height ?? 800 };
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce', locale: 'en-GB' });
  const faults: string[] = [];
  context.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  context.on('weberror', (error) => faults.push(`thrown: ${error.error().message}`));
  context.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(address) && !/^(?:data|blob):/.test(url)) faults.push(`asked another host: ${url}`);
  });
  context.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`);
  });
  try {
    const page = await context.newPage();
    await page.goto(`${address}${path}`);
    await act(page);
  } finally {
    await context.close();
  }
  const unexpected = faults.filter((fault) => !(options.expected ?? []).some((part) => fault.includes(part)));
  if (unexpected.length > 0) throw new Error(`The page ${path} is not clean:\n${unexpected.join('\n')}`);
}

/**
 * What axe finds on a page against WCAG 2.0 to 2.2, levels A and AA: a line each, with the rule, what it asks for and where.
 * Empty where there is nothing.
 */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.target.join(' ')} ${node.html}`),
  );
}
