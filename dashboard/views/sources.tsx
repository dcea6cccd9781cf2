/** Tables of sources, their gaps and their backfills. */
import { HOUR_MS } from '../../src/domain/series.ts';
import type { Health, SourceHealth } from '../../src/report/sources/health.ts';
import { formatCount, lasted, percentText } from '../../src/report/text/labels.ts';
import { Pill, Simulated, Table, Time } from './parts.tsx';

const LOOK: Readonly<Record<Health, string>> = {
  'on time': 'good',
  'catching up': 'muted',
  'needs a key': 'muted',
  failing: 'bad',
  silent: 'bad',
  'not read yet': 'muted',
  'switched off': 'muted',
  imported: 'muted',
};
const MOST_GAPS = 50;

function Newest({ one, isDaily }: { one: SourceHealth; isDaily: boolean }) {
  if (one.newestAt === undefined) return <>–</>;
  return <Time at={one.newestAt} precision={isDaily ? 'day' : undefined} />;
}

function quotaText({ quota }: SourceHealth): string {
  if (!quota) return '–';
  const left = formatCount(quota.remaining, 0);
  return quota.limit === undefined ? `${left} left` : `${left} of ${formatCount(quota.limit, 0)} left`;
}

/** Below an hour, to tell streams from polled sources. */
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

/** What the scenario generator made was never received. */
const MADE = /^sim:/;

function Received({ one }: { one: SourceHealth }) {
  if (one.lastReadAt !== undefined) return <Time at={one.lastReadAt} />;
  return MADE.test(one.id) ? <Simulated /> : <>–</>;
}

/** What files and webhooks brought: nothing reads it, so it has neither a lag nor a quota. */
export function Imported(props: {
  all: readonly SourceHealth[];
  totals: ReadonlyMap<string, number>;
  daily: ReadonlySet<string>;
  days: number;
}) {
  if (props.all.length === 0) return null;
  return (
    <section id="imported" class="dense">
      <h2>Imports and webhooks</h2>
      <p class="muted">
        Mentions that came in by <a href="/imports">files</a> or webhooks. Nothing reads these sources, so
        they are never late.
      </p>
      <Table
        caption="Imports and webhooks"
        hideCaption
        head={['Source', `Mentions, ${props.days} days`, 'Last received', 'Newest mention']}
        numeric={[1]}
        rows={props.all.map((one) => [
          <strong>{one.id}</strong>,
          formatCount(props.totals.get(one.id) ?? 0, 0),
          <Received one={one} />,
          <Newest one={one} isDaily={props.daily.has(one.id)} />,
        ])}
      />
    </section>
  );
}

function sourceRow(one: SourceHealth, mentions: number, isDaily: boolean, now: number) {
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
    <Newest one={one} isDaily={isDaily} />,
    lagText(one, now),
    quotaText(one),
    open === 0 ? 'none' : <a href="#gaps">{open}</a>,
  ];
}

const GAP_LABELS = {
  open: 'backfilling',
  filled: 'filled',
  lost: 'lost: no longer available from the source',
} as const;

export function Gaps(props: { all: readonly SourceHealth[] }) {
  const gaps = props.all.flatMap((one) => one.gaps).toSorted((a, b) => b.from - a.from);
  if (gaps.length === 0) return null;
  return (
    <section id="gaps">
      <h2>Gaps</h2>
      <p class="muted">
        Periods without data from a source. Charts show them as missing, not as zero, and no spikes of that
        source are detected in them. Backfilled posts trigger no alerts.
      </p>
      <Table
        caption="Gaps, newest first"
        hideCaption
        head={['Source', 'From', 'To', 'Reason', 'State']}
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

export function Backfills(props: { all: readonly SourceHealth[] }) {
  const jobs = props.all.flatMap((one) => one.backfills).toSorted((a, b) => b.id - a.id);
  if (jobs.length === 0) return null;
  return (
    <section id="backfills">
      <h2>Backfills</h2>
      <Table
        caption="Backfills, newest first"
        hideCaption
        head={['Source', 'Brand', 'From', 'To', 'Done', 'Read', 'Accepted', 'State']}
        numeric={[4, 5, 6]}
        rows={jobs.map((job) => [
          job.source,
          job.brand ?? 'all',
          <Time at={job.from} />,
          <Time at={job.to} />,
          percentText(Math.floor((100 * (job.to - job.reached)) / Math.max(1, job.to - job.from)) / 100),
          formatCount(job.read, 0),
          formatCount(job.accepted, 0),
          job.error === undefined ? job.state : `${job.state}: ${job.error}`,
        ])}
      />
    </section>
  );
}

export function Sources(props: {
  all: readonly SourceHealth[];
  totals: ReadonlyMap<string, number>;
  /** Sources that give dates without times. */
  daily: ReadonlySet<string>;
  days: number;
  now: number;
}) {
  return (
    <div class="dense">
      <Table
        caption="Sources"
        hideCaption
        head={[
          'Source',
          'State',
          `Mentions, ${props.days} days`,
          'Last read',
          'Newest mention',
          'Lag',
          'Quota',
          'Gaps',
        ]}
        numeric={[2]}
        rows={props.all.map((one) =>
          sourceRow(one, props.totals.get(one.id) ?? 0, props.daily.has(one.id), props.now),
        )}
      />
    </div>
  );
}
