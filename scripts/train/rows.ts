/** Texts with what is known of them: our own (`texts/`) and those of the bench folder. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FAULTS, TRAINED_CODES, TRUST_CODES } from '../../src/score/model/heads.ts';
import { readWritten } from './agreement.ts';

/** Sentiment classes as numbers: 0 negative, 1 neutral, 2 positive. */
export interface Row {
  readonly text: string;
  /** −1 where it is not known. */
  readonly sentiment: number;
  /** Whether the text speaks of broken trust by pack: 1 yes, 0 no, −1 not known. */
  readonly packs: readonly [privacy: number, trust: number];
  /** Codes that apply, or undefined where they are not known. */
  readonly codes: readonly string[] | undefined;
  readonly origin: 'own' | 'made' | 'sage' | 'tweet';
  /** Codes that may apply although `codes` leaves them out: they were not asked for. */
  readonly unknown?: readonly string[];
  /** Names that are masked where the text is learnt from. */
  readonly names?: readonly string[];
}

const SHORT: Readonly<Record<string, string>> = {
  OC: 'over_collection',
  TS: 'third_party_sharing',
  TP: 'tracking_profiling',
  SV: 'surveillance',
  SU: 'secondary_use_ads',
  SB: 'security_breach',
  RE: 'retention_erasure',
  BP: 'broken_promise',
  CC: 'consent_coercion',
  EX: 'exit_intent',
  PR: 'price_or_terms',
  FR: 'feature_removed',
  SH: 'safety_harm',
  DE: 'deception',
  SF: 'service_failure',
  TR: 'treatment',
  VP: 'values_politics',
  OT: 'other_conduct',
  ra: 'regulator_action',
  cr: 'company_response',
  'cr+': 'company_response',
  'cr-': 'company_response',
};
const PRIVACY: ReadonlySet<string> = new Set(TRAINED_CODES.slice(0, 7));
const SHARED: ReadonlySet<string> = new Set(TRAINED_CODES.slice(7, 10));
/** The first own texts were labelled before there were these. */
const LATER_CODES = ['values_politics', 'other_conduct'];
const TRUST: ReadonlySet<string> = new Set(TRUST_CODES.filter((code) => !FAULTS.has(code)));

/** One file of our own texts: `CODES<tab>n|0|p<tab>TEXT`. Throws for a line that is not so. */
export function readOwnTexts(file: string): Row[] {
  return lines(file).map((line, i) => {
    const [short, tone, text] = line.split('\t');
    const sentiment = ['n', '0', 'p'].indexOf(tone ?? '');
    if (short === undefined || text === undefined || sentiment < 0)
      throw new Error(`${file}:${i + 1} is not CODES<tab>n|0|p<tab>TEXT`);
    const codes = short === '-' ? [] : short.split(',').map((code) => longCode(code, `${file}:${i + 1}`));
    const packs = packsOf(codes);
    const row: Row = { text, sentiment, packs, codes: [...new Set(codes)], origin: 'own' };
    return packs[1] === 1 ? { ...row, unknown: LATER_CODES } : row;
  });
}

/** Lines of many writers (`texts/writers`) with the labels that writer and reader agreed on. */
export function readWriters(folder: string): { readonly writer: string; readonly row: Row }[] {
  return readWritten(folder).map(({ writer, text, agreed }) => {
    const codes = agreed.codes.map((code) => longCode(code, folder));
    const sentiment = ['n', '0', 'p'].indexOf(agreed.tone);
    const row: Row = { text, sentiment, packs: packsOf(codes), codes: [...new Set(codes)], origin: 'own' };
    return { writer, row };
  });
}

function longCode(short: string, where: string): string {
  const code = SHORT[short];
  if (code === undefined) throw new Error(`${where}: there is no code ${short}`);
  return code;
}

/** A text with shared codes alone speaks of both packs: "they lied, I am leaving". */
export function packsOf(codes: readonly string[]): readonly [number, number] {
  const privacy = codes.some((code) => PRIVACY.has(code));
  const trust = codes.some((code) => TRUST.has(code));
  const both = !privacy && !trust && codes.some((code) => SHARED.has(code));
  return [privacy || both ? 1 : 0, trust || both ? 1 : 0];
}

/** Labelled tweets or reviews of the bench folder; `origin` tweet means that broken trust is all but absent. */
export function readTweets(bench: string, name: string): Row[] {
  return json<{ text: string; label: 'neg' | 'neu' | 'pos' }>(join(bench, 'sentiment', name)).map((row) => ({
    text: row.text,
    sentiment: ['neg', 'neu', 'pos'].indexOf(row.label),
    packs: [0, 0],
    codes: [],
    origin: 'tweet',
  }));
}

export interface SageRow extends Row {
  readonly app: string;
}

/** 1- and 2-star reviews labelled for privacy; what else they say is not known. */
export function readSage(bench: string): SageRow[] {
  return json<{ text: string; label: 'priv' | 'no'; app: string }>(join(bench, 'betrayal/sage.jsonl')).map(
    (row) => ({
      text: row.text,
      sentiment: 0,
      packs: [row.label === 'priv' ? 1 : 0, -1],
      codes: undefined,
      origin: 'sage',
      app: row.app,
    }),
  );
}

/** Texts with a mean rating −4 … 4 of twenty people. */
export function readRated(bench: string, name: string): { text: string; score: number }[] {
  return json(join(bench, 'sentiment', name));
}

function lines(file: string): string[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
}

function json<T>(file: string): T[] {
  if (!existsSync(file)) throw new Error(`${file} is not there; --data names the bench folder`);
  return lines(file).map((line) => JSON.parse(line) as T);
}
