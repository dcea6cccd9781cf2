/** Charts under pointer and keyboard: cards, arrow keys, zoom, notes. */
import { expect, it } from 'vitest';
import type { Examples } from './examples.ts';

export function chartsAnswer(examples: () => Pick<Examples, 'page'>): void {
  it('a bar has a card under the pointer and under arrow keys, the chart is one stop, and a drag zooms', async () => {
    const { page } = examples();
    await page.goto('/brands/spotify?range=spotify-2015&bucket=hour');
    const bars = page.locator('.chart-wide .chart-hit');
    const card = page.locator('.chart-card');
    const count = await bars.count();
    const centre = async (i: number) => {
      const box = (await bars.nth(i).boundingBox())!;
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    };
    await page.mouse.move((await centre(40)).x, (await centre(40)).y);
    const row = page.locator('.chart-table tbody tr').nth(40);
    expect(await card.locator('strong').textContent()).toBe(await row.locator('th a').textContent());
    expect(await card.textContent()).toContain(`${await row.locator('td').first().textContent()} negative`);
    expect(await card.locator('a').first().getAttribute('href')).toContain('&only=negative');
    await page.mouse.move(5, 5);
    expect(await card.count()).toBe(0);

    expect(await page.locator('.chart-plot [href]:not([tabindex="-1"])').count()).toBe(0);
    expect(await page.locator('.chart-plot[tabindex="0"]').count()).toBe(1);
    await page.locator('.chart-plot').focus();
    await page.keyboard.press('End');
    const last = await card.locator('strong').textContent();
    await page.keyboard.press('ArrowLeft');
    expect(await card.locator('strong').textContent()).not.toBe(last);
    await page.keyboard.press('Home');
    expect(await card.locator('strong').textContent()).toBe(
      await page.locator('.chart-table tbody th a').first().textContent(),
    );
    await page.keyboard.press('Escape');
    expect(await card.count()).toBe(0);

    const [from, to] = [await centre(30), await centre(60)];
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move((from.x + to.x) / 2, from.y, { steps: 4 });
    await page.mouse.move(to.x, to.y, { steps: 4 });
    await page.mouse.up();
    await page.waitForURL((url) => url.searchParams.get('range')?.includes('..') === true);
    expect(await bars.count()).toBe(31);
    expect(count).toBeGreaterThan(100);
    const middle = await centre(15);
    await page.mouse.dblclick(middle.x, middle.y);
    await page.waitForURL((url) => url.pathname === '/brands/spotify' && url.search === '');
  });

  it('the chart of an incident zooms by a drag, and a bar leads to a new note at its time', async () => {
    const { page } = examples();
    await page.goto('/incidents/spotify-2015');
    // It stands below the posts, where the pointer does not reach it yet.
    await page.locator('.chart-plot').scrollIntoViewIfNeeded();
    const bars = page.locator('.chart-wide .chart-hit');
    const count = await bars.count();
    const centre = async (i: number) => {
      const box = (await bars.nth(i).boundingBox())!;
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    };
    const [from, to] = [await centre(3), await centre(5)];
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move((from.x + to.x) / 2, from.y, { steps: 4 });
    await page.mouse.move(to.x, to.y, { steps: 4 });
    await page.mouse.up();
    await page.waitForURL((url) => url.searchParams.get('range')?.includes('..') === true);
    expect(await page.textContent('[role="status"]')).toContain('Posts, chart and drivers from ');
    expect(await bars.count()).not.toBe(count);

    await page.locator('.chart-plot').focus();
    await page.keyboard.press('Home');
    const at = await page.locator('.chart-table [data-at]').first().getAttribute('data-at');
    await page.keyboard.press('n');
    await page.waitForURL((url) => url.pathname === '/notes');
    const query = new URL(page.url()).searchParams;
    expect(query.get('brand')).toBe('spotify');
    expect(Date.parse(query.get('at') ?? '')).toBe(Number(at));
    expect(await page.locator('#note-at').inputValue()).not.toBe('');
    await page.goBack();
    await page.getByRole('link', { name: 'Show the whole incident' }).click();
    await page.waitForURL((url) => url.pathname === '/incidents/spotify-2015' && url.search === '');
  });
}
