import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserReason, findBrowser } from './find-browser.ts';
import { startHarness, accessibilityFaults } from './harness.ts';
import type { Harness } from './harness.ts';

const browser = findBrowser();

describe.skipIf(browser === undefined)(`workings${browser === undefined ? `: ${browserReason}` : ''}`, () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterAll(() => harness.close());

  it('workings of an address show equation, value, inputs and evidence', async () => {
    await harness.visit('/workings?item=contact+rate', async (page) => {
      await page.getByRole('heading', { level: 1, name: 'contact rate' }).waitFor();
      await page.getByRole('heading', { name: 'Equation' }).waitFor();
      await page.locator('.evidence-list .status-mark').first().waitFor();
    });
    await harness.visit('/workings?item=assessments_completed', async (page) => {
      await page.locator('.value-figure').waitFor();
      expect(await page.locator('.value-figure').textContent()).toMatch(/^[\d,]+ children\/year in all$/);
      expect(await page.locator('.inputs-table tbody tr').count()).toBe(3);
    });
  });

  it('workings follow the names in an equation, and the way back', async () => {
    await harness.visit('/workings?item=assessments+completed', async (page) => {
      await page.locator('.equation').getByRole('link', { name: 'Assessments to be decided' }).click();
      await page.getByRole('heading', { level: 1, name: 'Assessments to be decided' }).waitFor();
      const trail = page.getByRole('navigation', { name: 'The way here' });
      await trail.getByRole('link', { name: 'assessments completed' }).click();
      await page.getByRole('heading', { level: 1, name: 'assessments completed' }).waitFor();
      await page.goBack();
      await page.getByRole('heading', { level: 1, name: 'Assessments to be decided' }).waitFor();
    });
  });

  it('workings show another time when the slider is moved by keyboard', async () => {
    await harness.visit('/workings?item=looked+after+in+all', async (page) => {
      const figure = page.locator('.value-figure');
      await figure.waitFor();
      const before = await figure.textContent();
      await page.getByRole('slider').press('Home');
      await page.getByText('31 March 2010').waitFor();
      expect(await figure.textContent()).not.toBe(before);
    });
  });

  it('workings of an indicator name the indicator and its meaning', async () => {
    await harness.visit('/workings?item=looked-after', async (page) => {
      await page.getByText('Stands behind the indicator Children looked after').waitFor();
    });
  });

  it('workings of a name that is not there give near names', async () => {
    await harness.visit('/workings?item=contct+rate', async (page) => {
      await page.getByRole('heading', { level: 1, name: 'Nothing is called “contct rate”' }).waitFor();
      await page.getByRole('main').getByRole('link', { name: 'contact rate', exact: true }).click();
      await page.getByRole('heading', { level: 1, name: 'contact rate' }).waitFor();
    });
  });

  it('workings can be searched without an item, and the evidence filtered', async () => {
    await harness.visit('/workings', async (page) => {
      await page.getByRole('searchbox', { name: 'Search by name or meaning' }).fill('caseload');
      await page.getByText(/^\d+ variables with “caseload”$/).waitFor();
      const rows = page.locator('.evidence-table tbody tr');
      const all = await rows.count();
      expect(all).toBeGreaterThan(100);
      await page.getByRole('radio', { name: /^assumption \(\d+\)$/ }).check();
      expect(await rows.count()).toBeLessThan(all);
      expect(new Set(await rows.locator('.status-mark').allTextContents())).toEqual(new Set(['assumption']));
    });
  });

  it('workings cover the page on a phone, keep the focus, and give it back', async () => {
    await harness.visit(
      '/map?sector=Front+door',
      async (page) => {
        const opener = page.getByRole('link', { name: 'contacts decided', exact: true });
        await opener.click();
        const panel = page.getByRole('complementary', { name: 'Workings' });
        await panel.getByRole('heading', { level: 2, name: 'contacts decided' }).waitFor();
        expect(await panel.boundingBox()).toMatchObject({ x: 0, y: 0, width: 390 });
        for (let presses = 0; presses < 40; presses += 1) {
          await page.keyboard.press('Tab');
          const outside = await page.evaluate(
            () => document.activeElement?.closest('main, .site-header, .site-footer') !== null,
          );
          expect(outside).toBe(false);
        }
        await page.getByRole('button', { name: 'Close the workings' }).click();
        await expect.poll(() => opener.evaluate((element) => element === document.activeElement)).toBe(true);
      },
      { width: 390, height: 844 },
    );
  });

  it.each([320, 390, 1440])('workings keep to a window of %i px and break no rule of WCAG 2.2 AA', async (width) => {
    const paths = [
      '/workings',
      '/workings?item=Looked+after',
      '/workings?item=nonsense',
      '/map?workings=effect+of+room+on+starts',
    ];
    for (const path of paths) {
      await harness.visit(
        path,
        async (page) => {
          await page.locator('h1').waitFor();
          if (path.includes('Looked')) await page.locator('.value-figure').waitFor();
          expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
          expect(await accessibilityFaults(page), path).toEqual([]);
        },
        { width },
      );
    }
  });
});
