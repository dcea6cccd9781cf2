/**
 * WebSocket messages as batches, at the reader's pace: while more than a few thousand wait, the socket is paused, and
 * the server buffers the rest. Public addresses only, as with guarded fetch.
 */
import { WebSocket } from 'ws';
import { checkTarget, guardedLookup } from './target.ts';

const HIGH_WATER = 4_000;
const MAX_MESSAGE = 1024 * 1024;
const HANDSHAKE_MS = 10_000;

export interface SocketOptions {
  readonly signal: AbortSignal;
  readonly userAgent: string;
  readonly allowPrivate?: boolean;
  /** An empty batch is yielded after this long without a message, so that the reader can save what it has (ms). */
  readonly tickMs: number;
  /** A connection without any frame for this long is dead (ms). */
  readonly idleMs: number;
}

export type OpenSocket = (url: string, options: SocketOptions) => AsyncIterable<readonly string[]>;

/** Reads until `signal` ends it. Throws when the connection cannot be made, fails, closes, or sends nothing. */
export async function* socketMessages(
  address: string,
  { signal, userAgent, allowPrivate = false, tickMs, idleMs }: SocketOptions,
): AsyncGenerator<readonly string[]> {
  const url = new URL(address);
  checkTarget(url, ['ws:', 'wss:'], allowPrivate);
  const socket = new WebSocket(url, {
    handshakeTimeout: HANDSHAKE_MS,
    maxPayload: MAX_MESSAGE,
    perMessageDeflate: false,
    followRedirects: false,
    headers: { 'user-agent': userAgent },
    ...(allowPrivate ? {} : { lookup: guardedLookup as never }),
  });
  let queue: string[] = [];
  let failure: Error | undefined;
  let wake = () => {};
  let heardAt = performance.now();
  const fail = (error: Error) => {
    failure ??= error;
    wake();
  };
  socket.on('message', (data) => {
    heardAt = performance.now();
    queue.push(String(data as Buffer));
    if (queue.length >= HIGH_WATER) socket.pause();
    wake();
  });
  socket.on('ping', () => {
    heardAt = performance.now();
  });
  socket.on('error', fail);
  socket.on('close', (code) => fail(new Error(`${url.host} closed the stream (${code})`)));
  const stop = () => wake();
  signal.addEventListener('abort', stop);
  try {
    while (!signal.aborted) {
      if (queue.length === 0 && !failure) {
        const timer = setTimeout(() => wake(), tickMs);
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        clearTimeout(timer);
        wake = () => {};
      }
      const batch = queue;
      queue = [];
      if (batch.length > 0 || !failure) yield batch;
      if (socket.isPaused && queue.length === 0) {
        heardAt = performance.now();
        socket.resume();
      }
      if (batch.length === 0 && failure) throw failure;
      if (performance.now() - heardAt > idleMs) throw new Error(`${url.host} sent nothing for too long`);
    }
  } finally {
    signal.removeEventListener('abort', stop);
    socket.removeAllListeners('close');
    socket.terminate();
  }
}
