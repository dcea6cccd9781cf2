/** Who sent a request, through the proxies that the operator named. */
import type { MiddlewareHandler } from 'hono';
import { clientAddress, isNearby, isWithin, plainAddress } from '../../src/net/client-address.ts';
import { type AppDeps, type AppEnv, type Ctx, peerAddress } from '../deps.ts';

const NONE = [] as const;

/** The address that limits count by. */
export function clientOf(c: Ctx): string {
  const { trustedProxies = NONE } = c.var.deps;
  return clientAddress(peerAddress(c) ?? 'local', c.req.header('x-forwarded-for'), trustedProxies);
}

/** Says once that there is a proxy that nobody named: all people behind it count as one sender. */
export function proxyNotice({ trustedProxies = NONE, onNotice }: AppDeps): MiddlewareHandler<AppEnv> {
  let said = false;
  return async (c, next) => {
    const peer = plainAddress(peerAddress(c) ?? '');
    if (!said && peer !== undefined && c.req.header('x-forwarded-for') !== undefined) {
      if (isNearby(peer) && !isWithin(trustedProxies, peer)) {
        said = true;
        onNotice?.(
          `a proxy at ${peer} sends X-Forwarded-For and is not trusted: everybody behind it counts as one sender. If it is yours, set OUTCRY_TRUSTED_PROXIES=${peer}`,
        );
      }
    }
    await next();
  };
}
