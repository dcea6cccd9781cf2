/** The layout of a page for people without an account: no navigation, and nothing that search engines or caches keep. */
import { html } from 'hono/html';
import type { Child } from 'hono/jsx';
import { assetLinks } from '../assets.ts';
import type { Ctx } from '../deps.ts';

/** Responds with it. */
export async function sharedPage(
  c: Ctx,
  title: string,
  children: Child,
  status: 200 | 404 | 410 | 429 = 200,
) {
  c.header('Cache-Control', 'no-store, private');
  c.header('X-Robots-Tag', 'noindex, nofollow, noarchive');
  c.header('Referrer-Policy', 'no-referrer');
  const { style } = await assetLinks();
  const body = (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex, nofollow" />
        <title>{`${title} · Outcry`}</title>
        <link rel="stylesheet" href={style} />
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
      </head>
      <body>
        <header class="site">
          <div class="wide">
            <span class="brandmark">
              <img src="/assets/icon.svg" alt="" width="22" height="22" />
              Outcry
            </span>
          </div>
        </header>
        <main id="main" class="wide shared" tabindex={-1}>
          {children}
        </main>
        <footer class="site wide">
          <p>All times are UTC. Counts include only public posts that Outcry can read.</p>
        </footer>
      </body>
    </html>
  );
  return c.html(html`<!doctype html>${body}`, status);
}
