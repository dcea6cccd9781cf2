/**
 * The configuration in force: files, read once, and what the database holds, read again whenever its revision rises. What
 * holds `config` always sees the current one.
 */
import {
  assemble,
  type Config,
  type ConfigEntry,
  type ConfigFiles,
  type Problem,
  problemLine,
} from '../../config/load.ts';
import type { SourceFormat } from '../../config/kinds.ts';
import type { SealedKey } from '../store/configuration/port.ts';
import type { Reads } from '../store/store.ts';
import { partHooks } from './part-hooks.ts';
import type { KeySeal } from './source-keys.ts';

export interface LiveParts {
  readonly read: Pick<Reads, 'configuration'>;
  readonly files: ConfigFiles;
  readonly sourceFormat: SourceFormat;
  readonly seal: Pick<KeySeal, 'open'>;
  /** Keys of the environment; they go before those of the database. */
  readonly keys: Readonly<Record<string, string>>;
  /** Gets what the operator should know, each once. */
  readonly onNotice: (text: string) => void;
}

/** All that belongs to one revision. */
export interface Snapshot {
  readonly revision: number;
  readonly config: Config;
  readonly entries: readonly ConfigEntry[];
  readonly keys: Readonly<Record<string, string>>;
  /** Addresses of alert webhooks that were entered, by name. */
  readonly hooks: Readonly<Record<string, string>>;
  readonly sealedKeys: readonly SealedKey[];
}

type Listener = (change: { readonly before: Config; readonly after: Config }) => Promise<void> | void;

export interface LiveConfig {
  /** A view: each of its lists is the current one. It can be sent to a thread, which gets that moment's lists. */
  readonly config: Config;
  current(): Snapshot;
  /**
   * Reads the database again where its revision rose; costs one cheap query. What it read is in force when it resolves;
   * listeners that wait for something, such as the write lock, may go on.
   */
  refresh(): Promise<void>;
  /** Calls back after each change that this process has read. Returns a function that ends it. */
  onChange(listener: Listener): () => void;
}

/** Undefined lists are absent in the view too. */
function viewOf(current: () => Config): Config {
  return {
    get brands() {
      return current().brands;
    },
    get policyChanges() {
      return current().policyChanges;
    },
    get responses() {
      return current().responses;
    },
    get incidents() {
      return current().incidents;
    },
    get routes() {
      return current().routes;
    },
    get responseTemplates() {
      return current().responseTemplates;
    },
    get sources() {
      return current().sources;
    },
    get packs() {
      return current().packs;
    },
    get retention() {
      return current().retention;
    },
    get thresholds() {
      return current().thresholds;
    },
  };
}

/** Where the entry stands: `routes/team`. */
export function entryName({ kind, slug }: Pick<ConfigEntry, 'kind' | 'slug'>): string {
  return `${kind}/${slug}`;
}

/**
 * Reads the database for the first time. Throws UserError from `refuseProblems` where files and database together are wrong,
 * for example where a file names a brand that neither defines.
 */
export async function openLiveConfig(
  parts: LiveParts,
  refuseProblems: (problems: readonly Problem[]) => void,
): Promise<LiveConfig> {
  const { read, files, sourceFormat, seal, onNotice } = parts;
  const listeners = new Set<Listener>();
  const noticed = new Set<string>();
  const notice = (text: string) => {
    if (!noticed.has(text)) onNotice(text);
    noticed.add(text);
  };

  async function load(): Promise<{ snapshot: Snapshot; problems: readonly Problem[] }> {
    // Before the entries: what is saved in between is read again by the next call.
    const revision = await read.configuration.revision();
    const [stored, sealedKeys] = [await read.configuration.entries(), await read.configuration.keys()];
    const { config, entries, problems } = assemble(files, stored, sourceFormat);
    for (const entry of entries) {
      const why = entry.unused ?? entry.problems[0]?.message;
      if (why !== undefined)
        notice(`${entryName(entry)} ${entry.unused ? 'is not used' : 'is used in part'}: ${why}`);
    }
    const opened = sealedKeys.map(({ name, sealed }) => [name, seal.open(name, sealed)] as const);
    for (const [name, value] of opened)
      if (value === undefined) notice(`the key ${name} cannot be decrypted with this installation's secret`);
    const usable = opened.filter((pair): pair is readonly [string, string] => pair[1] !== undefined);
    const { hooks, keys: entered } = partHooks(Object.fromEntries(usable));
    const keys = { ...entered, ...parts.keys };
    return {
      snapshot: { revision, config, entries, keys, hooks, sealedKeys },
      problems,
    };
  }

  const first = await load();
  refuseProblems(first.problems);
  let { snapshot } = first;
  let loading: Promise<void> = Promise.resolve();

  async function reload(): Promise<void> {
    if ((await read.configuration.revision()) === snapshot.revision) return;
    const before = snapshot.config;
    const next = await load();
    if (next.problems.length > 0) {
      notice(
        `the configuration of the database contradicts the files: ${next.problems.map(problemLine).join('; ')}`,
      );
      snapshot = { ...snapshot, revision: next.snapshot.revision };
      return;
    }
    snapshot = next.snapshot;
    const change = { before, after: snapshot.config };
    for (const listener of listeners) {
      // Not awaited: whoever waits for the configuration needs none of what follows from it, and the next change comes in time.
      void Promise.resolve()
        .then(() => listener(change))
        .catch((error: unknown) =>
          notice(`a change of the configuration could not be carried out in full: ${String(error)}`),
        );
    }
  }

  return {
    config: viewOf(() => snapshot.config),
    current: () => snapshot,
    async refresh() {
      if ((await read.configuration.revision()) === snapshot.revision) return loading;
      loading = loading.catch(() => undefined).then(reload);
      await loading;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
