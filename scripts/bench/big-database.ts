/** A SQLite database of any size, written set by set with SQL: the queries are measured on it, not the way in. */
import { closeSync, fsyncSync, openSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { packageRoot } from '../../config/env.ts';
import { loadConfig } from '../../config/load.ts';
import { BUCKET_WIDTHS, HOUR_MS } from '../../src/domain/series.ts';
import { scorerVersion } from '../../src/score/version.ts';
import { openSqliteFile } from '../../src/store/open.ts';

export interface DatabaseSize {
  readonly brands: number;
  readonly days: number;
  /** Mentions a brand has in a day, spread over 24 hours and its sources. */
  readonly perDay: number;
  /** Four where it is not given. */
  readonly sources?: number;
  /** Of the scorer; the one that runs where it is not given. */
  readonly version?: string;
}

/** The newest hour of each database has this many posts more, nine of ten about broken trust: 24 to 226 an hour. */
const OUTBURST = 202;

const WORDS = `case n % 8
  when 0 then 'love the new playlists, works great on my phone number ' || n
  when 1 then 'the app crashed again after the update, please fix ' || n
  when 2 then 'they read my contacts without asking, I feel betrayed ' || n
  when 3 then 'cancelled my subscription today, price went up ' || n
  when 4 then 'is anybody else hearing the advert twice ' || n
  when 5 then 'support answered within an hour, thank you ' || n
  when 6 then 'my photos and my location are none of your business ' || n
  else 'switching to another service next month ' || n end`;

function insertMentions(to: number, sources: number): string {
  return `
  with recursive many(n) as (select cast(@first as integer) union all select n + 1 from many where n < @last)
  insert into mention (id, source, external_id, kind, text, author_pseudonym, reach, published_at, collected_at,
    simulated, state, sentiment_label, sentiment_score, betrayal_label, betrayal_p, categories, context,
    scorer_version_id, fingerprint_exact, fingerprint_sketch)
  select n, 'source-' || (n % ${sources}), 'x' || n, 'post', ${WORDS}, printf('%08x%08x', (n * 7919 % 50021) * 2654435761 % 4294967296, n * 7919 % 50021), n * 31 % 977,
    ${to} - 1 - (n - cast(@first as integer)) * cast(@step as integer), ${to} - 1 - (n - cast(@first as integer)) * cast(@step as integer) + 2000, 0, 'scored',
    case when n % 3 = 0 then 'negative' when n % 3 = 1 then 'neutral' else 'positive' end,
    case when n % 3 = 0 then -0.6 when n % 3 = 1 then 0.0 else 0.5 end,
    n % 4 = 2, case when n % 4 = 2 then 0.9 else 0.05 end,
    case when n % 4 = 2 then '[{"code":"data_sharing","p":0.9,"span":[0,4],"polarity":"concern"}]' else '[]' end,
    '[]', 1,
    (n * 2654435761 % 4294967296) * 1048576 + n % 1048576, n * 2246822519 % 4294967296
  from many`;
}

const ROLL_UP = `
  insert into bucket (brand_id, width_ms, start, source, all_count, negative, neutral, positive, not_scored,
    betrayal, sentiment_milli)
  select b.brand_id, @width, b.published_at - b.published_at % cast(@width as integer), m.source, count(*),
    sum(m.sentiment_label = 'negative'), sum(m.sentiment_label = 'neutral'), sum(m.sentiment_label = 'positive'),
    0, sum(m.betrayal_label), sum(cast(round(m.sentiment_score * 1000) as integer))
  from mention_brand b join mention m on m.id = b.mention_id where b.brand_id = @brand group by 3, 4`;

const ROLL_UP_CODES = `
  insert into bucket_category (brand_id, width_ms, start, source, code, count)
  select b.brand_id, @width, b.published_at - b.published_at % cast(@width as integer), m.source, 'data_sharing', count(*)
  from mention_brand b join mention m on m.id = b.mention_id
  where b.brand_id = @brand and m.betrayal_label = 1 group by 3, 4`;

/**
 * Writes the database into `dir` with mentions up to `to` (ms), brands `brand-1` … and their counts. Returns how many
 * mentions it holds.
 */
export async function buildBigDatabase(dir: string, size: DatabaseSize, to: number): Promise<number> {
  const file = join(dir, 'outcry.db');
  await openSqliteFile(file, packageRoot).close();
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = OFF');
  db.pragma('cache_size = -400000');
  const version = size.version ?? scorerVersion(loadConfig(join(packageRoot, 'config')).packs);
  db.prepare('insert into scorer_version (id, name) values (1, ?)').run(version);
  const perBrand = size.days * size.perDay;
  const addMentions = db.prepare(insertMentions(to, size.sources ?? 4));
  const addLinks = db.prepare(
    'insert into mention_brand select @brand, published_at, id from mention where id between @first and @last',
  );
  const addBrand = db.prepare(
    `insert into brand (id, slug, name, origin, has_real) values (?, ?, ?, 'import', 1)`,
  );
  const write = (brand: number, first: number, count: number, step: number) => {
    addMentions.run({ first, last: first + count - 1, step });
    addLinks.run({ brand, first, last: first + count - 1 });
  };
  const total = size.brands * perBrand;
  for (let brand = 1; brand <= size.brands; brand++) {
    db.transaction(() => {
      addBrand.run(brand, `brand-${brand}`, `Brand ${brand}`);
      write(brand, (brand - 1) * perBrand + 1, perBrand, Math.floor((24 * HOUR_MS) / size.perDay));
      if (brand === 1) write(brand, total + 1, OUTBURST, Math.floor(HOUR_MS / OUTBURST));
      for (const width of BUCKET_WIDTHS) {
        db.prepare(ROLL_UP).run({ brand, width });
        db.prepare(ROLL_UP_CODES).run({ brand, width });
      }
    })();
  }
  db.exec(`insert into incident (id, slug, brand_id, title, state, onset, severity, simulated, opened_at)
    values (1, 'outburst', 1, 'Outburst', 'open', ${to - HOUR_MS}, 6, 0, ${to})`);
  db.close();
  // Else who writes next waits for all of it.
  const written = openSync(file, 'r+');
  fsyncSync(written);
  closeSync(written);
  return total + OUTBURST;
}
