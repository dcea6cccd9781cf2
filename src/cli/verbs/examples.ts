import { removeExamples } from '../examples.ts';
import { openInstallation } from '../installation.ts';
import { writeJson } from '../output.ts';
import { readArgs, takeArgs, UsageError, type Verb } from '../verb.ts';

async function run(args: readonly string[]): Promise<number> {
  const { ACTION: action } = takeArgs(readArgs(args, {}).positionals, ['ACTION']);
  if (action !== 'remove') throw new UsageError(`there is no action ${action}`);
  const { store, env } = await openInstallation();
  try {
    await writeJson(await removeExamples({ store, env }));
    return 0;
  } finally {
    await store.close();
  }
}

export const examplesVerb: Verb = {
  name: 'examples',
  help: `
Usage: npx outcry examples remove

Removes every simulated mention, its counts, its incidents and the mails written about them. What you imported
or collected stays, and the examples do not come back. Writes JSON {mentions, mails}.`,
  run,
};
