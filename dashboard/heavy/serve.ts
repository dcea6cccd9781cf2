/** The thread's side: answers forwarded requests with an app of its own. */
import type { MessagePort } from 'node:worker_threads';
import type { App } from '../deps.ts';
import type { ForwardedRequest, FromThread, Head, ToThread } from './messages.ts';

function requestOf({ method, url, headers }: ForwardedRequest): Request {
  return new Request(url, {
    method,
    headers: headers.map(([name, value]): [string, string] => [name, value]),
  });
}

function headOf(response: Response): Head {
  return { status: response.status, headers: [...response.headers] };
}

/** Answers until it is asked to close. */
export function servePages(port: MessagePort, app: Pick<App, 'fetch'>, close: () => Promise<void>): void {
  const say = (message: FromThread, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer);
  /** Streams by id: called for the next part. */
  const readers = new Map<number, ReadableStreamDefaultReader<Uint8Array>>();

  async function answer(id: number, request: ForwardedRequest, stream: boolean): Promise<void> {
    const response = await app.fetch(requestOf(request), {
      incoming: { socket: { remoteAddress: request.peer } },
      liveMark: request.liveMark,
    });
    if (stream && response.body) {
      readers.set(id, response.body.getReader());
      say({ kind: 'head', id, head: headOf(response) });
      return;
    }
    const body = new Uint8Array(await response.arrayBuffer());
    say({ kind: 'answer', id, head: headOf(response), body }, [body.buffer]);
  }

  async function next(id: number): Promise<void> {
    const reader = readers.get(id);
    if (!reader) return;
    try {
      const { value, done } = await reader.read();
      if (!done) return say({ kind: 'part', id, part: value });
      say({ kind: 'end', id });
    } catch (error) {
      say({ kind: 'end', id, failed: String(error) });
    }
    readers.delete(id);
  }

  port.on('message', (message: ToThread) => {
    if (message.kind === 'ask') void answer(message.id, message.request, message.stream);
    if (message.kind === 'more') void next(message.id);
    if (message.kind === 'cancel') {
      void readers.get(message.id)?.cancel();
      readers.delete(message.id);
    }
    if (message.kind === 'close') void close().then(() => port.close());
  });
  say({ kind: 'ready' });
}
