import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserReason, findBrowser } from './find-browser.ts';
import { startHarness, accessibilityFaults } from './harness.ts';
import type { Harness } from './harness.ts';

const browser = findBrowser();

/** Pairs of boxes on the page that overlap. */
async function overlappingBoxes(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const boxes = [...document.querySelectorAll('[data-node]')].map((box) => ({
      id: box.getAttribute('data-node') ?? '',
      at: box.getBoundingClientRect(),
    }));
    return boxes.flatMap((a, index) =>
      boxes
        .slice(index + 1)
        .filter(
          (b) => a.at.left < b.at.right && b.at.left < a.at.right && a.at.top < b.at.bottom && b.at.top < a.at.bottom,
        )
        .map((b) => `${a.id} × ${b.id}`),
    );
  });
}

describe.skipIf(browser === undefined)(`map${browser === undefined ? `: ${browserReason}` : ''}`, () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterAll(() => harness.close());

  it('map shows all sectors, then one with its stocks and flows, by mouse', async () => {
    await harness.visit('/map', async (page) => {
      const map = page.getByRole('group', { name: 'Map of the sectors' });
      await map.getByRole('link', { name: 'Front door, sector' }).click();
      await page.getByRole('heading', { level: 2, name: 'Front door' }).waitFor();
      expect(new URL(page.url()).searchParams.get('sector')).toBe('Front door');
      await page.getByRole('link', { name: 'Children being assessed, stock' }).waitFor();
      await page.goBack();
      await map.waitFor();
    });
  });

  it('map of the largest sector is drawn within a second, by the page’s own clock', async () => {
    await harness.visit('/map', async (page) => {
      const select = page.getByRole('combobox', { name: 'Sector' });
      await select.waitFor();
      const took = await select.evaluate(async (element) => {
        const began = performance.now();
        if (!(element instanceof HTMLSelectElement)) return NaN;
        element.value = 'Looked after';
        element.dispatchEvent(new Event('change', { bubbles: true }));
        while (document.querySelector('[data-node="looked_after"]') === null) {
          await new Promise((resolve) => {
            requestAnimationFrame(resolve);
          });
        }
        return performance.now() - began;
      });
      expect(took).toBeLessThan(1000);
    });
  });

  it('map lets no two boxes overlap, in any sector, with everything drawn', async () => {
    await harness.visit('/map', async (page) => {
      const select = page.getByRole('combobox', { name: 'Sector' });
      const names = await select.locator('option').allTextContents();
      expect(names.length).toBeGreaterThanOrEqual(12);
      for (const name of names.slice(1)) {
        await select.selectOption(name);
        await page.getByRole('combobox', { name: 'Show' }).selectOption('everything');
        await page.getByRole('group', { name: `Stock-and-flow map of ${name}` }).waitFor();
        // Read again while the boxes of the sector before make way for those of this one.
        await expect.poll(() => overlappingBoxes(page), { message: name, timeout: 10_000 }).toEqual([]);
      }
    });
  });

  it('map moves and zooms by keyboard and by buttons', async () => {
    await harness.visit('/map?sector=Front+door', async (page) => {
      const frame = page.getByRole('group', { name: 'Stock-and-flow map of Front door' });
      const where = (): Promise<string> =>
        frame.locator('.react-flow__viewport').evaluate((element) => element.style.transform);
      const changed = async (act: () => Promise<void>): Promise<void> => {
        const before = await where();
        await act();
        await expect.poll(where).not.toBe(before);
      };
      await frame.focus();
      await changed(() => page.keyboard.press('ArrowRight'));
      await changed(() => page.keyboard.press('+'));
      await changed(() => page.keyboard.press('-'));
      await changed(() => page.keyboard.press('ArrowDown'));
      await changed(() => page.keyboard.press('0'));
      await changed(() => page.getByRole('button', { name: 'Zoom in' }).click());
      await changed(() => page.getByRole('button', { name: 'Look right' }).click());
    });
  });

  it('map opens workings from a box by keyboard alone, and Escape goes back to the box', async () => {
    await harness.visit('/map?sector=Front+door', async (page) => {
      const box = page.getByRole('link', { name: 'Children being assessed, stock' });
      await box.focus();
      await page.keyboard.press('Enter');
      await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Children being assessed');
      await page.keyboard.press('Escape');
      await expect.poll(() => box.evaluate((element) => element === document.activeElement)).toBe(true);
    });
  });

  it('map lists every loop with its kind and story, and draws and tells the one chosen', async () => {
    await harness.visit('/map', async (page) => {
      const section = page.getByRole('region', { name: 'Feedback loops' });
      const burnout = section.getByRole('link', { name: 'Burnout', exact: true });
      await burnout.click();
      await page.getByRole('region', { name: 'Diagram of the loop Burnout' }).waitFor();
      expect(new URL(page.url()).searchParams.get('loop')).toBe('burnout');
      await section.getByText(/^More .* which leads to .*\. (?:The change|Whether|At present)/).waitFor();
      expect(await section.locator('.loop-list > li').count()).toBeGreaterThanOrEqual(8);
    });
  });

  it('map says that an address asks for a sector or loop that is not there', async () => {
    await harness.visit('/map?sector=Moon&loop=tide', async (page) => {
      await page.getByText('asks for the sector “Moon”').waitFor();
      await page.getByText('asks for the loop “tide”').waitFor();
    });
  });

  it.each([320, 390, 1440, 1920])('map keeps to a window of %i px and breaks no rule of WCAG 2.2 AA', async (width) => {
    for (const path of ['/map', '/map?sector=Looked+after']) {
      await harness.visit(
        path,
        async (page) => {
          await page.getByRole('link', { name: 'Burnout', exact: true }).waitFor();
          expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
          expect(await accessibilityFaults(page)).toEqual([]);
        },
        { width },
      );
    }
  });
});
