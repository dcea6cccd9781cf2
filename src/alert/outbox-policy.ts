/** When a message in the outbox is sent: hourly limits, digests, attempts and delays. Pure. */
import type { Route } from '../domain/alert.ts';
import type { Delivery } from '../domain/notification.ts';
import { recipientText } from '../domain/recipient.ts';
import { HOUR_MS } from '../domain/series.ts';

/** Maximum messages per recipient and hour, whatever the routes say. */
const MOST_PER_HOUR = 20;
const USUAL_PER_HOUR = 10;
const MAX_ATTEMPTS = 12;
const FIRST_PAUSE_MS = 30_000;

/** The most messages per hour that a recipient's routes allow. `recipient` is in its stored form. */
export function hourlyCap(recipient: string, routes: readonly Route[]): number {
  const caps = routesTo(recipient, routes).map((route) => route.maxPerHour);
  return Math.min(MOST_PER_HOUR, caps.length === 0 ? USUAL_PER_HOUR : Math.min(...caps));
}

/** The routes that name a recipient. */
export function routesTo(recipient: string, routes: readonly Route[]): Route[] {
  return routes.filter((route) => route.recipients.some((one) => recipientText(one) === recipient));
}

/** What happens to a message that is due. */
export type Step =
  | { readonly kind: 'send' }
  | { readonly kind: 'skip'; readonly reason: string }
  | { readonly kind: 'defer' | 'digest'; readonly until: number; readonly reason: string };

export interface StepInput {
  readonly optedOut: boolean;
  readonly cap: number;
  /** When the recipient got its messages of the last hour, oldest first. */
  readonly sentTimes: readonly number[];
  /** Whether its channel has digests. */
  readonly digests: boolean;
  readonly now: number;
}

/** Over the limit, a message waits until the last hour has room again. */
export function nextStep({ optedOut, cap, sentTimes, digests, now }: StepInput): Step {
  if (optedOut) return { kind: 'skip', reason: 'the recipient unsubscribed' };
  if (sentTimes.length < cap) return { kind: 'send' };
  const until = (sentTimes[sentTimes.length - cap] ?? now) + HOUR_MS + 1;
  if (digests)
    return { kind: 'digest', until, reason: `limit of ${cap} per hour reached; goes into a digest` };
  return { kind: 'defer', until, reason: `limit of ${cap} per hour reached; waits` };
}

/** What is saved after an attempt. */
export type Outcome =
  | Extract<Delivery, { kind: 'sent' | 'written' }>
  | { readonly kind: 'failed'; readonly reason: string; readonly nextAt: number }
  | { readonly kind: 'dead'; readonly reason: string };

/** `attempts` includes the one that just ended. The delay doubles from 30 seconds up to an hour. */
export function outcomeOf(delivery: Delivery, attempts: number, now: number): Outcome {
  if (delivery.kind !== 'retry') return delivery;
  const { reason, afterMs = 0 } = delivery;
  if (attempts >= MAX_ATTEMPTS) return { kind: 'dead', reason };
  const backoff = Math.min(FIRST_PAUSE_MS * 2 ** Math.max(0, attempts - 1), HOUR_MS);
  return { kind: 'failed', reason, nextAt: now + Math.max(backoff, afterMs) };
}
