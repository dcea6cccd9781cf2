/** Policy changes and company responses that spikes are compared with. */
import { changeDate } from '../../src/domain/dated-events.ts';
import { knownChanges } from '../../src/series/known-events.ts';
import { type TrackedPolicies, trackedPolicies } from '../../src/series/policy-tracking.ts';
import type { Ctx } from '../deps.ts';
import { candidateContext } from '../query/policy-candidates.ts';
import { KnownChange, SnapshotsLeftOut } from '../views/known-changes.tsx';
import { AddButton } from '../views/configuration/frame.tsx';
import { page } from '../views/layout.tsx';
import { Candidates } from '../views/policy-candidates.tsx';
import { Empty, OutLink, Table, Time } from '../views/parts.tsx';

export async function policyChangesPage(c: Ctx) {
  const { config, store, clock } = c.var.deps;
  const { policies } = store.read;
  const now = clock();
  const context = candidateContext(c);
  const candidates = await policies.candidates();
  const confirmed = new Map(
    candidates.filter(({ state }) => state === 'confirmed').map((one) => [one.slug, one]),
  );
  const configured = new Set(config.policyChanges.map(({ slug }) => slug));
  const tracked: TrackedPolicies[] = [];
  for (const brand of new Set((await policies.documents()).map((one) => one.brand))) {
    tracked.push(await trackedPolicies(store.read, brand, now));
  }
  const brandLink = (slug: string) => <a href={`/brands/${slug}`}>{context.brandName(slug)}</a>;
  const known = await knownChanges(store.read, config, now);
  const changes = known.toSorted((a, b) => (changeDate(b) ?? 0) - (changeDate(a) ?? 0));
  const responses = config.responses.toSorted((a, b) => b.at - a.at);
  return page(
    c,
    { title: 'Policy changes', current: '/policy-changes' },
    <>
      <div class="row">
        <h1>Policy changes</h1>
        <AddButton c={c} kind="policy-changes" />
      </div>
      <p class="lead">
        Outcry checks whether a spike began near one of these dates. They are added here or in{' '}
        <code>config/policy-changes/</code> and <code>config/responses/</code>, or a tracker found them and
        somebody confirmed them here.
      </p>
      <Candidates all={candidates} context={context} />
      {candidates.length > 0 && <h2>Known changes</h2>}
      {changes.length === 0 ? (
        <Empty>
          No policy changes yet. Add one, or watch the policy with a source of type <code>policy-page</code>.
        </Empty>
      ) : null}
      {changes.map((change) => (
        <KnownChange
          change={change}
          confirmed={configured.has(change.slug) ? undefined : confirmed.get(change.slug)}
          context={context}
        />
      ))}
      <SnapshotsLeftOut tracked={tracked} context={context} />
      <div class="row">
        <h2>Company responses</h2>
        <AddButton c={c} kind="responses" />
      </div>
      {responses.length === 0 ? (
        <Empty>No company responses yet. Add one, or publish a draft.</Empty>
      ) : (
        <Table
          caption="Company responses, newest first"
          hideCaption
          head={['Response', 'Brand', 'Kind', 'When', 'Evidence']}
          rows={responses.map((one) => [
            one.title,
            brandLink(one.brand),
            one.kind,
            <Time at={one.at} />,
            <>
              {one.evidence.map(({ note, url }) => (
                <OutLink href={url}>{note} </OutLink>
              ))}
            </>,
          ])}
        />
      )}
    </>,
  );
}
