import { evaluationJson } from '../../evaluate/json.ts';
import { loadEvaluation, SHIPPED_THRESHOLD } from '../../evaluate/load.ts';
import { evaluationText } from '../../evaluate/text.ts';
import { UserError } from '../../domain/result.ts';
import { openInstallation } from '../installation.ts';
import { write, writeJson } from '../output.ts';
import { readArgs, takeArgs, UsageError, type Verb } from '../verb.ts';

async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArgs(args, {
    brand: { type: 'string' },
    format: { type: 'string', default: 'json' },
  });
  takeArgs(positionals, []);
  const { brand: slug, format } = values;
  if (slug === undefined) throw new UsageError('give a brand: --brand SLUG');
  if (format !== 'json' && format !== 'text') throw new UsageError('--format is json or text');
  const { store, config, env } = await openInstallation();
  try {
    const brand = await store.read.brands.bySlug(slug);
    if (!brand) throw new UserError(`There is no brand ${slug}.`);
    const own = config.thresholds?.find((one) => one.slug === slug)?.threshold;
    const subject = {
      brand: slug,
      name: brand.name,
      threshold: own ?? SHIPPED_THRESHOLD,
      own: own !== undefined,
    };
    const evaluation = await loadEvaluation(store.read, brand.id);
    const page = `${env.publicUrl}/brands/${encodeURIComponent(slug)}/reading`;
    if (format === 'json') await writeJson(evaluationJson(subject, evaluation));
    else await write(evaluationText(subject, evaluation, page));
    return 0;
  } finally {
    await store.close();
  }
}

export const evaluateVerb: Verb = {
  name: 'evaluate',
  help: `
Usage: npx outcry evaluate --brand SLUG [--format json|text]

Says how well broken trust and sentiment are read in the posts of a brand, from the labels that people gave on the page
"Check the reading" (/brands/SLUG/reading) and from corrections: precision, recall, F1 and the corrected shares, each with
its 95% interval, and the threshold that would suit the brand better, if the labels can tell. Accept it on that page.
Writes JSON {brand, threshold: {value, own}, sample, betrayal: {labelled, precision, recall, f1, falseRate, share,
readShare}, sentiment: {negative, neutral, positive}, suggestion}; a figure is {value, lower, upper}. Without labels
sample is null.

  --brand SLUG   the brand
  --format       json (the default) or text`,
  run,
};
