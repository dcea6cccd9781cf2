/** Runs in the thread of the embedded queue: opens its database and answers queries, one after the other. */
import { parentPort, workerData } from 'node:worker_threads';
import { openEmbeddedDatabase, queryDatabase } from './embedded-database.ts';
import type { FromEmbedded, ToEmbedded } from './embedded-messages.ts';

const { folder } = workerData as { readonly folder: string };
const port = parentPort!;
const say = (message: FromEmbedded) => port.postMessage(message);

const db = await openEmbeddedDatabase(folder, ({ message }) => say({ kind: 'broken', message }));
db.onNotification((channel, payload) => say({ kind: 'notification', channel, payload }));

async function answer({ id, text, params }: Extract<ToEmbedded, { kind: 'query' }>): Promise<void> {
  try {
    say({ kind: 'rows', id, ...(await queryDatabase(db, text, params)) });
  } catch (error) {
    const { message, code } = error as { message?: unknown; code?: unknown };
    say({ kind: 'error', id, message: String(message), ...(typeof code === 'string' ? { code } : {}) });
  }
}

port.on('message', (message: ToEmbedded) => {
  if (message.kind === 'query') void answer(message);
  else void db.close().finally(() => port.close());
});
say({ kind: 'ready' });
