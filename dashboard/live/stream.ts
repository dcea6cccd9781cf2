/** `GET /live`: changes as server-sent events, with replay after a broken connection. */
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import { principalOf } from '../auth/session.ts';
import { senderNetworks } from '../../src/net/client-address.ts';
import { clientOf } from '../security/client.ts';
import type { Ctx } from '../deps.ts';
import type { Change, LiveHub } from './hub.ts';
import type { Kept } from './event-buffer.ts';

/** Browsers open six connections per host over HTTP/1.1; some must be left for pages. */
export const MOST_A_SESSION = 4;
/** Of all sessions of a person, and of all tokens from one address. */
export const MOST_A_PERSON = 200;
export const BEAT_MS = 15_000;
const CHECK_MS = 5_000;
const RETRY_MS = 2_000;
/** A client that is further behind has to reload. */
const MOST_WAITING = 200;

/** Whose connections count together: those of a session or token, of a person, and, by tokens, of an address. */
function limitsOf(c: Ctx): readonly (readonly [key: string, most: number])[] {
  const principal = c.get('principal');
  if (!principal) return [];
  const { credential, userId, via } = principal;
  return [
    [credential, MOST_A_SESSION],
    ...(userId === undefined ? [] : [[`person ${userId}`, MOST_A_PERSON] as const]),
    ...(via === 'token' ? [[`tokens ${senderNetworks(clientOf(c)).own}`, MOST_A_PERSON] as const] : []),
  ];
}

/** Slugs of the requested brands that the reader may see. */
async function brandsOf(c: Ctx): Promise<ReadonlySet<string>> {
  const visible = (await c.var.deps.store.read.brands.all()).map((brand) => brand.slug);
  const asked = c.req.queries('brand') ?? [];
  return new Set(asked.length === 0 ? visible : visible.filter((slug) => asked.includes(slug)));
}

/** Messages of one reader: missed ones, then new ones, each once. */
class Reader {
  readonly #stream: SSEStreamingApi;
  readonly #hub: LiveHub;
  brands: ReadonlySet<string>;
  #waiting: Kept<Change>[] = [];
  #behind = false;
  #wake: () => void = () => {};

  constructor(stream: SSEStreamingApi, hub: LiveHub, brands: ReadonlySet<string>) {
    this.#stream = stream;
    this.#hub = hub;
    this.brands = brands;
  }

  readonly take = (change: Kept<Change>): void => {
    if (this.#waiting.length >= MOST_WAITING) {
      this.#waiting = [];
      this.#behind = true;
    }
    this.#waiting.push(change);
    this.#wake();
  };

  /** Resolves when there is something to send, when woken, or after `ms`. */
  wait(ms: number): Promise<void> {
    if (this.#waiting.length > 0) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  readonly wake = (): void => this.#wake();

  say(event: string, data: unknown, id?: string): Promise<void> {
    return this.#stream.writeSSE({ event, data: JSON.stringify(data), ...(id === undefined ? {} : { id }) });
  }

  /** Sends what waits, after `first`. */
  async flush(first: readonly Kept<Change>[] = []): Promise<void> {
    this.#waiting.unshift(...first);
    if (this.#behind) {
      this.#behind = false;
      await this.say('resync', {});
    }
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      if (!this.brands.has(next.value.brand)) continue;
      await this.say('change', next.value, this.#hub.idOf(next.seq));
    }
  }
}

async function serve(c: Ctx, stream: SSEStreamingApi, hub: LiveHub, since: string | undefined) {
  const reader = new Reader(stream, hub, await brandsOf(c));
  const rights = String(c.get('principal')?.brands);
  // Check first, so that nothing from the time without listeners is missed.
  const now = await hub.mark();
  const missed = since === undefined ? [] : hub.after(since);
  const stop = hub.listen(reader.take);
  stream.onAbort(() => {
    stop();
    reader.wake();
  });
  try {
    await stream.write(`retry: ${RETRY_MS}\n\n`);
    await reader.say('hello', {}, missed ? (since ?? now) : now);
    if (!missed) await reader.say('resync', {});
    await reader.flush(missed);
    let checked = performance.now();
    let beaten = checked;
    while (!stream.aborted) {
      await reader.flush();
      await reader.wait(CHECK_MS);
      const at = performance.now();
      if (at - beaten >= BEAT_MS - CHECK_MS / 2) {
        beaten = at;
        await stream.write(': still here\n\n');
      }
      if (at - checked < CHECK_MS - 100) continue;
      checked = at;
      const principal = await principalOf(c);
      if (!principal) {
        await reader.say('end', { reason: 'signed out' });
        return;
      }
      // Changed rights need a new request: the browser reconnects by itself.
      if (String(principal.brands) !== rights) return;
      reader.brands = await brandsOf(c);
    }
  } finally {
    stop();
  }
}

/** Counts a connection under all its limits; undefined if one of them is reached. */
function enter(c: Ctx): (() => void) | undefined {
  const open = c.get('openStreams');
  const limits = limitsOf(c);
  if (limits.some(([key, most]) => (open.get(key) ?? 0) >= most)) return undefined;
  for (const [key] of limits) open.set(key, (open.get(key) ?? 0) + 1);
  return () => {
    for (const [key] of limits) {
      const left = (open.get(key) ?? 1) - 1;
      if (left > 0) open.set(key, left);
      else open.delete(key);
    }
  };
}

/** Responds with 429 beyond the allowed number of connections. */
export async function live(c: Ctx): Promise<Response> {
  const hub = c.get('live');
  // Nobody would read the stream, and nobody would end it.
  if (c.req.method === 'HEAD') return c.body(null, 200, { 'Content-Type': 'text/event-stream' });
  const leave = enter(c);
  if (!leave) {
    const message = `At most ${MOST_A_SESSION} live pages per session. Close one, or let this page refresh every 15 s.`;
    return c.json({ error: 'too-many', message }, 429, { 'Retry-After': '15' });
  }
  const since = c.req.header('last-event-id') ?? c.req.query('after');
  c.header('X-Accel-Buffering', 'no');
  return streamSSE(
    c,
    (stream) => serve(c, stream, hub, since).finally(leave),
    async (error) => c.var.deps.onError?.(error, c.get('requestId')),
  );
}
