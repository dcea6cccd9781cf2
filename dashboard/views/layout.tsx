/** The layout of every page. */
import { getCookie } from 'hono/cookie';
import { html } from 'hono/html';
import type { Child } from 'hono/jsx';
import { readerZone } from '../../src/chart/reader.ts';
import { assetLinks, type AssetLinks } from '../assets.ts';
import type { SavedView } from '../../src/store/views/port.ts';
import type { Ctx, Principal } from '../deps.ts';
import { pinnedViews } from '../query/saved-views.ts';
import { type Notice, takeNotice } from '../security/notice.ts';
import { KeysHelp } from './keys-help.tsx';
import { Navigation } from './navigation.tsx';
import type { Savable } from './saved-views.tsx';

export interface PageHead {
  readonly title: string;
  /** Path of the current entry in the navigation. */
  readonly current?: string;
  /** For a page with live updates: what to listen to, and from which message on. */
  readonly live?: { readonly brands: readonly string[]; readonly after: string };
  /** Where the page with its filters can be saved as a view. */
  readonly savable?: Savable;
}

interface LayoutProps {
  readonly head: PageHead;
  readonly principal: Principal | undefined;
  readonly assets: AssetLinks;
  /** Whether the page may be asked for again: it answers no form. */
  readonly again: boolean;
  readonly notice: Notice | undefined;
  /** The reader has hidden the line about simulated data. */
  readonly hidden: boolean;
  /** Pinned views of the reader. */
  readonly views: readonly SavedView[];
  readonly children: Child;
}

/** Set where the line about simulated data is hidden. */
export const EXAMPLES_COOKIE = 'outcry-examples';

/** Where the client listens; nothing on a page without live updates. */
function liveAttributes({ live }: PageHead): Record<string, string> {
  if (!live) return {};
  const search = new URLSearchParams(live.brands.map((slug): [string, string] => ['brand', slug]));
  return { 'data-listen': `/live?${search.toString()}`, 'data-after': live.after };
}

/** Names the zone of all times of the page. */
function zoneText(principal: Principal | undefined) {
  const zone = readerZone();
  const text =
    zone === 'UTC' ? 'All times are UTC.' : `Times are in ${zone.replaceAll('_', ' ')}; files are in UTC.`;
  if (principal?.userId === undefined) return text;
  return (
    <>
      {text} <a href="/account#zone">Change</a>.
    </>
  );
}

/** For the client: the zone of this page, and whether it follows the browser. */
function zoneAttributes({ principal, again }: LayoutProps): Record<string, string> {
  if (principal?.zone !== undefined) return {};
  return { 'data-zone': readerZone(), ...(again ? { 'data-again': '' } : {}) };
}

/** What somebody just did, with a way to undo it. */
export function NoticeLine({ notice }: { notice: Notice }) {
  const { text, undo } = notice;
  return (
    <div class="did" role="status">
      <span>{text}</span>
      {undo && (
        <form method="post" action={undo.action} class="inline">
          {Object.entries(undo.fields).flatMap(([name, values]) =>
            [values].flat().map((value) => <input type="hidden" name={name} value={value} />),
          )}
          <button type="submit" class="quiet">
            {undo.label ?? 'Undo'}
          </button>
        </form>
      )}
    </div>
  );
}

function Layout(props: LayoutProps) {
  const { head, principal, assets } = props;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${head.title} · Outcry`}</title>
        <link rel="stylesheet" href={assets.style} />
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        {assets.client && <script type="module" src={assets.client}></script>}
      </head>
      <body
        {...liveAttributes(head)}
        {...zoneAttributes(props)}
        {...(props.hidden ? { class: 'examples-known' } : {})}
      >
        <a class="skip" href="#main">
          Skip to content
        </a>
        <header class="site">
          <div class="wide">
            <a class="brandmark" href="/">
              <img src="/assets/icon.svg" alt="" width="22" height="22" />
              <span>Outcry</span>
            </a>
            {principal && (
              <Navigation
                current={head.current}
                principal={principal}
                views={props.views}
                savable={head.savable}
              />
            )}
          </div>
        </header>
        <main id="main" class="wide" tabindex={-1}>
          {props.notice && <NoticeLine notice={props.notice} />}
          {props.children}
        </main>
        <footer class="site wide">
          <p>{zoneText(principal)} Counts include only public posts that Outcry can read.</p>
        </footer>
        {principal && <KeysHelp />}
      </body>
    </html>
  );
}

/** Responds with a whole page. */
export async function page(
  c: Ctx,
  head: PageHead,
  children: Child,
  status: 200 | 400 | 401 | 403 | 404 | 409 | 410 | 422 | 429 | 500 | 503 = 200,
) {
  c.header('Cache-Control', 'no-store');
  const assets = await assetLinks();
  const principal = c.get('principal');
  // A page about a failure of the database is shown without them.
  const views = principal ? await pinnedViews(c).catch(() => []) : [];
  const body = (
    <Layout
      head={head}
      principal={principal}
      views={views}
      assets={assets}
      again={c.req.method === 'GET'}
      notice={takeNotice(c)}
      hidden={getCookie(c, EXAMPLES_COOKIE) === 'hidden'}
    >
      {children}
    </Layout>
  );
  return c.html(html`<!doctype html>${body}`, status);
}

/** Part of an open page; the client swaps it in. */
export function fragment(c: Ctx, children: Child) {
  c.header('Cache-Control', 'no-store');
  return c.html(html`<!doctype html><title>Outcry</title>${children}`);
}

/** A page with a single message. */
export function messagePage(
  c: Ctx,
  status: 200 | 400 | 401 | 403 | 404 | 409 | 410 | 422 | 429 | 500 | 503,
  title: string,
  children: Child,
) {
  return page(
    c,
    { title },
    <section class="notice">
      <h1>{title}</h1>
      {children}
    </section>,
    status,
  );
}
