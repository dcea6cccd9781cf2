import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { generate } from '../../simulate/generate.ts';
import { mentionLines, truthJson } from '../../simulate/write.ts';
import { loadScenario } from '../scenario.ts';
import { readSettings } from '../settings.ts';
import { readArgs, takeArgs, UsageError, type Verb } from '../verb.ts';

/** `mentions.jsonl` → `mentions.truth.json`. */
function truthPath(file: string): string {
  return `${file.replace(/\.(jsonl|ndjson|json)$/i, '')}.truth.json`;
}

async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArgs(args, {
    seed: { type: 'string', default: '1' },
    output: { type: 'string', short: 'o' },
  });
  const { SCENARIO: name } = takeArgs(positionals, ['SCENARIO']);
  const seed = Number(values.seed);
  if (!Number.isSafeInteger(seed) || seed < 0) throw new UsageError('--seed takes a whole number');
  if (values.output === undefined) throw new UsageError('-o FILE is missing');
  const { mentions, truth } = generate(loadScenario(readSettings().configDir, name), seed);
  await pipeline(Readable.from(mentionLines(mentions)), createWriteStream(values.output));
  await writeFile(truthPath(values.output), truthJson(truth));
  process.stderr.write(
    `${mentions.length} mentions in ${values.output}, the ground truth in ${truthPath(values.output)}\n`,
  );
  return 0;
}

export const simulateVerb: Verb = {
  name: 'simulate',
  help: `
Usage: npx outcry simulate SCENARIO [--seed N] -o FILE

SCENARIO is a YAML file or a name in config/scenarios. Writes JSON Lines of mentions to FILE and the ground
truth (labels, expected counts per hour, and each event separately) to FILE with the ending .truth.json. The same seed
gives the same bytes. Import it with: npx outcry import FILE --brand SLUG

A scenario has a baseline with cycles and trend, and any of:

  holidays     [{date: 2024-05-01, factor: 0.6, name: First of May}]: days by UTC, × the baseline
  shocks       what the company did: name, at, peakPerHour, riseHours, halfLifeHours, themes, negativeShare
  responses    [{name, at, decayFactor}]: from then on the shocks decay decayFactor times as fast
  confounders  as shocks, with a cause (outage of the service, launch): what else happened on the same
               days; responses do not affect them. scope: topic also lifts the rest of the topic
  topic        {perHour, dispersion}: all other brands together, as counts in the truth
  bots, outages, late, duplicateShare, languages

The ground truth has for each shock and confounder its onset, peak, half-life, the expected mentions per hour from
its onset (perHour) and their sum (excess); for each holiday the mentions it adds or removes.
config/scenarios/confounded.yaml has a policy change and an outage of the service on one day.`,
  run,
};
