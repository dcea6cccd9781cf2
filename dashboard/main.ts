/** Serves the app over HTTP. */
import type { IncomingMessage, Server } from 'node:http';
import { serve } from '@hono/node-server';
import { UserError } from '../src/domain/result.ts';
import type { App } from './deps.ts';
import { isUpload } from './security/uploads.ts';

export interface Running {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Longer than proxies keep a connection (nginx and most clouds: 60 s): the one that closes first must be the proxy, or a
 * request that it sends at that moment is lost.
 */
const KEEP_ALIVE_MS = 75_000;
/** From its first byte, for the head of a request and for all of it: connections that dribble are closed. */
const HEAD_MS = 30_000;
const REQUEST_MS = 120_000;
/** A file of which nothing came for this long is given up. */
const STALLED_MS = 60_000;

/** How long a body may take, and a file may make no progress, in ms. */
export interface BodyLimits {
  readonly requestMs: number;
  readonly stalledMs: number;
}
const LIMITS: BodyLimits = { requestMs: REQUEST_MS, stalledMs: STALLED_MS };

/** Ends a request whose body takes too long, and a file that makes no progress. */
function limitBody(request: IncomingMessage, { requestMs, stalledMs }: BodyLimits): void {
  const { socket } = request;
  const late = () => {
    if (request.complete) return;
    socket.end('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n');
    socket.destroySoon();
  };
  const upload = request.method === 'POST' && isUpload((request.url ?? '').split('?', 1)[0] ?? '');
  if (upload) {
    let timer = setTimeout(late, stalledMs);
    const progress = setInterval(() => {
      if (socket.bytesRead === read) return;
      read = socket.bytesRead;
      clearTimeout(timer);
      timer = setTimeout(late, stalledMs);
    }, stalledMs / 6);
    let read = socket.bytesRead;
    request.once('close', () => {
      clearTimeout(timer);
      clearInterval(progress);
    });
    return;
  }
  const timer = setTimeout(late, requestMs);
  request.once('end', () => clearTimeout(timer));
  request.once('close', () => clearTimeout(timer));
}

/** Starts listening. Throws UserError when the port is in use or not permitted. */
export function listen(app: App, port: number, host: string, limits: BodyLimits = LIMITS): Promise<Running> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port, hostname: host }, (info) => {
      resolve({
        port: info.port,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            server.closeAllConnections();
          }),
      });
    }) as Server;
    server.keepAliveTimeout = KEEP_ALIVE_MS;
    server.headersTimeout = HEAD_MS;
    // Node's own limit would end large files too; the heads of requests keep theirs.
    server.requestTimeout = 0;
    server.on('request', (request: IncomingMessage) => limitBody(request, limits));
    server.on('error', (error: NodeJS.ErrnoException) => {
      const why: Record<string, string> = {
        EADDRINUSE: `Port ${port} is in use. Choose another (for example PORT=${port + 1} npm start) or stop the program that uses it.`,
        EACCES: `This user may not open port ${port}. Set PORT to a number above 1023.`,
        EADDRNOTAVAIL: `HOST ${host} is not an address of this machine. Use 127.0.0.1 or 0.0.0.0.`,
      };
      const known = why[error.code ?? ''];
      reject(known === undefined ? error : new UserError(known));
    });
  });
}
