/**
 * Addresses that alerts are posted to, entered by an admin of all brands. They are secrets: kept beside the keys of sites,
 * encrypted with the installation's key, and never shown again.
 */
import { slug } from '../../config/schema/common.ts';
import type { Clock } from '../domain/clock.ts';
import { cutText } from '../domain/text.ts';
import { checkTarget, FetchRefusedError } from '../net/target.ts';
import type { Store } from '../store/store.ts';
import type { KeyResult } from './key-editor.ts';
import { HOOK_PREFIX as PREFIX } from './part-hooks.ts';
import type { LiveConfig } from './live.ts';
import type { KeySeal } from './source-keys.ts';

const LONGEST_NAME = 60;
const LONGEST = 2_000;
const MOST_HOOKS = 50;

/** A hook without its address. */
export interface ShownHook {
  readonly name: string;
  /** `environment`: it goes before one that was entered. */
  readonly from: 'environment' | 'entered';
  /** Of the address; absent where it cannot be decrypted. */
  readonly host?: string;
  /** When and by whom it was entered; ms since 1970 UTC. */
  readonly at?: number;
  readonly who?: string;
}

export interface HookEditor {
  list(): Promise<ShownHook[]>;
  /** Undefined removes it. */
  save(name: string, url: string | undefined, who: string): Promise<KeyResult>;
}

interface HookParts {
  readonly store: Store;
  readonly live: LiveConfig;
  readonly clock: Clock;
  readonly fromEnv: ReadonlyMap<string, string>;
  readonly seal: KeySeal;
  /** Hooks may be on private addresses. */
  readonly allowPrivate: boolean;
}

/** What is wrong with an address; host names are checked again, with what they resolve to, at each message. */
function problemOf(url: string, allowPrivate: boolean): string | undefined {
  if (url.length > LONGEST || !URL.canParse(url) || !/^https?:\/\/[!-~]+$/i.test(url))
    return 'Enter a whole address that begins with https://';
  try {
    checkTarget(new URL(url), ['http:', 'https:'], allowPrivate);
    return undefined;
  } catch (error) {
    if (!(error instanceof FetchRefusedError)) throw error;
    return `Nothing can be sent there: ${error.message}`;
  }
}

function hostOf(url: string | undefined): { readonly host?: string } {
  return url !== undefined && URL.canParse(url) ? { host: new URL(url).host } : {};
}

export function hookEditor({ store, live, clock, fromEnv, seal, allowPrivate }: HookParts): HookEditor {
  const entered = () =>
    live
      .current()
      .sealedKeys.filter(({ name }) => name.startsWith(PREFIX))
      .map((key) => ({ ...key, name: key.name.slice(PREFIX.length) }));

  /** What is wrong with a new address. */
  function refused(name: string, url: string): KeyResult | undefined {
    if (!slug.safeParse(name).success || name.length > LONGEST_NAME) {
      return {
        kind: 'invalid',
        fields: { name: 'Use lower-case letters, digits and single hyphens, e.g. pr-team' },
      };
    }
    const others = entered().filter((hook) => hook.name !== name);
    if (others.length >= MOST_HOOKS)
      return { kind: 'invalid', fields: { name: `There are ${MOST_HOOKS} webhooks: remove one first` } };
    const problem = problemOf(url, allowPrivate);
    return problem === undefined ? undefined : { kind: 'invalid', fields: { url: problem } };
  }

  return {
    async list() {
      await live.refresh();
      const { hooks } = live.current();
      const ofEnv = [...fromEnv].map(([name, url]) => ({
        name,
        from: 'environment' as const,
        ...hostOf(url),
      }));
      const own = entered()
        .filter(({ name }) => !fromEnv.has(name))
        .map(({ name, at, who }) => ({ name, from: 'entered' as const, at, who, ...hostOf(hooks[name]) }));
      return [...ofEnv, ...own].toSorted((a, b) => (a.name < b.name ? -1 : 1));
    },
    async save(name, given, who) {
      await live.refresh();
      if (fromEnv.has(name)) return { kind: 'locked', by: 'OUTCRY_ALERT_HOOKS' };
      const url = given?.trim();
      const wrong = url === undefined ? undefined : refused(name, url);
      if (wrong) return wrong;
      if (url === undefined && !entered().some((hook) => hook.name === name)) return { kind: 'unknown' };
      const key = `${PREFIX}${name}`;
      const sealed = url === undefined ? undefined : seal.seal(key, url);
      const at = clock();
      await store.tx(async (tx) => {
        await tx.configuration.saveKey({ name: key, sealed, at, who });
        const what = sealed === undefined ? 'removed an alert webhook' : 'entered an alert webhook';
        await tx.audit.add({ at, who: cutText(who, 400), what, subject: name });
      });
      await live.refresh();
      return { kind: 'done' };
    },
  };
}
