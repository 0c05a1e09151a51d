import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserReason, findBrowser } from './find-browser.ts';
import { accessibilityFaults, startHarness } from './harness.ts';
import type { Harness } from './harness.ts';

const browser = findBrowser();

describe.skipIf(browser === undefined)(`the workbench${browser === undefined ? `: ${browserReason}` : ''}`, () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterAll(() => harness.close());

  it('the workbench opens, shows a heading and is free of axe faults', async () => {
    await harness.visit('/', async (page) => {
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await page.title()).toContain('Weir');
      expect(await accessibilityFaults(page)).toEqual([]);
    });
  });

  it('the workbench is isolated, so that workers can share memory', async () => {
    await harness.visit('/', async (page) => {
      expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    });
  });

  it('startHarness reports a page that asks for what is not there', async () => {
    const broken = harness.visit('/', async (page) => {
      await page.evaluate(() => fetch('/missing.json'));
    });
    await expect(broken).rejects.toThrow('404');
  });
});
