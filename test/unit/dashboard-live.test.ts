/** Changes as server-sent events: sent once, replayed after a break, bounded, and ended with the session. */
import { afterEach, describe, expect, test } from 'vitest';
import { MOST_A_SESSION } from '../../dashboard/live/stream.ts';
import { EventBuffer } from '../../dashboard/live/event-buffer.ts';
import { eventually } from '../support/eventually.ts';
import { dashboardFixture, type Fixture, ONSET } from './dashboard-fixture.ts';

interface Message {
  readonly event: string;
  readonly id: string | undefined;
  readonly data: { brand?: string; mentions?: number[]; buckets?: { start: number; all: number }[] };
}

interface Listener {
  readonly response: Response;
  readonly messages: Message[];
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

const open: Listener[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.stop();
});

function parse(block: string): Message | undefined {
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
  const event = field('event');
  return event === undefined
    ? undefined
    : { event, id: field('id'), data: JSON.parse(field('data') ?? '{}') };
}

/** Opens /live as a browser does and reads what comes. */
async function listen(f: Fixture, headers: Record<string, string>, query = ''): Promise<Listener> {
  const response = await f.app.request(`/live${query}`, { headers });
  const messages: Message[] = [];
  const reader = response.body!.getReader();
  const ended = (async () => {
    const decoder = new TextDecoder();
    let rest = '';
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const blocks = (rest + decoder.decode(part.value, { stream: true })).split('\n\n');
      rest = blocks.pop() ?? '';
      messages.push(...blocks.flatMap((block) => parse(block) ?? []));
    }
  })().catch(() => undefined);
  const listener = { response, messages, ended, stop: () => reader.cancel().catch(() => undefined) };
  open.push(listener);
  await eventually('it says hello', () => messages.length > 0);
  return listener;
}

let serial = 0;

/** A new post of a brand, scored and counted; returns its id. */
async function post(f: Fixture, slug: string): Promise<number> {
  serial += 1;
  const brand = (await f.store.read.brands.bySlug(slug))!;
  const at = ONSET + 60 * 86_400_000 - 60_000;
  return f.store.tx(async (tx) => {
    const where = { source: 'forum', externalId: `live-${serial}`, kind: 'post' as const, reach: 0 };
    const when = { publishedAt: at, collectedAt: at, brandIds: [brand.id], simulated: false };
    const { ids } = await tx.mentions.insert([{ ...where, ...when, text: `They took it ${serial}` }]);
    const score = { scored: false, lang: 'fi', reason: 'not read' } as const;
    await tx.mentions.saveScores([{ id: ids[0]!, score, version: 'test' }]);
    return ids[0]!;
  });
}

const changes = (one: Listener) => one.messages.filter((message) => message.event === 'change');

describe('GET /live', () => {
  test('tells of a change once, of the brands asked for alone, and may not be buffered', async () => {
    const f = await dashboardFixture();
    const headers = await f.cookie('viewer');
    const spotify = await listen(f, headers, '?brand=spotify');
    const both = await listen(f, headers);
    expect(spotify.response.headers.get('content-type')).toContain('text/event-stream');
    expect(spotify.response.headers.get('x-accel-buffering')).toBe('no');
    const id = await post(f, 'spotify');
    const other = await post(f, 'evil');
    await eventually('both arrive', () => changes(both).length === 2);
    expect(changes(spotify).map(({ data }) => [data.brand, data.mentions])).toEqual([['spotify', [id]]]);
    expect(changes(spotify)[0]?.data.buckets?.map((bucket) => bucket.all)).toEqual([1]);
    expect(changes(both).map(({ data }) => data.mentions)).toEqual(expect.arrayContaining([[id], [other]]));
  });

  test('a broken connection gets each missed event once; an unknown event id means a resync', async () => {
    const f = await dashboardFixture();
    const headers = await f.cookie('viewer');
    const first = await listen(f, headers);
    await post(f, 'spotify');
    await eventually('the first arrives', () => changes(first).length === 1);
    const last = changes(first)[0]!.id!;
    await first.stop();
    const missed = [await post(f, 'spotify'), await post(f, 'spotify')];
    const again = await listen(f, { ...headers, 'Last-Event-ID': last });
    await eventually('missed events arrive', () => changes(again).length > 0);
    const third = await post(f, 'spotify');
    await eventually('and what comes', () =>
      changes(again)
        .flatMap(({ data }) => data.mentions)
        .includes(third),
    );
    expect(changes(again).flatMap(({ data }) => data.mentions)).toEqual([...missed, third]);
    const lost = await listen(f, { ...headers, 'Last-Event-ID': 'another-7' });
    await eventually('it resyncs', () => lost.messages.some(({ event }) => event === 'resync'));
    expect(changes(lost)).toEqual([]);
  });

  test('somebody who may see some brands hears of those alone, whatever is asked for', async () => {
    const f = await dashboardFixture();
    const some = await listen(f, await f.cookie('viewer', ['spotify']), '?brand=spotify&brand=evil');
    const token = await listen(f, await f.apiToken('viewer', ['spotify']));
    const all = await listen(f, await f.cookie('viewer'));
    await post(f, 'evil');
    await post(f, 'spotify');
    await eventually('those who may see all brands get both', () => changes(all).length === 2);
    for (const one of [some, token]) {
      await eventually('its own arrives', () => changes(one).length > 0);
      expect(changes(one).map(({ data }) => data.brand)).toEqual(['spotify']);
    }
  });

  test('one connection more than a session may have is refused with a reason; another session may', async () => {
    const f = await dashboardFixture();
    const headers = await f.cookie('viewer');
    for (let i = 0; i < MOST_A_SESSION; i += 1) await listen(f, headers);
    const refused = await f.app.request('/live', { headers });
    expect(refused.status).toBe(429);
    expect(await refused.text()).toContain('At most 4 live pages');
    await listen(f, await f.cookie('analyst'));
    await open[0]!.stop();
    const free = async () => (await listen(f, headers).catch(() => undefined)) !== undefined;
    await eventually('a place is free again', free);
  });

  test('is over when the session is', async () => {
    const f = await dashboardFixture();
    const headers = await f.cookie('viewer');
    const one = await listen(f, headers);
    await f.app.request('/logout', {
      method: 'POST',
      headers: { ...headers, 'Sec-Fetch-Site': 'same-origin' },
    });
    await one.ended;
    expect(one.messages.at(-1)?.event).toBe('end');
    expect((await f.app.request('/live', { headers })).status).toBe(401);
  });
});

test('an event buffer knows which events it has dropped', () => {
  const buffer = new EventBuffer<string>('e', 3);
  const start = buffer.lastId;
  expect(buffer.after(start)).toEqual([]);
  for (const value of ['a', 'b', 'c']) buffer.push(value);
  expect(buffer.after(start)?.map((one) => one.value)).toEqual(['a', 'b', 'c']);
  buffer.push('d');
  expect(buffer.after(start)).toBeUndefined();
  expect(buffer.after('e-1')?.map((one) => one.value)).toEqual(['b', 'c', 'd']);
  for (const id of ['e-9', 'x-2', 'e-', '', 'e-1x']) expect([id, buffer.after(id)]).toEqual([id, undefined]);
});

test('the client is served with its version, and once known it is not sent again', async () => {
  const f = await dashboardFixture({ empty: true });
  const first = await f.app.request('/assets/style.css');
  const etag = first.headers.get('etag') ?? '';
  expect(first.headers.get('cache-control')).toBe('public, max-age=300');
  const version = etag.replaceAll('"', '');
  const lasting = await f.app.request(`/assets/style.css?v=${version}`);
  expect(lasting.headers.get('cache-control')).toContain('immutable');
  const known = await f.app.request('/assets/style.css', { headers: { 'If-None-Match': etag } });
  expect(known.status).toBe(304);
  expect((await f.app.request('/assets/constructor')).status).toBe(404);
});
