/**
 * Answers only under the names that the dashboard is reached by. A page of another site may give its own name our address
 * (DNS rebinding); to the browser the two are then one site.
 */
import { isIP } from 'node:net';
import type { MiddlewareHandler } from 'hono';
import { isWithin, parseNetworks } from '../../src/net/client-address.ts';
import type { AppDeps, AppEnv, Ctx } from '../deps.ts';

const LOOPBACK = parseNetworks('loopback');

/** Probes use addresses and say nothing; deliveries prove themselves by a signature. Neither helps a page of another site. */
const OPEN = /^\/(healthz|readyz|ingest\/webhook\/[^/]+)$/;

/** The name in `host[:port]`, as browsers write it: lower case, no brackets, no dot at the end. Undefined if it is none. */
export function hostName(given: string): string | undefined {
  if (!/^[^\s/?#@\\]+$/.test(given) || !URL.canParse(`http://${given}`)) return undefined;
  const { hostname } = new URL(`http://${given}`);
  return hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

/** Whether a name is of this machine alone. */
export function isLoopbackName(name: string): boolean {
  return name === 'localhost' || isWithin(LOOPBACK, name);
}

/** The names that a request carries: of its `Host`, and of its address if it was given in full. */
function namesOf(c: Ctx): (string | undefined)[] {
  const { host } = new URL(c.req.url);
  return [host, c.req.header('host') ?? host].map(hostName);
}

/** Whether the request was sent to a name of this machine. */
export function isLoopbackHost(c: Ctx): boolean {
  return namesOf(c).every((name) => name !== undefined && isLoopbackName(name));
}

/** Refuses requests under other names: 421. */
export function checkHost({ publicUrl, hosts = [], reachedByAddress }: AppDeps): MiddlewareHandler<AppEnv> {
  const own = new Set([new URL(publicUrl).host, ...hosts].map(hostName));
  const isOwn = (name: string | undefined) =>
    name !== undefined &&
    (own.has(name) || isLoopbackName(name) || (reachedByAddress === true && isIP(name) !== 0));
  return async (c, next) => {
    if (OPEN.test(c.req.path) || namesOf(c).every(isOwn)) return next();
    return c.text(
      'Outcry does not answer under this name. If it is yours, set PUBLIC_URL to the address that people open, or add the name to OUTCRY_HOSTS.\n',
      421,
    );
  };
}
