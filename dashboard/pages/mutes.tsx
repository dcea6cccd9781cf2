/** Who and what is muted, with the number if it counted; and the question before muting. */
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
      There is no such author or source. All mentions are <a href="/mentions">here</a>.
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
        What is muted counts neither in numbers nor for alarms of that brand, past and future. It is collected
        all the same and counts again when you take the mute back.
      </p>
      {target && <ConfirmMute target={target} report={report} />}
      <ActiveMutes all={active} mayChange={analyst} />
      <RemovedMutes all={removed} />
    </>,
  );
}
