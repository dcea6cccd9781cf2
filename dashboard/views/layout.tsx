/** The frame of every page. */
import { html } from 'hono/html';
import type { Child } from 'hono/jsx';
import type { Ctx, Principal } from '../deps.ts';

export interface PageHead {
  readonly title: string;
  /** Path of the entry in the navigation that is marked. */
  readonly current?: string;
}

const NAVIGATION = [
  ['/brands', 'Brands'],
  ['/incidents', 'Incidents'],
  ['/alerts', 'Alerts'],
  ['/compare', 'Compare'],
  ['/mentions', 'Mentions'],
  ['/policy-changes', 'Policy changes'],
  ['/sources', 'Sources'],
  ['/mail', 'Mail'],
  ['/dead-letters', 'Dead letters'],
] as const;

function Navigation(props: { current: string | undefined; principal: Principal }) {
  return (
    <nav aria-label="Main">
      <ul>
        {NAVIGATION.map(([path, name]) => (
          <li>
            <a href={path} {...(props.current === path ? { 'aria-current': 'page' } : {})}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Account(props: { principal: Principal }) {
  return (
    <form method="post" action="/logout" class="account">
      <span class="who" title={props.principal.role}>
        {props.principal.name}
      </span>
      <button type="submit" class="quiet">
        Sign out
      </button>
    </form>
  );
}

function Layout(props: { head: PageHead; principal: Principal | undefined; children: Child }) {
  const { head, principal } = props;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${head.title} · Outcry`}</title>
        <link rel="stylesheet" href="/assets/style.css" />
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
      </head>
      <body>
        <a class="skip" href="#main">
          Skip to the content
        </a>
        <header class="site">
          <div class="wide">
            <a class="brandmark" href="/">
              <img src="/assets/icon.svg" alt="" width="22" height="22" />
              Outcry
            </a>
            {principal && <Navigation current={head.current} principal={principal} />}
            {principal && <Account principal={principal} />}
          </div>
        </header>
        <main id="main" class="wide" tabindex={-1}>
          {props.children}
        </main>
        <footer class="site wide">
          <p>All times are UTC. Counts are of public posts that Outcry could read.</p>
        </footer>
      </body>
    </html>
  );
}

/** Answers with a whole page. */
export function page(
  c: Ctx,
  head: PageHead,
  children: Child,
  status: 200 | 400 | 401 | 403 | 404 | 409 | 410 | 429 | 500 | 503 = 200,
) {
  c.header('Cache-Control', 'no-store');
  const body = (
    <Layout head={head} principal={c.get('principal')}>
      {children}
    </Layout>
  );
  return c.html(html`<!doctype html>${body}`, status);
}

/** A page that says one thing. */
export function notice(
  c: Ctx,
  status: 400 | 401 | 403 | 404 | 409 | 410 | 429 | 500 | 503,
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
