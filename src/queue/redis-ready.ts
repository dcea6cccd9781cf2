/** The first connection to a Redis, or to a cluster of them. */
import { UserError } from '../domain/result.ts';
import { timeout } from './timeout.ts';

const READY_MS = 5_000;

interface Connecting {
  connect(): Promise<unknown>;
  disconnect(): void;
}

/** Connects within five seconds. Throws UserError that names `what` and why it does not answer. */
export async function connectInTime(client: Connecting, what: string): Promise<void> {
  try {
    await Promise.race([client.connect(), timeout(READY_MS)]);
  } catch (error) {
    client.disconnect();
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(
      `${what} does not answer (${reason}). Start it, or unset QUEUE_URL to use the embedded queue.`,
    );
  }
}
