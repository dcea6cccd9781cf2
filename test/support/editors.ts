/** The editors of a configuration whose files are given as values. */
import type { Config, ConfigFiles } from '../../config/load.ts';
import type { Entry } from '../../config/yaml.ts';
import { hookEditor } from '../../src/configure/alert-hooks.ts';
import { configEditor } from '../../src/configure/editor.ts';
import { keyEditor } from '../../src/configure/key-editor.ts';
import { type LiveConfig, openLiveConfig } from '../../src/configure/live.ts';
import { keySeal } from '../../src/configure/source-keys.ts';
import type { Clock } from '../../src/domain/clock.ts';
import { SOURCE_KEYS, sourceFormat } from '../../src/source/registry.ts';
import type { Store } from '../../src/store/store.ts';

/** As if each had a file of its own. */
function entriesOf<T extends object>(folder: string, list: readonly T[]): Entry<T>[] {
  return list.map((value) => {
    const { slug, name } = value as { slug?: string; name?: string };
    return { value, written: value, file: `${folder}/${slug ?? name}.yaml`, line: 1 };
  });
}

export function filesOf(config: Config): ConfigFiles {
  return {
    entries: {
      brands: entriesOf('brands', config.brands),
      sources: entriesOf('sources', config.sources),
      routes: entriesOf('routes', config.routes),
      'policy-changes': entriesOf('policy-changes', config.policyChanges),
      responses: entriesOf('responses', config.responses),
      'answer-templates': entriesOf('answers', config.responseTemplates),
      retention: [],
      thresholds: [],
    },
    incidents: entriesOf('incidents', config.incidents),
    packs: entriesOf('taxonomy', config.packs) as never,
  };
}

export interface TestEditorOptions {
  readonly store: Store;
  readonly config: Config;
  readonly clock: Clock;
  readonly keys?: Readonly<Record<string, string>>;
  readonly hooks?: ReadonlyMap<string, string>;
  readonly lockedBy?: { readonly retention?: string };
}

/** The same as the program makes, with a secret of the test. */
export async function testEditors({
  store,
  config,
  clock,
  keys = {},
  hooks = new Map(),
  lockedBy = {},
}: TestEditorOptions) {
  const files = filesOf(config);
  const seal = keySeal({ dataDir: '/nowhere', secret: 'a secret of this test that is long enough' });
  const notices: string[] = [];
  const live: LiveConfig = await openLiveConfig(
    { read: store.read, files, sourceFormat, seal, keys, onNotice: (text) => notices.push(text) },
    (problems) => {
      if (problems.length > 0) throw new Error(JSON.stringify(problems));
    },
  );
  const parts = { store, live, clock };
  return {
    live,
    notices,
    editor: configEditor({ ...parts, files, sourceFormat, allowPrivate: false, lockedBy }),
    hookEditor: hookEditor({ ...parts, fromEnv: hooks, seal, allowPrivate: false }),
    keyEditor: keyEditor({ ...parts, names: SOURCE_KEYS, fromEnv: keys, seal }),
  };
}
