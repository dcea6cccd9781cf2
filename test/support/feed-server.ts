/** A local HTTP server with a settable answer for each path. */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Answer {
  readonly status?: number;
  readonly body?: string;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** ETag and Last-Modified, answered with 304; on unless false. */
  readonly validators?: boolean;
  /** Bytes after which the connection is cut although more was announced. */
  readonly cutAt?: number;
  /** Blanks after the body. */
  readonly padding?: number;
  readonly hang?: boolean;
  readonly redirectTo?: string;
}

export interface FeedServer {
  readonly url: string;
  set(url: string, answer: Answer): void;
  /** Status codes that were answered under `url`, in order; 0 for a hang. */
  answers(url: string): number[];
  reset(): void;
  close(): Promise<void>;
}

export async function feedServer(): Promise<FeedServer> {
  const byPath = new Map<string, Answer>();
  const given = new Map<string, number[]>();
  const pathOf = (url: string) => new URL(url, 'http://x').pathname;

  function reply(request: IncomingMessage, response: ServerResponse): void {
    const path = pathOf(request.url ?? '/');
    const answer = byPath.get(path) ?? { status: 404 };
    const note = (status: number) => given.set(path, [...(given.get(path) ?? []), status]);
    if (answer.hang) return void note(0);
    if (answer.redirectTo !== undefined) {
      note(302);
      const location = answer.redirectTo === 'self' ? path : answer.redirectTo;
      return void response.writeHead(302, { location }).end();
    }
    const body = `${answer.body ?? ''}${' '.repeat(answer.padding ?? 0)}`;
    const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`;
    const validators = answer.validators !== false && (answer.status ?? 200) === 200;
    if (validators && request.headers['if-none-match'] === etag) {
      note(304);
      return void response.writeHead(304, { etag }).end();
    }
    note(answer.status ?? 200);
    response.writeHead(answer.status ?? 200, {
      'content-type': answer.type ?? 'application/xml',
      'content-length': Buffer.byteLength(body),
      ...(validators ? { etag, 'last-modified': 'Mon, 02 Mar 2026 10:00:00 GMT' } : {}),
      ...answer.headers,
    });
    if (answer.cutAt === undefined) response.end(body);
    else response.write(body.slice(0, answer.cutAt), () => request.socket.destroy());
  }

  const server = createServer(reply);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    set: (url, answer) => void byPath.set(pathOf(url), answer),
    answers: (url) => given.get(pathOf(url)) ?? [],
    reset: () => byPath.clear(),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
