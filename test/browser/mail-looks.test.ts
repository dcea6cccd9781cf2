/**
 * Mails as they arrive, in Chromium: sent over SMTP, shown at the widths of a phone and of a mail program, light, dark, and
 * with their colours inverted by the program, as Gmail does.
 */
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { Email } from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drain } from '../../workers/drain.ts';
import { launchBrowser, overflow, shotFolder } from '../support/browser.ts';
import { mailGround, route } from '../support/mail-ground.ts';
import { tempDirs } from '../support/temp.ts';

const ground = mailGround();
const shots = shotFolder(tempDirs()());
/** The smallest letters in the picture, and the width that it is drawn at (`src/report/notification/incident.ts`). */
const LETTERS = { size: 11, width: 320 };

let browser: Browser;
/** To the team and to an executive. */
const mails = new Map<string, string>();

/** The HTML with its picture inside it. */
function htmlOf(mail: Email): string {
  const [chart] = mail.attachments;
  const bytes = Buffer.from(chart!.content as ArrayBuffer).toString('base64');
  return (mail.html ?? '').replaceAll('cid:chart', `data:image/png;base64,${bytes}`);
}

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

/** The least contrast of a text with its ground, as WCAG measures it; `inverted`: with the lightness of all colours inverted. */
const LEAST_CONTRAST = (inverted: boolean) => `(() => {
  const parse = (text) => (text.match(/[\\d.]+/g) ?? []).map(Number);
  const invert = ([r, g, b]) => {
    const [most, least] = [Math.max(r, g, b), Math.min(r, g, b)];
    return [r, g, b].map((one) => 255 - most - least + one);
  };
  const light = (rgb) => {
    const [r, g, b] = (${String(inverted)} ? invert(rgb) : rgb).map((one) => {
      const part = one / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const groundOf = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const [r, g, b, a = 1] = parse(getComputedStyle(one).backgroundColor);
      if (a > 0) return [r, g, b];
    }
    return [255, 255, 255];
  };
  const seen = [...document.querySelectorAll('body *')]
    .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== ''))
    .map((one) => {
      const [a, b] = [light(parse(getComputedStyle(one).color).slice(0, 3)), light(groundOf(one))];
      return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    });
  return { least: Math.min(...seen), texts: seen.length };
})()`;

async function contrast(page: Page, inverted: boolean) {
  return page.evaluate<{ least: number; texts: number }>(LEAST_CONTRAST(inverted));
}

/** Mean lightness of a picture, 0 to 255. */
async function lightness(page: Page, png: Buffer): Promise<number> {
  return page.evaluate<number>(`(async () => {
    const picture = new Image();
    picture.src = 'data:image/png;base64,${png.toString('base64')}';
    await picture.decode();
    const [width, height] = [picture.naturalWidth, picture.naturalHeight];
    const context = Object.assign(document.createElement('canvas'), { width, height }).getContext('2d');
    context.drawImage(picture, 0, 0);
    const dots = context.getImageData(0, 0, width, height).data.filter((_, i) => i % 4 < 3);
    return dots.reduce((sum, one) => sum + one, 0) / dots.length;
  })()`);
}

describe('an alert', () => {
  beforeAll(async () => {
    const installation = await ground.ready({
      routes: [
        route('pr', ['team@example.com']),
        { ...route('board', ['exec@example.com']), audience: 'executive' },
      ],
    });
    await drain(installation.ctx);
    for (const mail of await ground.smtp.parsed())
      mails.set(mail.to?.[0]?.address?.split('@')[0] ?? '', htmlOf(mail));
  });

  it('arrived, at the team and at the executive', () => {
    expect([...mails.keys()].toSorted()).toEqual(['exec', 'team']);
  });

  it.each([
    ['team', 600, 'light'],
    ['team', 600, 'dark'],
    ['team', 390, 'light'],
    ['team', 390, 'dark'],
    ['exec', 600, 'light'],
    ['exec', 390, 'dark'],
  ] as const)('%s at %i, %s: all of it can be read', async (who, width, colorScheme) => {
    const page = await browser.newPage({
      viewport: { width, height: 844 },
      colorScheme,
      javaScriptEnabled: true,
    });
    await page.setContent(mails.get(who)!, { waitUntil: 'load' });
    expect(await overflow(page)).toEqual([]);
    const { least, texts } = await contrast(page, false);
    expect(texts).toBeGreaterThan(8);
    expect(least).toBeGreaterThanOrEqual(4.5);
    // By programs that invert colours and know no dark ones.
    if (colorScheme === 'light') expect((await contrast(page, true)).least).toBeGreaterThanOrEqual(4.5);
    const ground = await page.evaluate<string>(
      "getComputedStyle(document.querySelector('.sheet')).backgroundColor",
    );
    const isLight = (ground.match(/\d+/g) ?? []).slice(0, 3).every((part) => Number(part) > 128);
    expect(isLight).toBe(colorScheme === 'light');
    const picture = page.locator('img.chart');
    const box = (await picture.boundingBox())!;
    // The ground of the chart is as light or dark as the mail: the lightness of a corner inside its frame.
    const corner = { x: box.x + 6, y: box.y + 6, width: 4, height: 4 };
    const light = await lightness(page, await page.screenshot({ clip: corner, fullPage: true }));
    expect(light > 128).toBe(colorScheme === 'light');
    expect((LETTERS.size * box.width) / LETTERS.width).toBeGreaterThanOrEqual(12);
    const dots = await picture.evaluate((img: { naturalWidth: number }) => img.naturalWidth);
    expect(dots / box.width).toBeGreaterThanOrEqual(2);
    await page.screenshot({ path: join(shots, `mail-${who}-${width}-${colorScheme}.png`), fullPage: true });
    await page.close();
  });

  it('is much shorter for an executive', async () => {
    const heights: number[] = [];
    for (const who of ['team', 'exec']) {
      const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
      await page.setContent(mails.get(who)!, { waitUntil: 'load' });
      heights.push(await page.evaluate<number>('document.documentElement.scrollHeight'));
      await page.close();
    }
    expect(heights[1]! / heights[0]!).toBeLessThan(0.75);
  });

  it('has letters that grow with the picture, and a contrast that can fail (control)', async () => {
    const page = await browser.newPage();
    await page.setContent('<p style="color:#999;background:#fff">Hard to read</p>');
    expect((await contrast(page, false)).least).toBeLessThan(4.5);
    await page.setContent('<p style="color:#fff;background:#1d4fd8">Hard to read when inverted</p>');
    expect((await contrast(page, false)).least).toBeGreaterThan(4.5);
    expect((await contrast(page, true)).least).toBeLessThan(4.5);
    await page.close();
  });
});
