/**
 * Posts JSON to a hook: what Slack messages and webhooks share. Webhooks are signed as Standard Webhooks says
 * (https://www.standardwebhooks.com): the id stays the same through every try, 410 ends it, 429 and Retry-After slow it
 * down.
 */
import { z } from 'zod';
import type { Delivery, Notification, TestNotification } from '../domain/notification.ts';
import { HOUR_MS } from '../domain/series.ts';
import type { Post, Sign } from './channel.ts';
import { cutText } from '../domain/text.ts';

/** A name in OUTCRY_ALERT_HOOKS, which holds the URLs: they are secrets and never in a route's file. */
export const hookName = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use lower-case letters, digits and single hyphens, e.g. pr-team');

export interface HookMessage {
  /** Name of the hook in OUTCRY_ALERT_HOOKS. */
  readonly hook: string;
  /** Message-ID of the notification. */
  readonly id: string;
  readonly body: string;
  readonly simulated: boolean;
}

/** The message that carries `body` to the recipient of a notification. */
export function hookMessage(notification: Notification, body: unknown): HookMessage {
  const simulated = notification.kind === 'incident' && notification.content.simulated;
  return { hook: notification.to.address, id: notification.id, body: JSON.stringify(body), simulated };
}

/** The message that carries the body of a test. */
export function testMessage({ to, id }: TestNotification, body: unknown): HookMessage {
  return { hook: to.address, id, body: JSON.stringify(body), simulated: false };
}

const MAX_RETRY_MS = HOUR_MS;

function headersOf({ id, body }: HookMessage, sign: Sign | 'unsigned', now: number): Record<string, string> {
  const plain = { 'content-type': 'application/json', 'user-agent': 'Outcry' };
  if (sign === 'unsigned') return plain;
  const bare = id.replace(/^<|>$/g, '');
  return {
    ...plain,
    'webhook-id': bare,
    'webhook-timestamp': String(Math.floor(now / 1000)),
    'webhook-signature': sign(bare, new Date(now), body),
  };
}

function retryMs(headers: ReadonlyMap<string, string>): number | undefined {
  const seconds = Number(headers.get('retry-after'));
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds * 1000, MAX_RETRY_MS) : undefined;
}

export interface HookOptions {
  /** URLs by name. */
  readonly hooks: Pick<ReadonlyMap<string, string>, 'get'>;
  readonly post: Post;
  /** Undefined where a signature is due and no secret is set. */
  readonly sign: Sign | 'unsigned' | undefined;
  /** ms */
  readonly now: number;
}

/** Posts once. Reasons never hold the URL: it is a secret. Simulated incidents are not posted. */
export async function deliverToHook(message: HookMessage, options: HookOptions): Promise<Delivery> {
  const { hooks, post, sign, now } = options;
  if (message.simulated) return { kind: 'dead', reason: 'a simulated incident is not posted anywhere' };
  const url = hooks.get(message.hook);
  if (url === undefined)
    return {
      kind: 'dead',
      reason: `set OUTCRY_ALERT_HOOKS to ${message.hook}=https://…, or enter it under Alert webhooks`,
    };
  if (sign === undefined) return { kind: 'dead', reason: 'set OUTCRY_ALERT_HOOK_SECRET' };
  const { host } = new URL(url);
  let answer: Awaited<ReturnType<Post>>;
  try {
    answer = await post(url, { method: 'POST', headers: headersOf(message, sign, now), body: message.body });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: 'retry', reason: `${host}: ${cutText(reason.replaceAll(url, host), 300)}` };
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
