/** Where mentions come from: how each source is doing, what is missing of it, and what to do. */
import { DAY_MS, HOUR_MS } from '../../src/domain/series.ts';
import { type Health, type SourceHealth, sourceHealth } from '../../src/report/sources/health.ts';
import { formatCount, lasted, listText } from '../../src/report/text/labels.ts';
import type { Ctx } from '../deps.ts';
import { page } from '../views/layout.tsx';
import { Empty, Pill, Table, Time } from '../views/parts.tsx';

const LOOK: Readonly<Record<Health, string>> = {
  'on time': 'good',
  'catching up': 'muted',
  'needs a key': 'muted',
  failing: 'bad',
  silent: 'bad',
  'not read yet': 'muted',
  'switched off': 'muted',
  'brought in': 'muted',
};
const RECENT_DAYS = 30;
const MOST_JOBS = 20;
const MOST_GAPS = 50;

/** Counted mentions of each source in the last `RECENT_DAYS` of a brand's data, all brands together. */
async function mentionsBySource(c: Ctx): Promise<Map<string, number>> {
  const { read } = c.var.deps.store;
  const totals = new Map<string, number>();
  for (const brand of await read.brands.all()) {
    const last = (await read.counts.span(brand.id, HOUR_MS))?.last ?? 0;
    const range = { brandId: brand.id, widthMs: HOUR_MS, from: last - RECENT_DAYS * DAY_MS, to: last + 1 };
    for (const { source, all } of await read.counts.bySource(range)) {
      totals.set(source, (totals.get(source) ?? 0) + all);
    }
  }
  return totals;
}

/** Everything about the sources; the API hands out the same. */
export async function loadSources(c: Ctx): Promise<{ all: SourceHealth[]; totals: Map<string, number> }> {
  const { store, config, clock } = c.var.deps;
  const totals = await mentionsBySource(c);
  const all = sourceHealth({
    sources: config.sources,
    states: await store.read.sources.all(),
    gaps: await store.read.sources.gaps({}),
    backfills: await store.read.backfills.list(MOST_JOBS),
    others: [...totals.keys()],
    now: clock(),
  });
  return { all, totals };
}

function quotaText({ quota }: SourceHealth): string {
  if (!quota) return '–';
  const left = formatCount(quota.remaining, 0);
  return quota.limit === undefined ? `${left} left` : `${left} of ${formatCount(quota.limit, 0)} left`;
}

/** Below an hour, where a stream is told from a list that is read now and then. */
function shortLag(ms: number): string {
  return ms < 60_000 ? `${Math.ceil(ms / 1000)} s` : `${Math.round(ms / 60_000)} min`;
}

function lagText(one: SourceHealth, now: number): string {
  return one.lagMs === undefined
    ? '–'
    : one.lagMs < HOUR_MS
      ? shortLag(one.lagMs)
      : lasted(now - one.lagMs, now);
}

function sourceRow(one: SourceHealth, mentions: number, now: number) {
  const open = one.gaps.filter((gap) => gap.state !== 'filled').length;
  return [
    <>
      <strong>{one.id}</strong>
      {!one.id.startsWith(one.type) && (
        <>
          <br />
          <span class="muted small">{one.type}</span>
        </>
      )}
    </>,
    <>
      <Pill kind={LOOK[one.health]}>{one.health}</Pill>
      {one.failures > 1 && <span class="small muted"> {one.failures} failures in a row</span>}
      {one.advice !== undefined && <p class="small advice">{one.advice}</p>}
    </>,
    formatCount(mentions, 0),
    one.lastReadAt === undefined ? '–' : <Time at={one.lastReadAt} />,
    one.newestAt === undefined ? '–' : <Time at={one.newestAt} />,
    lagText(one, now),
    quotaText(one),
    open === 0 ? 'none' : <a href="#gaps">{open}</a>,
  ];
}

const GAP_LABELS = {
  open: 'being fetched',
  filled: 'filled',
  lost: 'lost: the source cannot give it any more',
} as const;

function Gaps(props: { all: readonly SourceHealth[] }) {
  const gaps = props.all.flatMap((one) => one.gaps).toSorted((a, b) => b.from - a.from);
  if (gaps.length === 0) return null;
  return (
    <section id="gaps">
      <h2>Gaps</h2>
      <p class="muted">
        Stretches that a source did not hand over. Charts show them as missing, not as zero, and spikes of
        that source are not looked for in them. What a backfill brings later alarms nobody.
      </p>
      <Table
        caption="Gaps, newest first"
        hideCaption
        head={['Source', 'From', 'To', 'Why', 'State']}
        rows={gaps
          .slice(0, MOST_GAPS)
          .map((gap) => [
            gap.source,
            <Time at={gap.from} />,
            <Time at={gap.to} />,
            gap.reason,
            GAP_LABELS[gap.state],
          ])}
      />
    </section>
  );
}

function Backfills(props: { all: readonly SourceHealth[] }) {
  const jobs = props.all.flatMap((one) => one.backfills).toSorted((a, b) => b.id - a.id);
  if (jobs.length === 0) return null;
  return (
    <section id="backfills">
      <h2>Backfills</h2>
      <Table
        caption="Backfills, newest first"
        hideCaption
        head={['Source', 'Brand', 'From', 'To', 'Done', 'Read', 'Kept', 'State']}
        numeric={[4, 5, 6]}
        rows={jobs.map((job) => [
          job.source,
          job.brand ?? 'all',
          <Time at={job.from} />,
          <Time at={job.to} />,
          `${Math.floor((100 * (job.to - job.reached)) / Math.max(1, job.to - job.from))} %`,
          formatCount(job.read, 0),
          formatCount(job.accepted, 0),
          job.error === undefined ? job.state : `${job.state}: ${job.error}`,
        ])}
      />
    </section>
  );
}

export async function sourcesPage(c: Ctx) {
  const { store, clock } = c.var.deps;
  const now = clock();
  const { all, totals } = await loadSources(c);
  const counts = await store.read.mentions.unscored();
  const bad = all.filter((one) => one.health === 'failing' || one.health === 'silent');
  return page(
    c,
    { title: 'Sources', current: '/sources' },
    <>
      <h1>Sources</h1>
      <p class="lead">
        {all.length > 0 &&
          (bad.length === 0
            ? 'Every source is read as it should be. '
            : `${listText(bad.map((one) => one.id))} ${bad.length === 1 ? 'is' : 'are'} not read: numbers are incomplete. `)}
        {formatCount(
          [...totals.values()].reduce((sum, one) => sum + one, 0),
          0,
        )}{' '}
        mentions in the last {RECENT_DAYS} days of each brand’s data, {formatCount(counts.pending, 0)}{' '}
        waiting, <a href="/dead-letters">{formatCount(counts.dead, 0)} dead</a>.
      </p>
      {all.length === 0 ? (
        <Empty>
          No source yet. Name one in <code>config/sources/</code> (its README lists the types), import a file,
          or post to <code>/ingest/webhook/NAME</code>.
        </Empty>
      ) : (
        <div class="dense">
          <Table
            caption="Sources"
            hideCaption
            head={[
              'Source',
              'State',
              `Mentions, ${RECENT_DAYS} days`,
              'Last read',
              'Newest mention',
              'Behind by',
              'Allowance',
              'Gaps',
            ]}
            numeric={[2]}
            rows={all.map((one) => sourceRow(one, totals.get(one.id) ?? 0, now))}
          />
        </div>
      )}
      <Gaps all={all} />
      <Backfills all={all} />
    </>,
  );
}
