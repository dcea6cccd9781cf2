import { loadLibrary } from '../../../config/library.ts';
import { ANSWERS, OUTCOMES, SECTORS, THEMES } from '../../domain/capsule-words.ts';
import { UserError } from '../../domain/result.ts';
import { describeCapsule } from '../../library/describe.ts';
import { filterCapsules } from '../../library/filter.ts';
import { capsuleText, libraryTable } from './library-text.ts';
import { write, writeJson } from '../output.ts';
import { readSettings } from '../settings.ts';
import { readArgs, UsageError, type Verb } from '../verb.ts';

/** The value of an option that takes one of a list. */
function oneOf<K extends string>(
  option: string,
  value: string | undefined,
  words: Readonly<Record<K, string>>,
): K | undefined {
  if (value === undefined) return undefined;
  if (!Object.hasOwn(words, value))
    throw new UsageError(`--${option} takes one of ${Object.keys(words).join(', ')}`);
  return value as K;
}

async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArgs(args, {
    theme: { type: 'string' },
    sector: { type: 'string' },
    answer: { type: 'string' },
    outcome: { type: 'string' },
    format: { type: 'string', default: 'json' },
  });
  const [slug, ...more] = positionals;
  if (more.length > 0) throw new UsageError('expected one SLUG at most');
  const { format } = values;
  if (format !== 'json' && format !== 'text') throw new UsageError('--format takes json or text');
  const filter = {
    theme: oneOf('theme', values.theme, THEMES),
    sector: oneOf('sector', values.sector, SECTORS),
    answer: oneOf('answer', values.answer, ANSWERS),
    outcome: oneOf('outcome', values.outcome, OUTCOMES),
  };
  const library = loadLibrary(readSettings().configDir);
  const found = filterCapsules(library, filter).filter((one) => slug === undefined || one.slug === slug);
  if (slug !== undefined && !library.some((one) => one.slug === slug))
    throw new UserError(`The library has no incident ${slug}. List them: npx outcry library --format text`);
  if (format === 'json') await writeJson(found.map(describeCapsule));
  else if (slug !== undefined && found[0]) await write(capsuleText(found[0], library));
  else await write(libraryTable(found));
  return 0;
}

export const libraryVerb: Verb = {
  name: 'library',
  help: `
Usage: npx outcry library [SLUG] [--theme T] [--sector S] [--answer KIND] [--outcome KIND] [--format json|text]

Lists past incidents of other companies, each with its sources; with SLUG that one, as text with the incidents
nearest to it and its place among them. Needs no database. Writes a JSON array: slug, company, sector, country,
title, what, kind, change, themes, dates (announced, observed, effective, onset: each a day or {after, by}),
answers [{kind, at, what, source, checked}], outcome [{kind, at, value, unit, what, source, checked}], milestones,
size, course {measure, unit, points: [[day, count]], source}, measured (peak in multiples of the usual day, days
to it and back), sources [{url, publisher, date}], contested, unknown (fields that nothing is known of). at is null
and count null where it is not known. docs/library.md says what the incidents are a sample of, and what not.

  --theme T       ${Object.keys(THEMES).join(', ')}
  --sector S      ${Object.keys(SECTORS).slice(0, 9).join(', ')},
                  ${Object.keys(SECTORS).slice(9).join(', ')}
  --answer KIND   what the company did: ${Object.keys(ANSWERS).slice(0, 5).join(', ')},
                  ${Object.keys(ANSWERS).slice(5).join(', ')}
  --outcome KIND  ${Object.keys(OUTCOMES).slice(0, 7).join(', ')},
                  ${Object.keys(OUTCOMES).slice(7).join(', ')}
  --format text   a table to read; with SLUG all that is known of it`,
  run,
};
