/** What the first page weighs, its letters, its menus, and the zone that it is written in. */
import { describe, expect, it } from 'vitest';
import type { Examples } from './examples.ts';

/** The tests. */
export function firstPage(examples: () => Examples): void {
  describe('the first page', () => {
    it('comes in under 150 kB with all that it needs, in six sizes of letters', async () => {
      const own = await examples().another();
      await own.goto('/');
      const figures = await own.evaluate<{ bytes: number; painted: number; sizes: string[] }>(`(() => {
      const entries = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
      const texts = [...document.querySelectorAll('body *')].filter(
        (one) => one.closest('svg, script') === null && one.offsetParent !== null &&
          [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== ''));
      return {
        bytes: entries.reduce((sum, one) => sum + one.encodedBodySize, 0),
        painted: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
        sizes: [...new Set(texts.map((one) => getComputedStyle(one).fontSize))],
      };
    })()`);
      console.info(`first page: ${figures.bytes} bytes, first paint after ${Math.round(figures.painted)} ms`);
      expect(figures.bytes).toBeGreaterThan(10_000);
      expect(figures.bytes).toBeLessThan(150_000);
      expect(figures.sizes.length).toBeGreaterThan(2);
      expect(figures.sizes.filter((size) => !/^(12|13|14|16|20|26)px$/.test(size))).toEqual([]);
      await own.context().close();
    });

    it('closes its menus by Esc and by a click elsewhere, and says the zone of the browser', async () => {
      const own = await examples().another({
        timezoneId: 'Asia/Tokyo',
        viewport: { width: 1280, height: 900 },
      });
      await own.goto('/');
      const gear = own.locator('details.gear');
      for (const close of [() => own.keyboard.press('Escape'), () => own.mouse.click(300, 500)]) {
        await gear.locator('summary').click();
        expect(await gear.getAttribute('open')).not.toBeNull();
        await close();
        expect(await gear.getAttribute('open')).toBeNull();
      }
      expect(await own.textContent('footer.site')).toContain('Times are in Asia/Tokyo');
      await own.context().close();
    });
  });
}
