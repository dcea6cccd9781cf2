/** The port to a way of reaching people. Each channel has a folder; `registry.ts` lists them. */
import type { z } from 'zod';
import type { Clock } from '../domain/clock.ts';
import type { Delivery, DigestNotification, Notification, TestNotification } from '../domain/notification.ts';

/** An open channel. `M` is its own message, which only `deliver` looks into. */
export interface Channel<M = unknown> {
  render(notification: Notification): M;
  renderTest(test: TestNotification): M;
  /** One message for many notifications. Without it, messages beyond the hourly limit wait for the next hour. */
  renderDigest?(digest: DigestNotification): M;
  /** Tries once. Reasons hold no secret: they are logged and shown. */
  deliver(message: M): Promise<Delivery>;
  close?(): Promise<void>;
}

/** A channel as the registry lists it. */
export interface ChannelType {
  /** As the outbox stores it; never changes. */
  readonly name: string;
  /** The key of a route's file that lists its recipients. */
  readonly routeKey: string;
  /** Schema of one entry under that key. */
  readonly address: z.ZodType<string>;
  open(parts: ChannelParts): Channel;
}

/** Settings and connections that channels choose from. */
export interface ChannelParts {
  /** Without it, mails are written to files. */
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  /** Folder of written mails. */
  readonly mailDir: string;
  /** URLs of hooks by name: secrets. */
  readonly hooks: Pick<ReadonlyMap<string, string>, 'get'>;
  /** Makes a Standard Webhooks signature; absent where no secret is set. */
  readonly sign: Sign | undefined;
  readonly post: Post;
  readonly clock: Clock;
}

export type Sign = (id: string, at: Date, body: string) => string;

/** The part of a guarded fetch that channels need. */
export type Post = (
  url: string,
  request: {
    readonly method: 'POST';
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  },
) => Promise<{ readonly status: number; readonly headers: ReadonlyMap<string, string> }>;
