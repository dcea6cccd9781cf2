/**
 * Posts alerts to hooks. Webhooks are signed as Standard Webhooks says (https://www.standardwebhooks.com): the id is
 * that of the alert and stays the same through every try, 410 ends it, 429 and Retry-After slow it down.
 */
import type { Delivery } from './channel.ts';

/** The part of a guarded fetch that is needed here. */
export type Post = (
  url: string,
  request: {
    readonly method: 'POST';
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  },
) => Promise<{ readonly status: number; readonly headers: ReadonlyMap<string, string> }>;

export interface HookMessage {
  readonly url: string;
  readonly body: string;
  /** Stable for incident, stage and hook. */
  readonly id: string;
  /** Makes the signature of id, time and body; what Slack takes is not signed. */
  readonly sign?: ((id: string, at: Date, body: string) => string) | undefined;
  /** ms */
  readonly now: number;
}

const MAX_RETRY_MS = 3_600_000;

function headersOf({ id, now, body, sign }: HookMessage): Record<string, string> {
  const plain = { 'content-type': 'application/json', 'user-agent': 'Outcry' };
  if (sign === undefined) return plain;
  return {
    ...plain,
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now / 1000)),
    'webhook-signature': sign(id, new Date(now), body),
  };
}

function retryMs(headers: ReadonlyMap<string, string>): number | undefined {
  const seconds = Number(headers.get('retry-after'));
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds * 1000, MAX_RETRY_MS) : undefined;
}

/** Posts once. What went wrong never holds the address: it is a secret. */
export async function deliverToHook(post: Post, message: HookMessage): Promise<Delivery> {
  const { host } = new URL(message.url);
  let answer: Awaited<ReturnType<Post>>;
  try {
    answer = await post(message.url, { method: 'POST', headers: headersOf(message), body: message.body });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: 'retry', reason: `${host}: ${reason.replaceAll(message.url, host).slice(0, 300)}` };
  }
  const { status, headers } = answer;
  if (status >= 200 && status < 300) return { kind: 'sent' };
  if (status === 410) return { kind: 'dead', reason: `${host} says that the hook is gone (410)` };
  const final = status >= 400 && status < 500 && ![408, 425, 429].includes(status);
  const afterMs = retryMs(headers);
  if (final) return { kind: 'dead', reason: `${host} refuses the message (${status})` };
  return {
    kind: 'retry',
    reason: `${host} answered ${status}`,
    ...(afterMs === undefined ? {} : { afterMs }),
  };
}
