/** Whom a route names, how each is reached, and how often. */
import type { Route } from '../domain/alert.ts';

export type RecipientChannel = 'email' | 'slack' | 'webhook';

/** Everybody a route names: addresses as they are, hooks as `slack:NAME` and `webhook:NAME`. */
export function recipientsOf(route: Pick<Route, 'emails' | 'slack' | 'webhooks'>): string[] {
  const { emails, slack = [], webhooks = [] } = route;
  return [...emails, ...slack.map((name) => `slack:${name}`), ...webhooks.map((name) => `webhook:${name}`)];
}

/** An e-mail address holds no colon, so the two cannot be taken for each other. */
export function channelOf(recipient: string): RecipientChannel {
  if (recipient.startsWith('slack:')) return 'slack';
  return recipient.startsWith('webhook:') ? 'webhook' : 'email';
}

/** Name of the hook in OUTCRY_ALERT_HOOKS. */
export function hookName(recipient: string): string {
  return recipient.slice(recipient.indexOf(':') + 1);
}

/** No mails at all beyond this many in an hour, whatever the routes say. */
const MOST_PER_HOUR = 20;
const USUAL_PER_HOUR = 10;

/** The most messages an hour that a recipient's routes allow. */
export function hourlyCap(recipient: string, routes: readonly Route[]): number {
  const caps = routes.filter((r) => recipientsOf(r).includes(recipient)).map((r) => r.maxPerHour);
  return Math.min(MOST_PER_HOUR, caps.length === 0 ? USUAL_PER_HOUR : Math.min(...caps));
}
