/** Where mentions come from, and how fresh each source is. */
import { sourceId } from '../../config/schema/sources.ts';
import { HOUR_MS } from '../../src/domain/series.ts';
import { isSilent, type WatchedSource } from '../../src/report/freshness.ts';
import { countOf, formatCount, lasted } from '../../src/report/words.ts';
import type { SourceState } from '../../src/store/ports/sources.ts';
import type { Ctx } from '../deps.ts';
import { page } from '../views/layout.tsx';
import { Empty, Pill, Table, Time } from '../views/parts.tsx';

function Health(props: { source: WatchedSource | undefined; state: SourceState | undefined; now: number }) {
  const { source, state, now } = props;
  if (source && !source.enabled) return <Pill kind="muted">switched off</Pill>;
  if (!source) return <Pill kind="muted">import or webhook</Pill>;
  if (!state || (state.lastReadAt === undefined && state.failures === 0))
    return <Pill kind="muted">not read yet</Pill>;
  if (state.failures > 0) return <Pill kind="bad">failed {countOf(state.failures, 'time')} in a row</Pill>;
  if (isSilent(source, state, now))
    return <Pill kind="bad">silent for {lasted(state.lastReadAt ?? now, now)}: numbers are incomplete</Pill>;
  return <Pill kind="good">read on time</Pill>;
}

/** Counted mentions of each source, all brands together. */
async function mentionsBySource(c: Ctx): Promise<Map<string, number>> {
  const { read } = c.var.deps.ledger;
  const totals = new Map<string, number>();
  for (const brand of await read.brands.all()) {
    const range = { brandId: brand.id, widthMs: HOUR_MS, from: 0, to: Number.MAX_SAFE_INTEGER };
    for (const { source, all } of await read.counts.bySource(range)) {
      totals.set(source, (totals.get(source) ?? 0) + all);
    }
  }
  return totals;
}

export async function sourcesPage(c: Ctx) {
  const { ledger, config, clock } = c.var.deps;
  const now = clock();
  const states = new Map((await ledger.read.sources.all()).map((state) => [state.source, state]));
  const configured = new Map(config.sources.map((source) => [sourceId(source), source]));
  const totals = await mentionsBySource(c);
  const names = [...new Set([...configured.keys(), ...states.keys(), ...totals.keys()])].sort();
  const counts = await ledger.read.mentions.countByState();
  const rows = names.map((name) => {
    const source = configured.get(name);
    const state = states.get(name);
    return [
      <>{name}</>,
      <Health source={source} state={state} now={now} />,
      formatCount(totals.get(name) ?? 0, 0),
      state?.lastReadAt === undefined ? '–' : <Time at={state.lastReadAt} />,
      state?.lastNewAt === undefined ? '–' : <Time at={state.lastNewAt} />,
      state?.lastError ?? '',
    ];
  });
  return page(
    c,
    { title: 'Sources', current: '/sources' },
    <>
      <h1>Sources</h1>
      <p class="lead">
        {formatCount(counts.scored, 0)} mentions scored, {formatCount(counts['not-scored'], 0)} in languages
        that are not read, {formatCount(counts.pending, 0)} waiting, {formatCount(counts.dead, 0)} dead.
      </p>
      {rows.length === 0 ? (
        <Empty>
          No source yet. Name a feed in <code>config/sources/</code>, import a file, or post to{' '}
          <code>/ingest/webhook/NAME</code>.
        </Empty>
      ) : (
        <Table
          caption="Sources"
          hideCaption
          head={['Source', 'State', 'Mentions', 'Last read', 'Last new mention', 'Last error']}
          numeric={[2]}
          rows={rows}
        />
      )}
    </>,
  );
}
