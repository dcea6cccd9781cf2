import { writeFile } from 'node:fs/promises';
import { UserError } from '../../domain/result.ts';
import { ALIGNMENTS } from '../../report/comparison/alignment.ts';
import { loadComparison, SCALES } from '../../report/comparison/report.ts';
import { COMPARISON_FORMATS, renderComparison } from '../../report/comparison/render.ts';
import { scorerVersion } from '../../score/version.ts';
import { openInstallation } from '../installation.ts';
import { readArgs, UsageError, type Verb } from '../verb.ts';

function oneOf<T extends string>(name: string, value: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === value);
  if (found === undefined) throw new UsageError(`--${name} takes one of ${choices.join(', ')}`);
  return found;
}

async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArgs(args, {
    format: { type: 'string', default: 'json' },
    align: { type: 'string', default: 'onset' },
    scale: { type: 'string', default: 'multiple' },
    'scored-by': { type: 'string' },
    theme: { type: 'string', default: 'light' },
    output: { type: 'string', short: 'o' },
  });
  if (positionals.length < 2) throw new UsageError('name two incidents or more');
  const format = oneOf('format', values.format, COMPARISON_FORMATS);
  const align = oneOf('align', values.align, ALIGNMENTS);
  const scale = oneOf('scale', values.scale, SCALES);
  const theme = oneOf('theme', values.theme, ['light', 'dark'] as const);
  if (format === 'png' && values.output === undefined && process.stdout.isTTY) {
    throw new UserError('A PNG cannot be written to a terminal. Use -o FILE.');
  }
  const { store, config, clock } = await openInstallation();
  try {
    const scorer = scorerVersion(config.packs);
    const past = values['scored-by'];
    const choice = {
      align,
      scale,
      scorer,
      ...(past === undefined || past === scorer ? {} : { scoredBy: past }),
    };
    const comparison = await loadComparison(store.read, config, positionals, choice, clock());
    const rendered = renderComparison(comparison, format, theme);
    if (values.output === undefined) process.stdout.write(rendered);
    else await writeFile(values.output, rendered);
    return 0;
  } finally {
    await store.close();
  }
}

export const compareVerb: Verb = {
  name: 'compare',
  help: `
Usage: npx outcry compare INCIDENT INCIDENT… [--format F] [--align A] [--scale S]
                          [--theme T] [--scored-by VERSION] [-o FILE]

INCIDENT is a slug or number from \`outcry incidents --json\`; two to four. Two runs give the same bytes.
Compares the first with each of the others: peak multiple, extra posts per 1,000 usual ones, half-life
and recovery, as differences judged together at 95%, with a sentence each; what was left after a company response
against outcries without one; and what makes the counts less comparable (sources that only one has, a different mix of sources,
a source outage).

  --format   json (default), csv, svg, png, html (a report to print on A4)
  --align    day 0 is: announced, observed (change first seen), effective (in force) or onset (outcry began);
             default onset
  --scale    count, multiple (default), excess-per-1000
  --theme    light (default) or dark, for svg and png
  --scored-by VERSION
             use the scores of an earlier version of the scorer;
             \`outcry rescore --status\` and the report list versions
  -o FILE    write to FILE instead of stdout`,
  run,
};
