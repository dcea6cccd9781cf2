/** Settings and configuration for every command, including the keys and settings of all types of sources. */
import { type Env, readEnv } from '../../config/env.ts';
import { checkImportPresets } from '../../config/import-presets.ts';
import { checkConfig, type Config, loadConfig, type Problem } from '../../config/load.ts';
import { SOURCE_KEYS, sourceFormat } from '../source/registry.ts';

/** The environment, checked. Throws UserError with one line per problem. */
export function readSettings(): Env {
  return readEnv(undefined, SOURCE_KEYS);
}

/** The configuration in `configDir`. Throws UserError with one line per problem. */
export function readConfig(configDir: string): Config {
  return loadConfig(configDir, sourceFormat);
}

/** The configuration in `configDir` with every problem found, also in its import presets. */
export function tryConfig(configDir: string): { config: Config; problems: Problem[] } {
  const { config, problems } = checkConfig(configDir, sourceFormat);
  return { config, problems: [...problems, ...checkImportPresets(configDir).problems] };
}
