/** Every page at four sizes and schemes, with screenshots, and without JavaScript. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { overflow, shotFolder } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { COMPARE, type Examples } from './examples.ts';

const PAGES: readonly (readonly [string, string])[] = [
  ['now', '/'],
  ['brands', '/brands'],
  ['brand', '/brands/spotify'],
  ['brand-days', '/brands/whatsapp?range=all&bucket=day'],
  ['incidents', '/incidents'],
  ['incident', '/incidents/whatsapp-2016'],
  ['compare', COMPARE],
  ['compare-choose', '/compare?incident=spotify-2015'],
  ['mentions', '/mentions?brand=spotify&only=betrayal'],
  ['library', '/library'],
  ['library-incident', '/library/whatsapp-terms-2021'],
  ['policy-changes', '/policy-changes'],
  ['sources', '/sources'],
  ['mail', '/mail'],
  ['mail-view', '/mail/1'],
  ['dead-letters', '/dead-letters'],
  ['reports', '/reports'],
  ['report-week', '/reports/week?from=2015-08-20'],
  ['report-incident', '/reports/incidents/spotify-2015'],
  ['settings', '/settings'],
  ['method', '/method'],
];

const PRINTED = [
  '/reports/incidents/spotify-2015',
  '/reports/week?from=2015-08-20',
  '/incidents/whatsapp-2016',
  COMPARE,
];

/** The tests; `folder` takes the screenshots where $OUTCRY_SHOTS is not set. */
export function looks(examples: () => Examples, folder: string): void {
  const shots = shotFolder(folder);

  describe('looks', () => {
    it.each([
      ['1280', { width: 1280, height: 900 }, 'light'],
      ['1280 dark', { width: 1280, height: 900 }, 'dark'],
      ['390', { width: 390, height: 844 }, 'light'],
      ['360 dark', { width: 360, height: 740 }, 'dark'],
    ] as const)('%s: nothing is wider than the window', async (name, viewport, scheme) => {
      const { page } = examples();
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme: scheme });
      for (const [title, path] of PAGES) {
        expect([path, (await page.goto(path))?.status()]).toEqual([path, 200]);
        expect([path, await overflow(page)]).toEqual([path, []]);
        const picture = join(shots, `${title}-${name.replace(' ', '-')}.png`);
        await page.screenshot({ path: picture, fullPage: process.env.OUTCRY_SHOTS !== undefined });
        expect(statSync(picture).size).toBeGreaterThan(5_000);
      }
      const ground = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
      const light = (ground.match(/\d+/g) ?? []).slice(0, 3).every((part) => Number(part) > 128);
      expect(light).toBe(scheme === 'light');
    });

    it('a table that goes on shows it at its edge until its end is seen', async () => {
      const { page } = examples();
      const marked = () => page.locator('.scroll.goes-on').count();
      await page.setViewportSize({ width: 360, height: 740 });
      await page.goto('/sources');
      expect(await marked()).toBe(1);
      await page.locator('.scroll').evaluate((one) => one.scrollTo(10_000, 0));
      await eventually('its end is seen', async () => (await marked()) === 0);
      await page.setViewportSize({ width: 1600, height: 900 });
      await page.reload();
      expect(await marked()).toBe(0);
    });

    it('the list of incidents fits a window of 1280 px, column by column', async () => {
      const { page } = examples();
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.emulateMedia({ colorScheme: 'light' });
      await page.goto('/incidents?show=all');
      const room = () =>
        page.locator('.incident-list .scroll').evaluate((one) => [one.scrollWidth, one.clientWidth]);
      const [wide = 0, seen = 0] = await room();
      expect(wide).toBeLessThanOrEqual(seen);
      await page.screenshot({ path: join(shots, 'incidents-all-1280.png') });
    });

    it('on a phone the first action stays at the bottom, and posts come before the chart', async () => {
      const { page } = examples();
      await page.setViewportSize({ width: 390, height: 844 });
      const bottom = async () => {
        const box = (await page.getByRole('button', { name: 'Acknowledge' }).boundingBox())!;
        return box.y + box.height;
      };
      for (const path of ['/incidents/whatsapp-2016', '/']) {
        await page.goto(path);
        for (const y of [0, 600]) {
          await page.evaluate(`scrollTo(0, ${y})`);
          const edge = await bottom();
          expect([path, y, edge > 780 && edge <= 844]).toEqual([path, y, true]);
        }
        expect(await overflow(page)).toEqual([]);
      }
      const top = async (selector: string) => (await page.locator(selector).first().boundingBox())!.y;
      expect(await top('.top-posts')).toBeLessThan(await top('#chart-heading'));
      await page.setViewportSize({ width: 1280, height: 900 });
      expect(await top('#chart-heading')).toBeLessThan(await top('.top-posts'));
      expect(await bottom()).toBeLessThan(500);
    });

    it('printed on A4, reports and pages show their numbers and nothing to press', async () => {
      const { page } = examples();
      await page.setViewportSize({ width: 718, height: 1040 });
      await page.emulateMedia({ media: 'print', colorScheme: 'light' });
      for (const path of PRINTED) {
        await page.goto(path);
        expect([path, await overflow(page)]).toEqual([path, []]);
        expect([path, await page.locator('button:visible, nav:visible').count()]).toEqual([path, 0]);
        expect([path, await page.locator('svg:visible').count()]).not.toEqual([path, 0]);
        expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(20_000);
      }
      await page.screenshot({ path: join(shots, 'printed.png'), fullPage: true });
      await page.emulateMedia({ media: 'screen' });
    });

    it('control: something too wide is seen', async () => {
      const other = await examples().browser.newPage();
      await other.setContent('<p style="width:5000px">wide</p>');
      expect((await overflow(other)).length).toBeGreaterThan(0);
    });
  });

  it('what was just done is said with an undo, though the browser has named no time zone yet', async () => {
    const own = await examples().another({ timezoneId: 'Asia/Tokyo' });
    const said = own.locator('.did');
    await own.goto('/incidents/whatsapp-2016');
    await own.context().clearCookies({ name: 'outcry-zone' });
    await own.getByRole('button', { name: 'Acknowledge' }).click();
    await own.locator('.pill.state-acknowledged').waitFor();
    expect(await said.textContent()).toContain('Acknowledged.');
    // The client has run: a page that it asks for again would have lost the line.
    await eventually('the zone is kept', async () =>
      (await own.context().cookies()).some(({ name }) => name === 'outcry-zone'),
    );
    await own.waitForLoadState('networkidle');
    expect(await said.textContent()).toContain('Acknowledged.');
    await said.getByRole('button', { name: 'Undo' }).click();
    await own.locator('.pill.state-open').waitFor();
    expect(await said.textContent()).toContain('Not acknowledged any more.');
    await own.goto('/incidents/whatsapp-2016');
    expect(await said.count()).toBe(0);
    await own.context().close();
  });

  it('all of it works without JavaScript', async () => {
    const bare = await examples().another({ javaScriptEnabled: false });
    for (const [, path] of PAGES) {
      expect([path, (await bare.goto(path))?.status()]).toEqual([path, 200]);
      expect((await bare.textContent('h1'))?.length).toBeGreaterThan(3);
    }
    await bare.goto('/brands/whatsapp');
    await bare.getByText('Show as table').click();
    expect(await bare.locator('.chart details table').isVisible()).toBe(true);
    await bare.goto('/incidents/whatsapp-2016');
    await bare.getByRole('button', { name: 'Acknowledge' }).click();
    await bare.locator('.pill.state-acknowledged').waitFor();
    expect(await bare.textContent('.did')).toContain('Acknowledged.');
    await bare.context().close();
  });
}
