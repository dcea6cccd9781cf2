/** API keys of sites, entered by an admin of all brands: they are set and removed, and never shown again. */
import type { Clock } from '../domain/clock.ts';
import { cutText } from '../domain/text.ts';
import type { Store } from '../store/store.ts';
import type { LiveConfig } from './live.ts';
import type { KeySeal } from './source-keys.ts';

/** A key, without its value. */
export interface ShownKey {
  /** As the environment would name it. */
  readonly name: string;
  /** `environment`: it goes before one that was entered. */
  readonly from: 'environment' | 'entered' | 'none';
  /** When and by whom it was entered; ms since 1970 UTC. */
  readonly at?: number;
  readonly who?: string;
}

export type KeyResult =
  | { readonly kind: 'done' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'locked'; readonly by: string }
  | { readonly kind: 'invalid'; readonly fields: Readonly<Record<string, string>> };

export interface KeyEditor {
  list(): Promise<ShownKey[]>;
  /** Undefined removes it. */
  save(name: string, value: string | undefined, who: string): Promise<KeyResult>;
}

interface KeyParts {
  readonly store: Store;
  readonly live: LiveConfig;
  readonly clock: Clock;
  /** All that types of sources know. */
  readonly names: readonly string[];
  readonly fromEnv: Readonly<Record<string, string>>;
  readonly seal: KeySeal;
}

const LONGEST = 2_000;

export function keyEditor({ store, live, clock, names, fromEnv, seal }: KeyParts): KeyEditor {
  return {
    async list() {
      await live.refresh();
      const entered = new Map(live.current().sealedKeys.map((key) => [key.name, key]));
      return [...new Set(names)].map((name): ShownKey => {
        if (fromEnv[name] !== undefined) return { name, from: 'environment' };
        const key = entered.get(name);
        return key ? { name, from: 'entered', at: key.at, who: key.who } : { name, from: 'none' };
      });
    },
    async save(name, given, who) {
      if (!names.includes(name)) return { kind: 'unknown' };
      if (fromEnv[name] !== undefined) return { kind: 'locked', by: name };
      const value = given?.trim();
      if (value === '') return { kind: 'invalid', fields: { value: 'The key must not be empty' } };
      if (value !== undefined && (value.length > LONGEST || /[^\x20-\x7e]/.test(value)))
        return { kind: 'invalid', fields: { value: 'This is no key: one line of plain characters' } };
      const sealed = value === undefined ? undefined : seal.seal(name, value);
      const at = clock();
      await store.tx(async (tx) => {
        await tx.configuration.saveKey({ name, sealed, at, who });
        const what = sealed === undefined ? 'removed the key of a source' : 'entered the key of a source';
        await tx.audit.add({ at, who: cutText(who, 400), what, subject: name });
        // Sources that wait for it are read at once.
        for (const { source, failures } of await tx.sources.all())
          if (failures > 0) await tx.sources.readNow(source);
      });
      await live.refresh();
      return { kind: 'done' };
    },
  };
}
