/** Bluesky's Jetstream on loopback: replays from an inclusive cursor, moves up one that is too old, then continues live. */
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import type { FakePost } from './posts.ts';

export interface FakeEvent {
  readonly us: number;
  /** The frame as it is sent. */
  readonly frame: string;
}

export interface JetstreamFaults {
  /** The connection is cut after this many frames. */
  readonly killEvery?: number;
  /** The last ten frames are repeated after every this many. */
  readonly replayEvery?: number;
  /** Neighbours swap places. */
  readonly disorder?: boolean;
}

export interface FakeJetstream {
  readonly url: string;
  push(...events: FakeEvent[]): void;
  /** Cursors of requests, in order; null for none. */
  readonly asked: (number | null)[];
  /** Connections that are open now. */
  open(): number;
  /** Events before this are forgotten (µs). */
  forget(before: number): void;
  /** Ends all faults. */
  mend(): void;
  close(): Promise<void>;
}

export const didOf = (post: FakePost) => `did:plc:${post.author.replace(/[^a-z0-9]/gi, '').toLowerCase()}`;
export const uriOf = (post: FakePost) => `at://${didOf(post)}/app.bsky.feed.post/r${post.n}`;

const commit = (us: number, did: string, rest: object): FakeEvent => ({
  us,
  frame: JSON.stringify({ did, time_us: us, kind: 'commit', commit: { rev: 'r', ...rest } }),
});

export function created(post: FakePost, us = post.at * 1000, record: object = {}): FakeEvent {
  return commit(us, didOf(post), {
    operation: 'create',
    collection: 'app.bsky.feed.post',
    rkey: `r${post.n}`,
    cid: `c${post.n}`,
    record: {
      $type: 'app.bsky.feed.post',
      text: post.text,
      createdAt: new Date(post.at).toISOString(),
      langs: ['en'],
      ...record,
    },
  });
}

export const deleted = (post: FakePost, us: number): FakeEvent =>
  commit(us, didOf(post), { operation: 'delete', collection: 'app.bsky.feed.post', rkey: `r${post.n}` });

export const left = (did: string, us: number): FakeEvent => ({
  us,
  frame: JSON.stringify({
    did,
    time_us: us,
    kind: 'account',
    account: { active: false, did, seq: 1, status: 'deleted', time: new Date(us / 1000).toISOString() },
  }),
});

/** Likes, other people's posts, a new handle: most of the stream. */
export function noise(us: number, n: number): FakeEvent {
  const did = `did:plc:noise${n % 5000}`;
  if (n % 50 === 0) {
    return {
      us,
      frame: JSON.stringify({ did, time_us: us, kind: 'identity', identity: { did, handle: 'a.b', seq: n } }),
    };
  }
  if (n % 9 === 0)
    return commit(us, did, { operation: 'delete', collection: 'app.bsky.feed.post', rkey: `n${n}` });
  const record = {
    $type: 'app.bsky.feed.post',
    text: `lunch was good, number ${n}, see you all tomorrow`,
    createdAt: new Date(us / 1000).toISOString(),
    langs: ['en'],
  };
  return commit(us, did, {
    operation: 'create',
    collection: 'app.bsky.feed.post',
    rkey: `n${n}`,
    cid: 'c',
    record,
  });
}

export async function fakeJetstream(
  initial: readonly FakeEvent[],
  faults: JetstreamFaults = {},
  host = '127.0.0.1',
): Promise<FakeJetstream> {
  const events = [...initial];
  const asked: (number | null)[] = [];
  let floor = 0;
  let well = false;
  let sent = 0;
  const server = new WebSocketServer({ host, port: 0 });
  await new Promise<void>((resolve) => server.on('listening', resolve));

  async function serve(socket: WebSocket, cursor: number | null): Promise<void> {
    const from = Math.max(cursor ?? Number.MAX_SAFE_INTEGER, floor);
    let at = cursor === null ? events.length : events.findIndex((event) => event.us >= from);
    if (at < 0) at = events.length;
    const send = (event: FakeEvent) => {
      socket.send(event.frame);
      sent += 1;
    };
    while (socket.readyState === WebSocket.OPEN) {
      if (at >= events.length || socket.bufferedAmount > 1_000_000) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        continue;
      }
      const near = at + 1 < events.length && events[at + 1]!.us - events[at]!.us < 1_000_000;
      const swap = !well && faults.disorder && at % 7 === 3 && near;
      if (swap) {
        send(events[at + 1]!);
        send(events[at]!);
      } else send(events[at]!);
      at += swap ? 2 : 1;
      if (!well && faults.replayEvery && sent % faults.replayEvery === 0) {
        for (const event of events.slice(Math.max(0, at - 10), at)) send(event);
      }
      if (!well && faults.killEvery && sent % faults.killEvery === 0) {
        // Frames sent earlier may or may not arrive, as on a real connection.
        socket.terminate();
        return;
      }
      if (sent % 500 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
  }

  server.on('connection', (socket, request) => {
    const text = new URL(request.url ?? '/', 'ws://fake').searchParams.get('cursor');
    const cursor = text === null ? null : Number(text);
    asked.push(cursor);
    socket.on('error', () => {});
    void serve(socket, cursor);
  });
  return {
    url: `ws://${host}:${(server.address() as AddressInfo).port}/subscribe`,
    push: (...more) => void events.push(...more),
    asked,
    open: () => server.clients.size,
    forget: (before) => void (floor = before),
    mend: () => void (well = true),
    async close() {
      for (const socket of server.clients) socket.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
