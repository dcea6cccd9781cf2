/** The open cases of the bench: posts around incidents and headlines, each scored once with its brand's name masked. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { loadConfig } from '../../config/load.ts';
import { packageRoot } from '../../config/env.ts';
import { countedCodes } from '../../src/domain/scoring.ts';
import { DAY_MS, HOUR_MS } from '../../src/domain/series.ts';
import { createScorer } from '../../src/score/scorer.ts';
import type { Case, CasePost } from './case-verdict.ts';
import { isOut } from './incident-titles.ts';

/** Days of headlines before and after an event's date. */
const BEFORE = 35;
const AFTER = 28;
/** Times in these files are known to the week. */
const LOOSE = /facebook/;
/** Files that give days alone. */
const BY_DAY = /cyberpunk|alexa|mortalkombat/;
/** Without a time before the event: nothing to compare with. */
const NO_TIME_BEFORE = /robinhood|borderlands|mortalkombat|chatgpt/;
/** Names that people use of the brand, beside the one of the table. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  'Amazon Alexa': ['Alexa', 'Echo'],
  'CD Projekt Red': ['CDPR', 'Cyberpunk'],
  'Delta Air Lines': ['Delta'],
  'US Airways': ['USAirways'],
  BudLight: ['Bud Light'],
  'Gearbox / 2K': ['Gearbox', '2K', 'Borderlands'],
  'NetherRealm / Warner': ['NetherRealm', 'Mortal Kombat'],
};

type Row = Readonly<Record<string, string>>;

export interface BenchCase extends Case {
  /** Validation: thresholds may be chosen on it. */
  readonly validation: boolean;
  /** Has a time before the event. */
  readonly counts: boolean;
}

function rows(path: string): Row[] {
  const bytes = readFileSync(path);
  const text = path.endsWith('.gz') ? gunzipSync(bytes) : bytes;
  return parse(text, { columns: true, relax_column_count: true });
}

export function benchCases(bench: string): BenchCase[] {
  const scorer = createScorer(loadConfig(join(packageRoot, 'config')).packs);
  const read = (at: number, text: string, brandTerms: readonly string[]): CasePost => {
    const score = scorer.score(text, { brandTerms });
    if (!score.scored) return { at, sentiment: undefined, betrayal: false, codes: [] };
    const { sentiment, betrayal } = score;
    return { at, sentiment: sentiment.label, betrayal: betrayal.label, codes: countedCodes(betrayal) };
  };
  const namesOf = (brand: string) => [brand, ...(NAMES[brand] ?? [])];
  const headlines = rows(join(bench, 'incidents/incidents.csv')).map((row): BenchCase => {
    const { name = '', brand = '', kind = '', event_date_utc } = row;
    const at = Date.parse(`${event_date_utc}T00:00Z`);
    const posts = rows(join(bench, 'incidents/titles', `${name}.csv`)).map((title) =>
      read(Date.parse(title['published_utc'] ?? ''), title['title'] ?? '', namesOf(brand)),
    );
    const [from, to] = [at - BEFORE * DAY_MS, at + AFTER * DAY_MS];
    const expected = kind === 'benign' ? 'no backlash' : kind;
    const rest = { byDay: false, looseDays: 0, isOut, validation: false, counts: true };
    return { name, brand, expected, at, from, to, posts: inOrder(posts), ...rest };
  });
  const posts = rows(join(bench, 'posts/cases.csv')).map((row): BenchCase => {
    const { name = '', brand = '', expected_kind = '', event_at_utc = '' } = row;
    const found = inOrder(
      rows(join(bench, 'posts', `${name}.csv.gz`)).map(({ published_at = '', title = '', text = '' }) => {
        const whole = title && !text.startsWith(title) ? `${title}\n${text}` : text;
        return read(Date.parse(published_at), whole, namesOf(brand));
      }),
    );
    return {
      name,
      brand,
      expected: expected_kind,
      at: event_at_utc === '' ? undefined : Date.parse(event_at_utc),
      byDay: BY_DAY.test(name),
      looseDays: LOOSE.test(name) ? 6 : 0,
      from: found[0]?.at ?? 0,
      to: (found.at(-1)?.at ?? 0) + HOUR_MS,
      posts: found,
      isOut: () => false,
      validation: /snapchat|netflix|chatgpt|usairways/.test(name),
      counts: !NO_TIME_BEFORE.test(name),
    };
  });
  return [...headlines, ...posts];
}

function inOrder(posts: readonly CasePost[]): CasePost[] {
  return posts.toSorted((a, b) => a.at - b.at);
}
