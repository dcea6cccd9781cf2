/** Answers heavy pages in their thread, behind a line; while the line is full, with 503 at once. */
import { readerZone } from '../../src/chart/reader.ts';
import type { Failure } from '../api/schemas/shared.ts';
import { type Ctx, type Handler, peerAddress } from '../deps.ts';
import { noticeCookie } from '../security/notice.ts';
import type { ForwardedRequest } from './messages.ts';
import { type Answer, PageThreadError } from './page-thread.ts';
import type { HeavyPages } from './pages.ts';

const RETRY_AFTER_S = 2;

/** Hop by hop, or of our own: nothing for the thread. */
const NOT_FORWARDED = new Set(['connection', 'content-length', 'host', 'keep-alive', 'transfer-encoding']);

/** `page`: for one person. `shared`: the same for all with the same rights. `stream`: sent while it is read. */
type Kind = 'page' | 'shared' | 'stream';

/** What the guard let in. Two people with the same rights see different pages: their names, their bookmarks. */
function keyOf(c: Ctx, request: ForwardedRequest, kind: Kind): string {
  const { name, role, brands, via, userId, lastVisit } = c.get('principal') ?? {};
  const person = kind === 'shared' ? [] : [name, via, userId, lastVisit, readerZone(), noticeCookie(c)];
  const encoding = c.req.header('accept-encoding');
  return JSON.stringify([role, brands, person, request.method, request.url, encoding]);
}

function forwarded(c: Ctx, liveMark: string): ForwardedRequest {
  const headers = [...c.req.raw.headers].filter(([name]) => !NOT_FORWARDED.has(name));
  return { method: c.req.method, url: c.req.url, headers, peer: peerAddress(c), liveMark };
}

/** Made in no time: it is what keeps the event loop free. */
const BUSY_PAGE = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Busy · Outcry</title></head>
<body><h1>Busy</h1><p>Too many pages are being prepared at the moment. <a href="">Try again</a> in a few seconds.</p></body></html>
`;

function busy(c: Ctx) {
  c.header('Cache-Control', 'no-store');
  c.header('Retry-After', String(RETRY_AFTER_S));
  if (c.req.path.startsWith('/api/')) {
    const message = 'Too many requests at the moment. Try again in a few seconds.';
    return c.json({ error: 'busy', message } satisfies Failure, 503);
  }
  return c.html(BUSY_PAGE, 503);
}

async function answerInThread(c: Ctx, pages: HeavyPages, kind: Kind): Promise<Response> {
  const request = forwarded(c, await c.get('live').mark());
  const explains = c.req.query('explain') !== undefined && c.req.path.startsWith('/mentions/');
  const purpose = kind === 'stream' ? 'stream' : explains ? 'explanation' : 'page';
  const how = { purpose, signal: c.req.raw.signal, key: keyOf(c, request, kind) } as const;
  let answer: Answer | 'busy';
  try {
    answer = await pages.ask(request, how);
  } catch (error) {
    if (!(error instanceof PageThreadError)) throw error;
    answer = 'busy';
  }
  if (answer === 'busy') return busy(c);
  const { head, body } = answer;
  const headers = new Headers();
  for (const [name, value] of head.headers) headers.append(name, value);
  const empty = head.status === 204 || head.status === 304 || c.req.method === 'HEAD';
  return new Response(empty ? null : body, { status: head.status, headers });
}

const inThread =
  (kind: Kind) =>
  (handler: Handler): Handler =>
  (c) =>
    c.var.deps.pages ? answerInThread(c, c.var.deps.pages, kind) : handler(c);

/** A handler that reads much or computes long: it runs in the page thread where there is one. */
export const heavy = inThread('page');

/** The same where the answer says nothing of who asks: people with the same rights may get the same one. */
export const heavyShared = inThread('shared');

/** The same for an answer that is sent while it is read. */
export const heavyStream = inThread('stream');
