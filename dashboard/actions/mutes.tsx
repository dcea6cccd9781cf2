/** Mutes an author or a source, and removes a mute. */
import { noteAudit } from '../auth/audit.ts';
import type { Ctx } from '../deps.ts';
import { nothingToMute } from '../pages/mutes.tsx';
import { formOf, rawOf, whoAsks } from '../query/form.ts';
import { backOf } from '../query/mentions.ts';
import { muteTarget } from '../query/mutes.ts';
import { idOf } from '../query/numbers.ts';
import { leaveNotice } from '../security/notice.ts';
import { messagePage } from '../views/layout.tsx';
import { whatOf } from '../views/mutes.tsx';

export async function muteAdd(c: Ctx) {
  const form = await formOf(c);
  const field = (name: string) => {
    const value = form[name];
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
  };
  const target = await muteTarget(c, field);
  if (!target) return nothingToMute(c);
  const why = field('why')?.slice(0, 500);
  if (why === undefined)
    return messagePage(c, 400, 'Enter a reason', <p>Others need to know why it is not counted.</p>);
  const { store, clock } = c.var.deps;
  const values = { brandId: target.brand.id, ...target.part, why, who: whoAsks(c), at: clock() };
  const outcome = await store.tx((tx) => tx.mutes.add(values));
  if (outcome === 'done') await noteAudit(c, `muted for ${target.brand.slug}: ${why}`, whatOf(target.part));
  if (outcome === 'done') {
    const mute = await store.read.mutes.active({ brandId: target.brand.id, ...target.part });
    const undo = mute ? { undo: { action: `/mutes/${mute.id}/undo`, fields: {} } } : {};
    leaveNotice(c, { text: `Muted: ${whatOf(target.part)}.`, ...undo });
    return c.redirect('/mutes', 303);
  }
  return messagePage(
    c,
    409,
    'Already muted',
    <p>
      It was muted after you opened the page. <a href="/mutes">See by whom, and why</a>
    </p>,
  );
}

export async function muteUndo(c: Ctx) {
  const { store, clock } = c.var.deps;
  const id = idOf(c) ?? 0;
  const known = await store.read.mutes.one(id);
  const outcome = known
    ? await store.tx((tx) => tx.mutes.undo(id, { who: whoAsks(c), at: clock() }))
    : 'gone';
  if (known && outcome === 'done') await noteAudit(c, 'removed a mute', whatOf(known));
  const back = rawOf(await formOf(c), 'back');
  if (known && outcome === 'done') leaveNotice(c, { text: `Counts again: ${whatOf(known)}.` });
  if (outcome === 'done') return c.redirect(back === '' ? '/mutes' : backOf(back), 303);
  if (outcome === 'gone') return messagePage(c, 404, 'No such mute', <p>It no longer exists.</p>);
  return messagePage(
    c,
    409,
    'Already removed',
    <p>
      It was removed after you opened the page. <a href="/mutes">See what is muted</a>
    </p>,
  );
}
