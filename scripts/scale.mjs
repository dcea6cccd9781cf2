/**
 * `npm run scale [FILE]`: what an installation of some size needs, from costs that were measured (docs/scale.json, or FILE
 * of the same shape with your own figures of `npm run bench`). Plain arithmetic; docs/scale.md says what it leaves out.
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './steps.mjs';

const DAY = 86_400;
const KEEP_DAYS = 90;
/** A core is planned at this share: what is planned at its limit is late every day. */
const USE = 0.5;

/** Loads: events a second that are looked at, and mentions a second that are kept; on average and in the worst hour. */
export const LOADS = [
  { name: 'One brand', looked: [0, 0], kept: [24 / 3_600, 226 / 3_600] },
  { name: 'An agency, 1,000 brands', looked: [0, 0], kept: [25, 500] },
  { name: 'A stream of 2,000 events/s, 1% kept', looked: [2_000, 6_000], kept: [20, 60] },
  { name: 'A stream of 6,000 posts/s, 1% kept', looked: [6_000, 143_000], kept: [60, 1_430] },
  { name: 'The same, all of it kept', looked: [6_000, 143_000], kept: [6_000, 143_000] },
];

/**
 * What `load` needs at `costs`. `database`: `sqlite` or `postgres`. Cores are for the worst hour; a backlog of that hour is
 * worked off at the average load of the hours after it. Gigabytes are of the database after `days`, texts of 90 days.
 */
export function plan(costs, load, store, days = 365) {
  const [, lookedWorst] = load.looked;
  const [kept, keptWorst] = load.kept;
  const most = costs.storedPerSecond[store];
  const lookCores = lookedWorst * costs.streamCoresPerEvent + lookedWorst / costs.matchedPerCoreSecond;
  const storeCores = (Math.min(keptWorst, most) / most) * costs.storedCores;
  const backlog = Math.max(0, keptWorst - most) * 3_600;
  const spare = most - kept;
  const withText = kept * DAY * Math.min(days, KEEP_DAYS) * costs.bytesPerMention.withText;
  const expired = kept * DAY * Math.max(0, days - KEEP_DAYS) * costs.bytesPerMention.expired;
  return {
    cores: Math.max(1, Math.ceil((lookCores + storeCores) / USE)),
    hoursBehind: backlog === 0 ? 0 : spare > 0 ? backlog / spare / 3_600 : Infinity,
    gigabytes: (withText + expired) / 1e9,
    // Beyond half of what one database takes, brands are split over several.
    databases: Math.max(1, Math.ceil(kept / (most * USE))),
  };
}

function round(value) {
  return value >= 10 ? Math.round(value).toLocaleString('en-US') : String(Math.round(value * 100) / 100);
}

/** The table of docs/scale.md. */
export function table(costs) {
  const lines = [
    '| load | database | databases | cores, worst hour | behind after it | disk, a year |',
    '|---|---|---|---|---|---|',
  ];
  for (const load of LOADS) {
    for (const store of ['sqlite', 'postgres']) {
      const { cores, hoursBehind, gigabytes, databases } = plan(costs, load, store);
      const behind =
        hoursBehind === 0 ? 'nothing' : Number.isFinite(hoursBehind) ? `${round(hoursBehind)} h` : 'for ever';
      const cells = [load.name, store, databases, cores, behind, `${round(gigabytes)} GB`];
      lines.push(`| ${cells.join(' | ')} |`);
    }
  }
  return lines.join('\n');
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const file = process.argv[2] ?? join(root, 'docs/scale.json');
  process.stdout.write(`${table(JSON.parse(readFileSync(file, 'utf8')))}\n`);
}
