/** Sources: state, gaps, backfills, and what to do. */
import { formatCount, listText } from '../../src/report/text/labels.ts';
import type { Ctx } from '../deps.ts';
import { loadSources, RECENT_DAYS } from '../query/sources.ts';
import { AddButton } from '../views/configuration/frame.tsx';
import { page } from '../views/layout.tsx';
import { Empty } from '../views/parts.tsx';
import { Backfills, Gaps, Imported, Sources } from '../views/sources.tsx';

export async function sourcesPage(c: Ctx) {
  const { store, clock } = c.var.deps;
  const { all, totals, daily } = await loadSources(c);
  const counts = await store.read.mentions.unscored();
  const failed = await store.read.deadLetters.waiting();
  const read = all.filter((one) => one.health !== 'imported');
  const bad = all.filter((one) => one.health === 'failing' || one.health === 'silent');
  return page(
    c,
    { title: 'Sources', current: '/sources' },
    <>
      <div class="row">
        <h1>Sources</h1>
        <AddButton c={c} kind="sources" />
      </div>
      <p class="lead">
        {read.length > 0 &&
          (bad.length === 0
            ? 'All sources are up to date. '
            : `${listText(bad.map((one) => one.id))} ${bad.length === 1 ? 'is' : 'are'} down: numbers are incomplete. `)}
        {formatCount(
          [...totals.values()].reduce((sum, one) => sum + one, 0),
          0,
        )}{' '}
        mentions in the last {RECENT_DAYS} days of each brand’s data, {formatCount(counts.pending, 0)} waiting
        to be scored, <a href="/dead-letters">{formatCount(failed, 0)} failed</a>.
      </p>
      {all.length === 0 ? (
        <Empty>
          No sources yet. <a href="/setup/sources">Add sources</a>, <a href="/imports">import a file</a>, or
          post to <code>/ingest/webhook/NAME</code>.
        </Empty>
      ) : (
        read.length > 0 && (
          <Sources all={read} totals={totals} daily={daily} days={RECENT_DAYS} now={clock()} />
        )
      )}
      <Imported
        all={all.filter((one) => one.health === 'imported')}
        totals={totals}
        daily={daily}
        days={RECENT_DAYS}
      />
      <Gaps all={all} />
      <Backfills all={all} />
    </>,
  );
}
