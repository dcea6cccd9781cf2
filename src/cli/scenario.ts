/** Finds and checks a scenario of the generator. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Scenario, scenarioSchema } from '../../config/schema/scenario.ts';
import { UserError } from '../domain/result.ts';

function readYaml(path: string): unknown {
  try {
    return parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new UserError(`${path}: ${reason}`);
  }
}

/** `name` is a file, or the name of one in `configDir/scenarios`. Throws UserError when there is none. */
export function loadScenario(configDir: string, name: string): Scenario {
  const folder = join(configDir, 'scenarios');
  const path = existsSync(name) ? name : join(folder, `${name}.yaml`);
  if (!existsSync(path)) {
    const names = existsSync(folder) ? readdirSync(folder).filter((f) => f.endsWith('.yaml')) : [];
    const known = names.map((f) => f.replace(/\.yaml$/, '')).join(', ');
    throw new UserError(`There is no scenario ${name}. Give a file, or one of: ${known}.`);
  }
  const parsed = scenarioSchema.safeParse(readYaml(path));
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `${path} ${issue.path.join('.')}: ${issue.message}`);
  throw new UserError(lines.join('\n'));
}
