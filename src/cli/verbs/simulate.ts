import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { readEnv } from '../../../config/env.ts';
import { generate } from '../../simulate/generate.ts';
import { mentionLines, truthJson } from '../../simulate/write.ts';
import { loadScenario } from '../scenario.ts';
import { readArgs, takeWords, UsageError, type Verb } from '../verb.ts';

/** `mentions.jsonl` → `mentions.truth.json`. */
function truthPath(file: string): string {
  return `${file.replace(/\.(jsonl|ndjson|json)$/i, '')}.truth.json`;
}

async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArgs(args, {
    seed: { type: 'string', default: '1' },
    output: { type: 'string', short: 'o' },
  });
  const { SCENARIO: name } = takeWords(positionals, ['SCENARIO']);
  const seed = Number(values.seed);
  if (!Number.isSafeInteger(seed) || seed < 0) throw new UsageError('--seed takes a whole number');
  if (values.output === undefined) throw new UsageError('say where to write: -o FILE');
  const { mentions, truth } = generate(loadScenario(readEnv().configDir, name), seed);
  await pipeline(Readable.from(mentionLines(mentions)), createWriteStream(values.output));
  await writeFile(truthPath(values.output), truthJson(truth));
  process.stderr.write(
    `${mentions.length} mentions in ${values.output}, the truth in ${truthPath(values.output)}\n`,
  );
  return 0;
}

export const simulateVerb: Verb = {
  name: 'simulate',
  summary: 'made-up mentions of a scenario, with the truth beside them',
  help: `
Usage: npx outcry simulate SCENARIO [--seed N] -o FILE

SCENARIO is a YAML file or a name in config/scenarios. Writes JSON Lines of mentions to FILE and the ground
truth (expected counts per hour, peaks, excess, half-lives, labels) to FILE with the ending .truth.json.
The same seed gives the same bytes. Import it with: npx outcry import FILE --brand SLUG`,
  run,
};
