/** Serves the app over HTTP. */
import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import { UserError } from '../src/domain/result.ts';
import type { App } from './deps.ts';

export interface Running {
  readonly port: number;
  close(): Promise<void>;
}

/** Starts listening. Throws UserError when the port is in use or not permitted. */
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
        EADDRINUSE: `Port ${port} is in use. Choose another (for example PORT=${port + 1} npm start) or stop the program that uses it.`,
        EACCES: `This user may not open port ${port}. Set PORT to a number above 1023.`,
        EADDRNOTAVAIL: `HOST ${host} is not an address of this machine. Use 127.0.0.1 or 0.0.0.0.`,
      };
      const known = why[error.code ?? ''];
      reject(known === undefined ? error : new UserError(known));
    });
  });
}
