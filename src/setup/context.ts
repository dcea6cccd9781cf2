/** What the tools of the set-up need. */
import type { CollectContext } from '../collect/context.ts';
import type { Channels } from '../notify/registry.ts';

export interface SetupContext extends CollectContext {
  readonly env: CollectContext['env'] & {
    /** Addresses that previews ask in place of a site's own, by type; undefined: nobody is asked. */
    readonly previewSites: ReadonlyMap<string, string> | undefined;
    readonly alertHooks: ReadonlyMap<string, string>;
    readonly smtpUrl: string | undefined;
  };
  readonly channels: Channels;
  /** Addresses of alert webhooks that were entered, by name. */
  readonly hooks?: () => Readonly<Record<string, string>>;
  /** Where people reach the dashboard. */
  readonly publicUrl: string;
}

/** Keys of sites that the installation has: those of the environment, and those that an admin entered. */
export function keysOf({ keys, env }: Pick<SetupContext, 'env' | 'keys'>): Readonly<Record<string, string>> {
  return keys?.() ?? env.keys;
}
