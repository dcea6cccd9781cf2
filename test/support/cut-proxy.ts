/** A way to a server that can be cut in the middle and mended again. */
import { connect, createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

export interface CutProxy {
  readonly url: string;
  /** Breaks every connection, and refuses new ones until it is mended. */
  cut(): void;
  /** Optionally to a server on another port. */
  mend(port?: number): void;
  close(): Promise<void>;
}

/** Listens on a free port of loopback and passes everything on to `port`; `onData` sees what clients send. */
export async function cutProxy(port: number, onData: (text: string) => void = () => {}): Promise<CutProxy> {
  const sockets = new Set<Socket>();
  let open = true;
  let target = port;
  const server = createServer((client) => {
    if (!open) {
      client.destroy();
      return;
    }
    const upstream = connect(target, '127.0.0.1');
    client.on('data', (part: Buffer) => onData(part.toString('latin1')));
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = () => {
    open = false;
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut,
    mend(other = target) {
      target = other;
      open = true;
    },
    close() {
      cut();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
