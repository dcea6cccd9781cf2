/** The dashboard as one Hono app: pages, JSON API, health. */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import { HTTPException } from 'hono/http-exception';
import { requestId } from 'hono/request-id';
import type { Failure } from './api/schemas/shared.ts';
import type { OpenStreams, App, AppDeps, AppEnv, Ctx } from './deps.ts';
import { guarded } from './guard.tsx';
import { LiveHub } from './live/hub.ts';
import { listedReader } from '../src/report/incident/peaks.ts';
import { brandCountsReader } from '../src/report/brand/counts.ts';
import { turns } from '../src/thread/turns.ts';
import { routes } from './routes.ts';
import { proxyNotice } from './security/client.ts';
import { csrf } from './security/csrf.ts';
import { isUpload } from './security/uploads.ts';
import { noStore, securityHeaders } from './security/headers.ts';
import { checkHost } from './security/hosts.ts';
import { createLoginLimit } from './security/login-limit.ts';
import { createTrialLimit } from './security/trial-limit.ts';
import { messagePage } from './views/layout.tsx';

export type { App, AppDeps, ReadyCheck } from './deps.ts';
export { createLoginLink } from './auth/login-link.ts';

const MOST_BYTES = 64 * 1024;
const limitBody = bodyLimit({
  maxSize: MOST_BYTES,
  onError: (c) => c.text('The request is too large.\n', 413),
});

/** Deliveries and files have limits of their own. */
function hasOwnLimit(c: Ctx): boolean {
  return c.req.path.startsWith('/ingest/') || (c.req.method === 'POST' && isUpload(c.req.path));
}

function isApi(c: Ctx): boolean {
  return c.req.path.startsWith('/api/');
}

function notFound(c: Ctx) {
  if (isApi(c)) return c.json({ error: 'not-found', message: 'No such path.' } satisfies Failure, 404);
  return messagePage(
    c,
    404,
    'Not found',
    <p>
      This page does not exist. <a href="/">Go to the start page</a>
    </p>,
  );
}

/** What the sender did wrong; the log says nothing of it. */
function refused(error: HTTPException, c: Ctx) {
  if (!isApi(c)) return c.text(`${error.message}\n`, error.status as 400);
  return c.json({ error: 'bad-request', message: error.message } satisfies Failure, error.status as 400);
}

/** The sender went away before the body was there. */
function isCutOff(error: Error): boolean {
  return error.message === 'aborted' && (error as NodeJS.ErrnoException).code === 'ECONNRESET';
}

/** Reveals no internals; the log has the reason under the same id. */
function failed(error: Error, c: Ctx) {
  if (error instanceof HTTPException && error.status < 500) return refused(error, c);
  if (isCutOff(error)) return refused(new HTTPException(400, { message: 'The request was cut off.' }), c);
  const id = c.get('requestId');
  c.var.deps.onError?.(error, id);
  if (isApi(c)) {
    const body = { error: 'internal', message: 'Something went wrong.', requestId: id } satisfies Failure;
    return c.json(body, 500);
  }
  return messagePage(
    c,
    500,
    'Something went wrong',
    <p>
      This is not your fault. The log has the details under <code>{id}</code>.
    </p>,
  );
}

/** Builds the app. Its only state: open live connections, recent sign-in attempts, and recently read counts. */
export function createApp(deps: AppDeps): App {
  const app: App = new Hono<AppEnv>();
  const loginLimit = createLoginLimit(deps);
  const trialLimit = createTrialLimit();
  const live = new LiveHub(deps.store, deps.clock, (error) => deps.onError?.(error, 'live'));
  const readCounts = brandCountsReader();
  const readListed = listedReader();
  const openStreams: OpenStreams = new Map();
  const turn = turns();
  app.use(async (c, next) => {
    if (c.req.path !== '/healthz') await turn();
    await next();
  });
  app.use(async (c, next) => {
    c.set('deps', deps);
    c.set('loginLimit', loginLimit);
    c.set('trialLimit', trialLimit);
    c.set('live', live);
    c.set('readCounts', readCounts);
    c.set('readListed', readListed);
    c.set('openStreams', openStreams);
    await next();
  });
  app.use(requestId({ headerName: '' }));
  app.use(compress());
  app.use(securityHeaders(deps.publicUrl));
  app.use(noStore);
  app.use(checkHost(deps));
  app.use(proxyNotice(deps));
  app.use(csrf);
  app.use((c, next) => (hasOwnLimit(c) ? next() : limitBody(c, next)));
  app.use((c, next) => {
    const { watch } = deps;
    // Of an address only the first word: nothing that somebody wrote goes to the log.
    const name = `${c.req.method} /${/^\/([a-z]+)/.exec(c.req.path)?.[1] ?? ''}`;
    return watch && c.req.path !== '/live' ? watch.during(name, next) : next();
  });
  app.use(async (c, next) => {
    await next();
    const reads = c.req.method === 'GET' || c.req.method === 'HEAD';
    if (!reads && !c.req.path.startsWith('/ingest/')) deps.pages?.changed();
  });
  for (const { method, path, access, handler } of routes) app.on(method, path, guarded(access, handler));
  deps.extraRoutes?.(app);
  app.notFound(notFound);
  app.onError(failed);
  return app;
}
