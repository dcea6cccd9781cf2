/** axe-core on every page, light and dark, wide and narrow; the list of pages is held to the route table. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { routes } from '../../dashboard/routes.ts';
import { CONFIG_KINDS } from '../../src/domain/configuration.ts';
import { COMPARE, type Examples } from './examples.ts';

/** Where each page of the route table is looked at; several places where a page has several faces. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    CONFIG_KINDS.flatMap((kind) => [
      [`/settings/${kind}`, kind === 'brands' || kind === 'retention' ? [`/settings/${kind}`] : []],
      [`/settings/${kind}/new`, kind === 'routes' || kind === 'sources' ? [`/settings/${kind}/new`] : []],
      [`/settings/${kind}/edit/:slug`, kind === 'brands' ? ['/settings/brands/edit/spotify'] : []],
    ]),
  ),
  '/': ['/'],
  '/login': ['/login'],
  '/login/:token': ['/login/no-such-token'],
  '/signed-out': ['/signed-out'],
  '/method': ['/method'],
  '/unsubscribe/:token': ['/unsubscribe/no-such-token'],
  '/account': ['/account'],
  '/people': ['/people', '/people?edit=1'],
  '/settings': ['/settings'],
  '/audit': ['/audit'],
  '/setup': ['/setup'],
  '/setup/terms': ['/setup/terms'],
  '/setup/sources': ['/setup/sources'],
  '/setup/alerts': ['/setup/alerts'],
  '/setup/policy': ['/setup/policy'],
  '/setup/examples': ['/setup/examples'],
  '/watching': ['/watching'],
  '/brands': ['/brands'],
  '/brands/:slug': ['/brands/spotify', '/brands/whatsapp?range=all&bucket=day', '/brands/no-such-brand'],
  '/incidents': ['/incidents'],
  '/incidents/:slug': ['/incidents/whatsapp-2016', '/incidents/spotify-2015'],
  '/drafts': ['/drafts'],
  '/drafts/new': ['/drafts/new?incident=whatsapp-2016'],
  '/drafts/:id': ['/drafts/1'],
  '/alerts': ['/alerts', '/alerts?backtest=1'],
  '/compare': [COMPARE, '/compare?incident=spotify-2015'],
  '/reports': ['/reports'],
  '/reports/week': ['/reports/week?from=2015-08-20', '/reports/week'],
  '/reports/incidents/:slug': ['/reports/incidents/spotify-2015'],
  '/mentions': ['/mentions?brand=spotify&only=betrayal', '/mentions?brand=spotify&q=nothing-says-this'],
  '/mentions/:id': ['/mentions/1'],
  '/mutes': ['/mutes'],
  '/notes': ['/notes', '/notes?brand=spotify'],
  '/views': ['/views'],
  '/views/new': ['/views/new?address=%2Fincidents&name=Open'],
  '/settings/keys': ['/settings/keys'],
  '/settings/hooks': ['/settings/hooks'],
  '/brands/:slug/reading': ['/brands/spotify/reading'],
  '/incidents/:slug/capsule': ['/incidents/spotify-2015/capsule'],
  '/library': ['/library', '/library?theme=privacy&outcome=reversed', '/library?sector=energy'],
  '/library/:slug': ['/library/unity-runtime-fee-2023', '/library/target-pregnancy-2012'],
  '/policy-changes': ['/policy-changes'],
  '/imports': ['/imports'],
  '/imports/:id': ['/imports/999'],
  '/imports/files/:token': ['/imports/files/no-such-file'],
  '/shared/:token': ['/shared/no-such-token'],
  '/sources': ['/sources'],
  '/dead-letters': ['/dead-letters'],
  '/mail': ['/mail'],
  '/mail/:id': ['/mail/1'],
  '/mail/:id/html': ['/mail/1/html'],
};
/** Routes that answer with data, files or a stream. */
const NO_PAGES =
  /^\/(answers(\/:id)?|healthz|readyz|metrics|assets\/:name|live|audit\/file|settings\/export|method\/formulas|compare\/file|mentions\/export|api\/.*|.*\/chart)$/;

const WIDTHS = [1280, 360];
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Rules about colours. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

/** What axe-core finds, by all its rules or some: rule, and where first. */
export async function complaints(page: Page, rules?: readonly string[]): Promise<string[]> {
  await page.evaluate(AXE);
  const options = {
    resultTypes: ['violations'],
    ...(rules === undefined ? {} : { runOnly: { type: 'rule', values: rules } }),
  };
  return page.evaluate<string[]>(`axe.run(document, ${JSON.stringify(options)}).then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ' ' + nodes.length + ' ' + nodes[0].html.slice(0, 160) + ' ' + (nodes[0].any[0]?.message ?? '')))`);
}

/** The tests. */
export function accessible(examples: () => Examples): void {
  describe('axe-core', () => {
    it('every page of the route table has a place to look at', () => {
      const pages = routes.filter(({ method, path }) => method === 'GET' && !NO_PAGES.test(path));
      expect(pages.map(({ path }) => path).filter((path) => !(path in PLACES))).toEqual([]);
    });

    it('sees a picture without words and grey on grey (control)', async () => {
      const page = await examples().another({ bypassCSP: true });
      await page.goto('/brands');
      const html = '<img src="/none.png"><p style="color:#999;background:#aaa">faint</p>';
      const dark =
        '<style>@media (prefers-color-scheme: dark) { h1 { color: #333; background: #444 } }</style>';
      await page.setContent(
        `<!doctype html><html lang="en"><title>t</title>${dark}<main><h1>A heading</h1>${html}</main></html>`,
      );
      await page.emulateMedia({ colorScheme: 'light' });
      const count = (all: readonly string[]) =>
        all.find((one) => one.startsWith('color-contrast '))?.split(' ')[1];
      expect(count(await complaints(page, COLOURS))).toBe('1');
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(count(await complaints(page, COLOURS))).toBe('2');
      const found = (await complaints(page)).map((one) => one.split(' ')[0]);
      await page.context().close();
      expect(found).toEqual(expect.arrayContaining(['image-alt', 'color-contrast']));
    });

    it.each(WIDTHS)('finds nothing at %i pixels, light and dark', async (width) => {
      const paths = Object.values(PLACES).flat();
      const look = async (own: readonly string[]) => {
        const viewport = { width, height: 900 };
        const page = await examples().another({ bypassCSP: true, viewport, colorScheme: 'light' });
        const found: string[] = [];
        for (const path of own) {
          await page.goto(path);
          await page.addStyleTag({ content: '* { transition: none !important }' });
          for (const one of await complaints(page)) found.push(`${path}: ${one}`);
          // The same document in other colours.
          await page.emulateMedia({ colorScheme: 'dark' });
          for (const one of await complaints(page, COLOURS)) found.push(`${path}, dark: ${one}`);
          await page.emulateMedia({ colorScheme: 'light' });
        }
        await page.context().close();
        return found;
      };
      const halves = [paths.filter((_, i) => i % 2 === 0), paths.filter((_, i) => i % 2 === 1)];
      expect((await Promise.all(halves.map(look))).flat()).toEqual([]);
    });
  });
}
