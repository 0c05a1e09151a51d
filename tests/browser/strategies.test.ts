import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserReason, findBrowser } from './find-browser.ts';
import { accessibilityFaults, startHarness } from './harness.ts';
import type { Harness } from './harness.ts';
import { sharedPath } from '../shared.ts';

const browser = findBrowser();
const ranking = 'Strategies by their effect on children looked after';

/** Waits until the first members of every strategy have been run. */
async function firstRuns(page: Page): Promise<void> {
  await page.getByRole('list', { name: ranking }).getByRole('img').first().waitFor({ timeout: 100_000 });
}

async function sideways(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}

describe.skipIf(browser === undefined)(
  browser === undefined ? `the strategies page (${browserReason})` : 'the strategies page',
  () => {
    let harness: Harness;
    beforeAll(async () => {
      harness = await startHarness();
    });
    afterAll(() => harness.close());

    it('the strategies page ranks the strategies, explains one, and is free of axe faults', async () => {
      await harness.visit('/', async (page) => {
        await firstRuns(page);
        const rows = page.getByRole('list', { name: ranking }).locator('> li');
        expect(await rows.count()).toBeGreaterThanOrEqual(13);
        // One reading of the page: while members are run, rows change places between two.
        const medians = await page.evaluate(() =>
          [...document.querySelectorAll('.ranked-median')].map((one) => one.textContent ?? ''),
        );
        const numbers = medians.map((text) => Number(text.replace(/,/g, '').replace('−', '-')));
        expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
        expect(numbers[0]).toBeLessThan(0);
        const name = page.getByRole('button', { name: 'Reduce contacts only' });
        await name.click();
        expect(await name.getAttribute('aria-expanded')).toBe('true');
        expect(page.url()).toContain('theory=fewer-contacts');
        expect(await page.getByText('Practice tool', { exact: true }).count()).toBe(1);
        await page.getByText('How often each strategy beats each other one').click();
        await page.getByRole('rowheader', { name: /^1\. / }).waitFor();
        expect(await accessibilityFaults(page)).toEqual([]);
      });
    });

    it('the strategies page redraws the curve while a slider is dragged', async () => {
      await harness.visit('/strategies?s=all-outflows', async (page) => {
        await firstRuns(page);
        const thumb = page.locator('.lever-thumb').first();
        await page.locator('.combination .plot svg').waitFor();
        await page.getByText(/Over 200 runs|So far, over/).waitFor();
        await thumb.scrollIntoViewIfNeeded();
        const box = await thumb.boundingBox();
        if (box === null) throw new Error('the slider has no place on the page');
        // From each pointer event to the next change of the drawing.
        await page.evaluate(() => {
          const plot = document.querySelector('.combination .plot');
          const times: number[] = [];
          let moved = 0;
          const move = ({ buttons }: PointerEvent): void => void (moved ||= buttons === 0 ? 0 : performance.now());
          addEventListener('pointermove', move, { capture: true });
          if (plot !== null) {
            new MutationObserver(() => {
              if (moved > 0) times.push(performance.now() - moved);
              moved = 0;
            }).observe(plot, { childList: true });
          }
          Object.assign(window, { redrawTimes: times });
        });
        const drawn = (): Promise<string> => page.locator('.combination .plot').innerHTML();
        const before = await drawn();
        const x = box.x + box.width / 2;
        const y = box.y + box.height / 2;
        await page.mouse.move(x, y);
        await page.mouse.down();
        for (let step = 1; step <= 20; step += 1) {
          await page.mouse.move(x + step * 3, y);
          await page.waitForTimeout(120);
        }
        await page.mouse.up();
        expect(await drawn()).not.toBe(before);
        const times = await page.evaluate(() => (window as unknown as { redrawTimes: number[] }).redrawTimes);
        expect(times.length).toBeGreaterThan(5);
        const sorted = times.toSorted((a, b) => a - b);
        const at = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? NaN).toFixed(0);
        process.stdout.write(
          `slider to redraw: median ${at(0.5)} ms, 95% ${at(0.95)} ms, longest ${at(1)} ms, ${times.length} redraws\n`,
        );
        await page.waitForFunction(() => location.search.includes('set='));
        const shared = page.url();
        await page.goto(shared);
        await firstRuns(page);
        expect(await page.locator('.lever-number input').first().inputValue()).not.toBe('0.2');
      });
    });

    it('the strategies page can be worked by keyboard alone', async () => {
      await harness.visit('/', async (page) => {
        await firstRuns(page);
        await page.keyboard.press('Tab');
        expect(await page.locator(':focus').innerText()).toBe('Skip to the page');
        await page.keyboard.press('Enter');
        expect(await page.locator(':focus').getAttribute('id')).toBe('main');
        const box = page.getByRole('checkbox').first();
        for (let count = 0; count < 20 && !(await box.evaluate((one) => one === document.activeElement)); count += 1) {
          await page.keyboard.press('Tab');
        }
        await page.keyboard.press('Space');
        expect(await box.isChecked()).toBe(true);
        const slider = page.getByRole('slider').first();
        await slider.waitFor({ state: 'attached' });
        for (
          let count = 0;
          count < 90 && !(await slider.evaluate((one) => one === document.activeElement));
          count += 1
        ) {
          await page.keyboard.press('Tab');
        }
        const before = Number(await slider.inputValue());
        await page.keyboard.press('ArrowRight');
        await page.keyboard.press('ArrowRight');
        expect(Number(await slider.inputValue())).toBeGreaterThan(before);
        await page.waitForFunction(() => location.search.includes('set='));
      });
    });

    it('the strategies page flags fewer children in care that come with unmet need', async () => {
      await harness.visit('/strategies?year=2035', async (page) => {
        await firstRuns(page);
        const row = page.getByRole('list', { name: ranking }).locator('> li', { hasText: 'Reduce contacts only' });
        await row.getByText('unmet need rises').waitFor({ timeout: 100_000 });
      });
    });

    it('the strategies page says what it could not use of an address', async () => {
      await harness.visit('/strategies?year=1999&indicator=happiness&s=magic', async (page) => {
        const notice = page.getByRole('status').filter({ hasText: 'Part of the address' });
        await notice.waitFor();
        expect(await notice.getByRole('listitem').count()).toBe(3);
        await notice.getByRole('button', { name: 'Dismiss' }).click();
        expect(await notice.count()).toBe(0);
      });
    });

    it('the strategies page needs no sideways scrolling at 320 px', async () => {
      await harness.visit(
        '/strategies?s=all-outflows&theory=all-outflows',
        async (page) => {
          await firstRuns(page);
          expect(await sideways(page)).toBeLessThanOrEqual(0);
        },
        { width: 320, height: 640 },
      );
    });

    it('the strategies page hands out its table as a file', async () => {
      await harness.visit('/', async (page) => {
        await firstRuns(page);
        const waiting = page.waitForEvent('download');
        await page.getByRole('button', { name: 'Download CSV' }).first().click();
        expect((await waiting).suggestedFilename()).toBe('weir-children-looked-after-by-strategy-2030.csv');
        await page.getByRole('button', { name: 'Table view' }).first().click();
        const table = page.getByRole('region', { name: 'Children looked after by strategy, 2030' });
        expect(await table.getByRole('row').count()).toBeGreaterThanOrEqual(14);
      });
    });

    it('the strategies page refuses a panel without the expected columns, and says what to do', async () => {
      await harness.visit('/', async (page) => {
        await page.getByText('Shown for:').click();
        const file = { name: 'wrong.csv', mimeType: 'text/csv', buffer: Buffer.from('name,value\nx,1\n') };
        await page.getByLabel('Panel of published figures').setInputFiles(file);
        const alert = page.getByRole('alert');
        await alert.waitFor();
        expect(await alert.innerText()).toContain('Cannot');
        expect(await alert.innerText()).toContain('cla_31mar');
      });
    });

    const panel = sharedPath('sector', 'data', 'la_panel_2010_2025.csv');
    it.skipIf(panel === undefined)('the strategies page runs one authority from a panel that is opened', async () => {
      await harness.visit('/', async (page) => {
        await page.getByText('Shown for:').click();
        await page.getByLabel('Panel of published figures').setInputFiles(panel ?? '');
        await page.getByLabel('Authority', { exact: true }).selectOption('Blackpool');
        await page.getByText('first local model of Blackpool').waitFor();
        await firstRuns(page);
        await page.getByRole('radio', { name: 'Level' }).check();
        const shown = await page.locator('.ranked-median').first().innerText();
        const children = Number(shown.replace(/,/g, ''));
        expect(children).toBeGreaterThan(100);
        expect(children).toBeLessThan(2000);
        expect(page.url()).not.toContain('Blackpool');
        expect(await accessibilityFaults(page)).toEqual([]);
      });
    });
  },
);
