import { problemLine } from '../../../config/load.ts';
import { scorerVersion } from '../../score/version.ts';
import { write } from '../output.ts';
import { readSettings, tryConfig } from '../settings.ts';
import { readArgs, takeArgs, UsageError, type Verb } from '../verb.ts';

async function run(args: readonly string[]): Promise<number> {
  const { positionals } = readArgs(args, {});
  const [action, folder, ...more] = positionals;
  if ((action === 'export' || action === 'import') && folder !== undefined && more.length === 0) {
    const { exportConfig, importConfig } = await import('./config-transfer.ts');
    return action === 'export' ? exportConfig(folder) : importConfig(folder);
  }
  if (action === 'export' || action === 'import') throw new UsageError('expected one FOLDER');
  takeArgs(positionals, ['ACTION']);
  if (action !== 'check') throw new UsageError(`there is no action ${action}`);
  const { configDir } = readSettings();
  const { config, problems } = tryConfig(configDir);
  if (problems.length === 0) {
    scorerVersion(config.packs);
    const { brands, policyChanges, responses, responseTemplates, incidents, routes, sources, packs } = config;
    const counts = [
      `${brands.length} brands`,
      `${policyChanges.length} policy changes`,
      `${responses.length} responses`,
      `${responseTemplates.length} response templates`,
      `${incidents.length} incidents`,
      `${routes.length} routes`,
      `${sources.length} sources`,
      `${packs.length} taxonomy packs`,
    ];
    await write(`${configDir} is in order: ${counts.join(', ')}.\n`);
    return 0;
  }
  for (const problem of problems) await write(`${problemLine(problem)}\n`);
  return 1;
}

export const configVerb: Verb = {
  name: 'config',
  help: `
Usage: npx outcry config check
       npx outcry config export FOLDER
       npx outcry config import FOLDER

Checks every YAML file of the configuration (brands, policy changes, responses, response templates, incidents,
routes, sources, taxonomy packs) and how they refer to each other. Writes one line per problem, FILE:LINE path: problem, and
exits with status 1 if there is any.

export writes what is configured, in files and in the dashboard, as YAML to a new folder; keys are never written.
import takes the files of a folder into the database. What the files of this installation define stays as it is; status 1
if an entry was refused.`,
  run,
};
