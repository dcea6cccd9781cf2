/** How the dashboard is reached, from the settings. */
import type { Env } from '../../config/env.ts';
import type { AppDeps } from '../../dashboard/deps.ts';
import { isLoopbackName } from '../../dashboard/security/hosts.ts';
import { UserError } from '../domain/result.ts';
import { parseNetworks } from '../net/client-address.ts';

/** Throws UserError for a proxy that is neither an address nor a network. */
export function reachOf({
  publicUrl,
  hosts,
  host,
  trustedProxies,
}: Env): Pick<AppDeps, 'publicUrl' | 'hosts' | 'reachedByAddress' | 'trustedProxies'> {
  const listening = { publicUrl, hosts, reachedByAddress: !isLoopbackName(host) };
  try {
    return { ...listening, trustedProxies: parseNetworks(trustedProxies) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UserError(
      `Setting OUTCRY_TRUSTED_PROXIES: ${JSON.stringify(error.message)} is not an address or network. Write for example 127.0.0.1, 10.0.0.0/8, fd00::/8, loopback or private.`,
    );
  }
}
