/** Opens the configuration of an installation: files, with what people entered, always current. */
import type { Env } from '../../config/env.ts';
import { assemble, type ConfigFiles, type Problem, readConfigFiles, refuse } from '../../config/load.ts';
import { type HookEditor, hookEditor } from '../configure/alert-hooks.ts';
import { type ConfigEditor, configEditor } from '../configure/editor.ts';
import { keyEditor, type KeyEditor } from '../configure/key-editor.ts';
import { type LiveConfig, openLiveConfig } from '../configure/live.ts';
import { keySeal } from '../configure/source-keys.ts';
import type { Clock } from '../domain/clock.ts';
import type { Log } from '../ops/log.ts';
import { SOURCE_KEYS, sourceFormat } from '../source/registry.ts';
import type { Store } from '../store/store.ts';

/** The files under the configuration folder. Throws UserError where one of them is wrong by itself. */
export function readFilesOf({ configDir }: Pick<Env, 'configDir'>): ConfigFiles {
  const problems: Problem[] = [];
  const files = readConfigFiles(configDir, sourceFormat, problems);
  // Whether all that they refer to exists is known when the database is open; with another problem all are reported now.
  if (problems.length > 0) refuse(configDir, [...problems, ...assemble(files, [], sourceFormat).problems]);
  return files;
}

/** Throws UserError where files and database together are wrong. */
export function openConfiguration(
  env: Env,
  files: ConfigFiles,
  { read }: Pick<Store, 'read'>,
  log: Pick<Log, 'warn'>,
): Promise<LiveConfig> {
  const { configDir, keys } = env;
  const parts = { read, files, sourceFormat, keys, seal: keySeal(env) };
  const onNotice = (reason: string) => log.warn({ reason }, 'configuration');
  return openLiveConfig({ ...parts, onNotice }, (problems) => refuse(configDir, problems));
}

export interface Editors {
  readonly editor: ConfigEditor;
  readonly keyEditor: KeyEditor;
  readonly hookEditor: HookEditor;
}

/** What changes the configuration. */
export function editorsOf(
  env: Env,
  files: ConfigFiles,
  { store, live, clock }: { store: Store; live: LiveConfig; clock: Clock },
): Editors {
  const lockedBy = env.keepTextDaysGiven ? { retention: 'OUTCRY_KEEP_TEXT_DAYS' } : {};
  const shared = { store, live, clock };
  const seal = keySeal(env);
  const { fetchPrivate: allowPrivate } = env;
  return {
    editor: configEditor({ ...shared, files, sourceFormat, allowPrivate, lockedBy }),
    keyEditor: keyEditor({ ...shared, names: SOURCE_KEYS, fromEnv: env.keys, seal }),
    hookEditor: hookEditor({ ...shared, fromEnv: env.alertHooks, seal, allowPrivate }),
  };
}
