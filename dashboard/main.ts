/** Serves the app over HTTP. */
import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import { UserError } from '../src/domain/result.ts';
import type { App } from './deps.ts';

export interface Running {
  readonly port: number;
  close(): Promise<void>;
}

/** Listens. Throws UserError when the port is taken or may not be used. */
export function listen(app: App, port: number, host: string): Promise<Running> {
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
    server.on('error', (error: NodeJS.ErrnoException) => {
      const why: Record<string, string> = {
        EADDRINUSE: `Port ${port} is in use. Choose another, e.g. PORT=${port + 1} npm start, or stop the program that has it.`,
        EACCES: `Port ${port} may not be used by this user. Choose one above 1023 with PORT.`,
        EADDRNOTAVAIL: `HOST ${host} is not an address of this machine.`,
      };
      const known = why[error.code ?? ''];
      reject(known === undefined ? error : new UserError(known));
    });
  });
}
