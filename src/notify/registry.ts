/**
 * All channels. Another one is a folder beside these and a line here: the schema of routes, the outbox and the pages take
 * their channels from this list. It must stay cheap to import, because whoever reads the configuration loads it.
 */
import type { Recipient } from '../domain/recipient.ts';
import type { Channel, ChannelParts, ChannelType } from './channel.ts';
import { email } from './email/channel.ts';
import { slack } from './slack/channel.ts';
import { webhook } from './webhook/channel.ts';

export const CHANNELS: readonly ChannelType[] = [email, slack, webhook];

/** Open channels by name. */
export type Channels = ReadonlyMap<string, Channel>;

/** Connects nothing yet: a channel does so with its first message. */
export function openChannels(parts: ChannelParts): Channels {
  return new Map(CHANNELS.map((type) => [type.name, type.open(parts)]));
}

export async function closeChannels(channels: Channels): Promise<void> {
  for (const channel of channels.values()) await channel.close?.();
}

/** Everybody that the keys of a route's file name, channel by channel. */
export function recipientsIn(route: Readonly<Record<string, unknown>>): Recipient[] {
  return CHANNELS.flatMap(({ name, routeKey }) => {
    const addresses = route[routeKey];
    return Array.isArray(addresses) ? addresses.map((one) => ({ channel: name, address: String(one) })) : [];
  });
}

/** Recipients as the keys of a route's file; the reverse of `recipientsIn`. */
export function routeKeysOf(recipients: readonly Recipient[]): Record<string, string[]> {
  return Object.fromEntries(
    CHANNELS.map(({ name, routeKey }) => {
      const addresses = recipients.filter(({ channel }) => channel === name).map(({ address }) => address);
      return [routeKey, addresses] as const;
    }).filter(([, addresses]) => addresses.length > 0),
  );
}
