/**
 * Which brands a text names: our matcher with 5,000 terms in 1,000 brands, beside one regular expression a brand
 * and one for all, on the same texts in the same run. All three must agree.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../../config/env.ts';
import type { Brand } from '../../src/domain/brand.ts';
import { type Random, seededRandom } from '../../src/domain/clock.ts';
import { brandMatcher } from '../../src/ingest/match.ts';
import { pick } from '../../src/simulate/random.ts';

export interface MatchBenchRow {
  readonly name: string;
  readonly textsPerCpuSecond: number;
  /** Against one regular expression a brand. */
  readonly ratio: number;
}

const BRANDS = 1_000;
const TEXTS = 20_000;
/** The regular expressions get as many as they manage in a second or two. */
const FEW = 100;
const LONGEST = 300;
const ABOUT = 0.01;
const ROUNDS = 3;
const SYLLABLES =
  'ba ro ki ven tol mar zi qua lo pen dra sy nu fex gli hod jun wex cro vi ta mel osk rin pra ux'.split(' ');

/** Five plain terms a brand, words and phrases; no term begins another, so that all contestants can agree. */
function makeBrands(random: Random): Brand[] {
  const made = new Set<string>();
  const word = (): string => {
    const name = Array.from({ length: 3 + Math.floor(random() * 2) }, () => pick(SYLLABLES, random)).join('');
    if (made.has(name)) return word();
    made.add(name);
    return name;
  };
  return Array.from({ length: BRANDS }, (_, i) => {
    const terms = [word(), word(), `${word()} music`, `${word()} app store`, `${word()}-mobile`];
    return { slug: `brand-${i}`, name: terms[0]!, terms, exclude: [], packs: [] };
  });
}

/** Posts of up to 300 characters, put together from our own texts; one in a hundred names a brand. */
function makeTexts(brands: readonly Brand[], random: Random): string[] {
  const folder = join(packageRoot, 'scripts/train/texts');
  const said = readdirSync(folder)
    .filter((name) => name.endsWith('.tsv'))
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
    .flatMap((line) => line.split('\t')[2] ?? []);
  return Array.from({ length: TEXTS }, () => {
    const length = 30 + random() ** 1.5 * (LONGEST - 60);
    let text = pick(said, random);
    while (text.length < length) text += ` ${pick(said, random)}`;
    text = text.slice(0, LONGEST - 30).replace(/\s\S*$/, '');
    if (random() >= ABOUT) return text;
    const at = text.lastIndexOf(' ', Math.floor(random() * text.length)) + 1;
    return `${text.slice(0, at)}${pick(pick(brands, random).terms, random)} ${text.slice(at)}`;
  });
}

const escape = (term: string) => term.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
const whole = (terms: readonly string[], flags: string) =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${terms.map(escape).join('|')})(?![\\p{L}\\p{N}])`, flags);

function oneEach(brands: readonly Brand[]): (text: string) => string[] {
  const compiled = brands.map(({ slug, terms }) => ({ slug, pattern: whole(terms, 'iu') }));
  return (text) => compiled.filter(({ pattern }) => pattern.test(text)).map(({ slug }) => slug);
}

function oneForAll(brands: readonly Brand[]): (text: string) => string[] {
  const owner = new Map(brands.flatMap(({ slug, terms }) => terms.map((term) => [term, slug] as const)));
  const order = new Map(brands.map(({ slug }, i) => [slug, i]));
  const pattern = whole([...owner.keys()], 'giu');
  return (text) => {
    const found = [...text.matchAll(pattern)].map(([term]) =>
      owner.get(term.toLowerCase().replace(/\s+/g, ' ')),
    );
    const slugs = [...new Set(found.filter((slug) => slug !== undefined))];
    return slugs.sort((a, b) => order.get(a)! - order.get(b)!);
  };
}

function textsPerCpuSecond(texts: readonly string[], run: (text: string) => unknown): number {
  const before = process.cpuUsage();
  for (const text of texts) run(text);
  const { user, system } = process.cpuUsage(before);
  return texts.length / ((user + system) / 1e6);
}

/** Throws when the three find different brands. The best round of each counts. Prints nothing. */
export function benchMatch(): { rows: MatchBenchRow[]; about: number; meanLength: number } {
  const random = seededRandom(20_260_306);
  const brands = makeBrands(random);
  const texts = makeTexts(brands, random);
  const ours = brandMatcher(brands);
  const contestants = [
    { name: 'outcry: one tree of words', run: ours, texts },
    { name: 'one regular expression a brand', run: oneEach(brands), texts: texts.slice(0, FEW) },
    { name: 'one regular expression for all', run: oneForAll(brands), texts: texts.slice(0, FEW) },
  ];
  const named = texts.filter((text) => ours(text).length > 0);
  for (const text of [...named, ...texts.slice(0, FEW)]) {
    const [first, ...others] = contestants.map(({ run }) => run(text).join());
    if (others.some((other) => other !== first)) throw new Error(`the matchers disagree about: ${text}`);
  }
  const rates = contestants.map(({ name, run, texts: part }) => {
    const rounds = Array.from({ length: ROUNDS }, () => textsPerCpuSecond(part, run));
    return { name, textsPerCpuSecond: Math.max(...rounds) };
  });
  const reference = rates[1]!.textsPerCpuSecond;
  const meanLength = texts.reduce((sum, text) => sum + text.length, 0) / texts.length;
  const rows = rates.map((row) => ({ ...row, ratio: row.textsPerCpuSecond / reference }));
  return { rows, about: named.length / texts.length, meanLength };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { rows, about, meanLength } = benchMatch();
  console.log(`texts of ${meanLength.toFixed(0)} characters, ${(about * 100).toFixed(1)} % about a brand`);
  for (const row of rows)
    console.log(`${row.name}: ${row.textsPerCpuSecond.toFixed(0)} texts/CPU-s, ${row.ratio.toFixed(1)} ×`);
}
