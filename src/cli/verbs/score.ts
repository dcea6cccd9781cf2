import { namesOf } from '../../domain/brand.ts';
import { scoreLine } from '../../score/score-lines.ts';
import { readLines, utf8Text } from '../../source/file/lines.ts';
import { write } from '../output.ts';
import { readConfig, readSettings } from '../settings.ts';
import { readArgs, takeArgs, UsageError, type Verb } from '../verb.ts';

const FLUSH = 64 * 1024;

async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArgs(args, {
    pack: { type: 'string', multiple: true },
    explain: { type: 'boolean' },
  });
  const settings = readSettings();
  const config = readConfig(settings.configDir);
  const packNames = config.packs.map((pack) => pack.name);
  // `--pack a b` and `--pack a --pack b` both work.
  const packs = [...(values.pack ?? []), ...(values.pack ? positionals : [])];
  if (!values.pack) takeArgs(positionals, []);
  const unknown = packs.find((pack) => !packNames.includes(pack));
  if (unknown !== undefined) throw new UsageError(`there is no pack ${unknown} (${packNames.join(', ')})`);
  const names = new Map(
    config.brands.flatMap((b) => [[b.slug, namesOf(b)] as const, [b.name, namesOf(b)] as const]),
  );
  const { createScorer } = await import('../../score/scorer.ts');
  const scorer = createScorer(config.packs, undefined, settings.scoreSecond ? undefined : false);
  const options = {
    ...(packs.length > 0 ? { packs } : {}),
    ...(values.explain ? { explain: true } : {}),
    brandTerms: (brand: string) => [brand, ...(names.get(brand) ?? [])],
  };
  let out = '';
  for await (const { text, tooLong } of readLines(utf8Text(process.stdin))) {
    const result = tooLong ? { error: 'the line is longer than 1 MB' } : scoreLine(text, scorer, options);
    out += `${JSON.stringify(result)}\n`;
    if (out.length > FLUSH) {
      await write(out);
      out = '';
    }
  }
  await write(out);
  return 0;
}

export const scoreVerb: Verb = {
  name: 'score',
  help: `
Usage: npx outcry score [--pack NAME…] < texts.jsonl

Reads JSON Lines {id?, text, brand?, lang?} and writes one line for each, in order:
{id, lang, sentiment: {label, score, p}, betrayal: {label, p, categories, context}, scored, reason?}.
A text in an unsupported language has scored: false and a reason. A line that is not valid JSON gives
{error} on its line, and reading continues.

  --pack NAME…   use only these taxonomy packs (config/taxonomy)
  --explain      adds the words that influenced the score, each with its span and the change of the
                 sentiment score and of the betrayal probability`,
  run,
};
