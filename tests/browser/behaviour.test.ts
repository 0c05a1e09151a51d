import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserReason, findBrowser } from './find-browser.ts';
import { accessibilityFaults, startHarness } from './harness.ts';
import type { Harness } from './harness.ts';

const browser = findBrowser();

describe.skipIf(browser === undefined)(
  browser === undefined ? `the behaviour page (${browserReason})` : 'the behaviour page',
  () => {
    let harness: Harness;
    beforeAll(async () => {
      harness = await startHarness();
    });
    afterAll(() => harness.close());

    it('the behaviour page draws published figures, business as usual and strategies, free of axe faults', async () => {
      await harness.visit('/behaviour', async (page) => {
        const chart = page.getByRole('img', { name: /Lines from 2010 to 2035/ });
        await chart.waitFor({ timeout: 100_000 });
        expect(await chart.locator('circle').count()).toBeGreaterThan(10);
        await page.getByRole('checkbox', { name: 'All outflows' }).check();
        await page.getByRole('img', { name: /all outflows/ }).waitFor();
        expect(page.url()).toContain('with=all-outflows');
        expect(await page.getByRole('heading', { level: 2 }).first().innerText()).toContain('“All outflows” lowers');
        expect(await accessibilityFaults(page)).toEqual([]);
      });
    });

    it('the behaviour page shows rates and a table with published figures beside the model', async () => {
      await harness.visit('/behaviour', async (page) => {
        await page.getByRole('img', { name: /Lines from 2010/ }).waitFor({ timeout: 100_000 });
        await page.getByRole('checkbox', { name: 'Per 10,000 children' }).check();
        expect(page.url()).toContain('per=10000');
        await page.getByRole('button', { name: 'Table view' }).click();
        const row = page.getByRole('row').filter({ hasText: /^2020/ });
        const cells = (await row.getByRole('cell').allInnerTexts()).map(Number);
        // England in 2020: 67 looked-after children per 10,000, as published.
        expect(cells[0]).toBeGreaterThan(60);
        expect(cells[0]).toBeLessThan(75);
        expect(Math.abs((cells[1] ?? NaN) / (cells[0] ?? NaN) - 1)).toBeLessThan(0.1);
      });
    });

    it('the behaviour page can be worked by keyboard: another indicator changes the chart and the address', async () => {
      await harness.visit('/behaviour', async (page) => {
        await page.getByRole('img', { name: /Lines from 2010/ }).waitFor({ timeout: 100_000 });
        const before = await page.getByRole('heading', { level: 2 }).first().innerText();
        await page.getByRole('combobox', { name: 'Indicator' }).focus();
        await page.keyboard.press('ArrowDown');
        await page.waitForFunction(() => location.search.includes('indicator='));
        expect(await page.getByRole('heading', { level: 2 }).first().innerText()).not.toBe(before);
        await page.goBack();
        expect(page.url()).not.toContain('indicator=');
      });
    });

    it('the behaviour page needs no sideways scrolling at 320 px', async () => {
      await harness.visit(
        '/behaviour?with=all-outflows',
        async (page) => {
          await page.getByRole('img', { name: /Lines from 2010/ }).waitFor({ timeout: 100_000 });
          expect(
            await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
          ).toBeLessThanOrEqual(0);
        },
        { width: 320, height: 640 },
      );
    });
  },
);
