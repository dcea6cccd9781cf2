/** Muted authors and sources with their effect, and the confirmation of a new mute. */
import { allows } from '../../src/domain/user.ts';
import { partReport } from '../../src/report/brand/what-if.ts';
import type { Ctx } from '../deps.ts';
import { loadMutes, muteTarget } from '../query/mutes.ts';
import { messagePage, page } from '../views/layout.tsx';
import { ActiveMutes, ConfirmMute, RemovedMutes } from '../views/mutes.tsx';

export function nothingToMute(c: Ctx) {
  return messagePage(
    c,
    404,
    'Nothing to mute',
    <p>
      No such author or source. See <a href="/mentions">all mentions</a>.
    </p>,
  );
}

export async function mutesPage(c: Ctx) {
  const { store, clock } = c.var.deps;
  const analyst = allows(c.get('principal')?.role ?? 'viewer', 'analyst');
  const asked = analyst && c.req.query('brand') !== undefined;
  const target = asked ? await muteTarget(c, (name) => c.req.query(name)) : undefined;
  if (asked && !target) return nothingToMute(c);
  const report = target && (await partReport(store.read, target.brand, clock(), target.part));
  const { active, removed } = await loadMutes(c);
  return page(
    c,
    { title: 'Muted', current: '/mentions' },
    <>
      <h1>Muted authors and sources</h1>
      <p class="lead">
        Muted authors and sources are left out of a brand’s numbers and alerts, past and future. Their posts
        are still collected, and count again when you remove the mute.
      </p>
      {target && <ConfirmMute target={target} report={report} />}
      <ActiveMutes all={active} mayChange={analyst} />
      <RemovedMutes all={removed} />
    </>,
  );
}
