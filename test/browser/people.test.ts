/** People and tokens on an installation of 45 brands, in Chromium: by keyboard, without scripts, on a phone. */
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../config/env.ts';
import {
  launchBrowser,
  overflow,
  type Server,
  shotFolder,
  signIn,
  startServer,
  watch,
} from '../support/browser.ts';
import { tempDirs } from '../support/temp.ts';

const tempDir = tempDirs();
const shots = shotFolder(tempDir());
const BRANDS = 43;

let server: Server;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let wrong: string[];

beforeAll(async () => {
  const config = join(tempDir(), 'config');
  cpSync(join(packageRoot, 'config'), config, { recursive: true });
  for (let i = 1; i <= BRANDS; i += 1) {
    const name = i === 7 ? 'Zürich 7' : `Tunely ${i}`;
    const lines = [`slug: brand-${i}`, `name: ${name}`, `terms: [brandterm${i}]`];
    writeFileSync(join(config, `brands/brand-${i}.yaml`), `${lines.join('\n')}\n`);
  }
  server = await startServer(tempDir(), { OUTCRY_CONFIG_DIR: config, OUTCRY_DEMO: '0' });
  browser = await launchBrowser();
  context = await browser.newContext({ baseURL: server.url, viewport: { width: 1280, height: 900 } });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  wrong = watch(context);
  page = await context.newPage();
  await signIn(page, server.link);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** Photographs the page on a desk and on a phone; nothing may be wider than the window. */
async function looksRight(name: string): Promise<void> {
  for (const [width, colorScheme] of [
    [1280, 'light'],
    [390, 'dark'],
  ] as const) {
    await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
    await page.emulateMedia({ colorScheme });
    expect([name, width, await overflow(page)]).toEqual([name, width, []]);
    await page.screenshot({ path: join(shots, `${name}-${width}-${colorScheme}.png`), fullPage: true });
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: 'light' });
}

const invite = () => page.locator('form[action="/people"]');
const shown = () => invite().locator('[name="brand"]:visible').count();
const chosen = (form = invite()) => form.locator('[name="brand"]:checked').count();

describe('an invitation', () => {
  it('starts with no brand; two brands are found by keyboard, whatever the accents', async () => {
    await page.goto('/people');
    await page.getByText('Invite a person').click();
    expect([await shown(), await chosen(), await invite().locator('[name="all"]').isChecked()]).toEqual([
      BRANDS + 2,
      0,
      false,
    ]);
    await page.keyboard.press('Tab');
    await page.keyboard.type('kim@example.com');
    const search = invite().getByLabel('Search brands');
    await search.focus();
    await page.keyboard.type('zurich');
    expect(await shown()).toBe(1);
    // It searches, and sends no form.
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await search.fill('tunely 12');
    await invite().getByLabel('Tunely 12', { exact: true }).check();
    expect([await shown(), await chosen()]).toEqual([2, 2]);
    expect(await invite().getByRole('status').textContent()).toBe(`2 of ${BRANDS + 2} chosen`);
    await search.fill('no such brand');
    expect(await invite().getByRole('status').textContent()).toBe('No brand matches');
    await looksRight('people-invite');
  });

  it('takes “all” in place of some, and some in place of “all”', async () => {
    const every = invite().locator('[name="all"]');
    await every.check();
    expect(await chosen()).toBe(0);
    await invite().getByLabel('Search brands').fill('');
    await invite().getByLabel('Spotify').check();
    expect(await every.isChecked()).toBe(false);
    await invite().getByLabel('Spotify').uncheck();
  });

  it('without a brand comes back with what was entered and the problem at its field', async () => {
    await page.getByRole('button', { name: 'Invite', exact: true }).click();
    await page.getByText('Choose at least one brand, or all.').waitFor();
    expect(await page.getByLabel('E-mail', { exact: true }).inputValue()).toBe('kim@example.com');
    await looksRight('people-refused');
    wrong.splice(0);
    await invite().getByLabel('WhatsApp').check();
    await page.getByRole('button', { name: 'Invite', exact: true }).click();
    await page.getByText('kim@example.com is invited.').waitFor();
  });

  it('gives a link to pass on, with one click', async () => {
    const secret = (await page.locator('.secret code').textContent()) ?? '';
    await page.getByRole('button', { name: 'Copy', exact: true }).click();
    await page.getByText('Copied').first().waitFor();
    expect(await page.evaluate<string>('navigator.clipboard.readText()')).toBe(secret);
    await looksRight('people-invited');
  });
});

describe('a person', () => {
  it('gets other brands, and the change is undone', async () => {
    await page.goto('/people');
    await page.getByRole('link', { name: 'Edit kim@example.com' }).click();
    await page.locator('#edit').waitFor();
    await looksRight('people-edit');
    await page.locator('#edit').getByLabel('Zürich 7').check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('kim@example.com is now viewer, brands: whatsapp, brand-7.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('kim@example.com is now viewer, brands: whatsapp.').waitFor();
    await looksRight('people-changed');
  });
});

describe('a token', () => {
  it('is made, replaced and revoked', async () => {
    await page.getByText('Create a token').click();
    const form = page.locator('form[action="/people/tokens"]');
    await form.getByLabel('Purpose').fill('grafana');
    await form.getByLabel('Spotify').check();
    await page.getByRole('button', { name: 'Create token' }).click();
    await page.getByText('Token “grafana” was created.').waitFor();
    await looksRight('people-token');
    await page.goto('/people');
    await page.getByRole('link', { name: 'Replace grafana' }).click();
    await looksRight('people-replace');
    await page.getByLabel('The old one').selectOption('0');
    await page.getByRole('button', { name: 'Replace token' }).click();
    await page.getByText('The old one works no longer.').waitFor();
    await page.goto('/people');
    await page.getByRole('link', { name: 'Revoke grafana' }).click();
    await page.getByRole('button', { name: 'Revoke token' }).click();
    await page.getByText('This cannot be undone.').waitFor();
    expect(await page.getByRole('link', { name: 'Revoke grafana' }).count()).toBe(0);
  });

  it('complains about nothing', () => expect(wrong).toEqual([]));
});

it('without scripts the list is whole, has no search, and invites', async () => {
  const state = await context.storageState();
  const plain = await browser.newContext({
    baseURL: server.url,
    javaScriptEnabled: false,
    storageState: state,
  });
  const own = await plain.newPage();
  await own.goto('/people');
  await own.getByText('Invite a person').click();
  const form = own.locator('form[action="/people"]');
  expect(await form.getByLabel('Search brands').isVisible()).toBe(false);
  expect(await form.locator('[name="brand"]:visible').count()).toBe(BRANDS + 2);
  await form.getByLabel('E-mail', { exact: true }).fill('lee@example.com');
  await form.getByLabel('Tunely 40').check();
  await form.getByRole('button', { name: 'Invite' }).click();
  expect(await own.textContent('.did')).toContain('lee@example.com is invited.');
  await plain.close();
});
