/** The headlines of the bench folder's incidents, scored once and counted as the database counts them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { loadConfig } from '../../config/load.ts';
import { packageRoot } from '../../config/env.ts';
import { countedCodes } from '../../src/domain/scoring.ts';
import { type BrandSeries, DAY_MS, HOUR_MS } from '../../src/domain/series.ts';
import { createScorer } from '../../src/score/scorer.ts';

/** Days on which the collector failed: missing, not zero (README of the folder). */
const OUTAGES = ['07-30', '09-22', '09-23', '09-24', '10-10', '10-18', '11-30'];
const OUT = new Set(OUTAGES.map((day) => Date.parse(`2023-${day}T00:00Z`)));
/** Days of titles before and after the event's date. */
const BEFORE = 35;
const AFTER = 28;

export interface Title {
  /** ms since 1970. */
  readonly at: number;
  readonly text: string;
  readonly negative: boolean;
  readonly betrayal: boolean;
  /** Probability of broken trust. */
  readonly p: number;
  readonly codes: readonly string[];
}

export interface Incident {
  readonly name: string;
  readonly kind: 'backlash' | 'benign';
  readonly brand: string;
  /** 00:00 UTC of the event's date, ms. */
  readonly at: number;
  readonly start: number;
  readonly end: number;
  readonly titles: readonly Title[];
}

const kept = new Map<string, Incident[]>();

/** All incidents with their titles in order of time; read and scored once per folder. */
export function readIncidents(bench: string): Incident[] {
  const found = kept.get(bench);
  if (found) return found;
  const scorer = createScorer(loadConfig(join(packageRoot, 'config')).packs);
  const folder = join(bench, 'incidents');
  const made = records(join(folder, 'incidents.csv')).map((row) => {
    const { name = '', brand = '', kind, event_date_utc } = row;
    const at = Date.parse(`${event_date_utc}T00:00Z`);
    const brandTerms = [brand === 'BudLight' ? 'Bud Light' : brand];
    const titles = records(join(folder, 'titles', `${name}.csv`)).map(
      ({ published_utc = '', title = '' }) => {
        const score = scorer.score(title, { lang: 'en', brandTerms });
        return {
          at: Date.parse(published_utc),
          text: title,
          negative: score.scored && score.sentiment.label === 'negative',
          betrayal: score.scored && score.betrayal.label,
          p: score.scored ? score.betrayal.p : 0,
          codes: score.scored ? countedCodes(score.betrayal) : [],
        };
      },
    );
    titles.sort((a, b) => a.at - b.at);
    const incident: Incident = {
      name,
      kind: kind === 'benign' ? 'benign' : 'backlash',
      brand,
      at,
      start: at - BEFORE * DAY_MS,
      end: at + AFTER * DAY_MS,
      titles,
    };
    return incident;
  });
  kept.set(bench, made);
  return made;
}

/** The incident's counts in buckets of `widthMs`, as the database would hand them to detection. */
export function seriesOf(incident: Incident, widthMs: number): BrandSeries {
  const { start, end, titles } = incident;
  const length = Math.ceil((end - start) / widthMs);
  const series: Record<string, (number | null)[]> = {};
  const count = (name: string, at: number) => {
    const i = Math.floor((at - start) / widthMs);
    if (i < 0 || i >= length) return;
    series[name] ??= new Array<number>(length).fill(0);
    series[name][i] = (series[name][i] ?? 0) + 1;
  };
  for (const title of titles) {
    count('all', title.at);
    if (title.negative) count('negative', title.at);
    if (title.betrayal) count('betrayal', title.at);
    for (const code of title.codes) count(code, title.at);
  }
  for (const counts of Object.values(series))
    for (let i = 0; i < length; i++) if (isOut(start + i * widthMs)) counts[i] = null;
  return { brand: incident.brand, source: 'all', start, widthMs, length, series };
}

/** The hourly counts of every brand over sixteen months; hours without a collector are missing. */
export function readHourly(bench: string): { start: number; brands: Map<string, (number | null)[]> } {
  const start = Date.UTC(2022, 8, 1);
  const length = (Date.UTC(2024, 0, 1) - start) / HOUR_MS;
  const brands = new Map<string, (number | null)[]>();
  for (const { hour_utc, brand = '', count } of records(join(bench, 'incidents/hourly-counts.csv'))) {
    let counts = brands.get(brand);
    if (!counts) {
      counts = Array.from({ length }, (_, i) => (isOut(start + i * HOUR_MS) ? null : 0));
      brands.set(brand, counts);
    }
    const i = (Date.parse(`${hour_utc}Z`) - start) / HOUR_MS;
    if (counts[i] !== null && i < length) counts[i] = Number(count);
  }
  return { start, brands };
}

/** True in an hour or day without a collector. */
export function isOut(at: number): boolean {
  return OUT.has(Math.floor(at / DAY_MS) * DAY_MS);
}

function records(path: string): Record<string, string>[] {
  return parse(readFileSync(path), { columns: true });
}
