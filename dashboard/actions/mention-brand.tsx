/** A post that is not about a brand: it no longer counts for it, until that is undone. */
import { noteAudit } from '../auth/audit.ts';
import { rawOf, whoAsks } from '../query/form.ts';
import { leaveNotice } from '../security/notice.ts';
import { messagePage } from '../views/layout.tsx';
import { forMention } from './mention.tsx';

export const mentionNotAbout = forMention(async (c, { mention, form, back }) => {
  const { store, clock } = c.var.deps;
  const brand = await store.read.brands.bySlug(rawOf(form, 'brand'));
  if (!brand || !mention.brandIds.includes(brand.id)) {
    return messagePage(c, 404, 'No such brand', <p>This post is not among that brand’s mentions.</p>);
  }
  const by = { who: whoAsks(c), at: clock(), why: 'not about this brand' };
  const { id: mentionId, source } = mention;
  const id = await store.tx(async (tx) => {
    await tx.mutes.add({ brandId: brand.id, source, mentionId, ...by });
    return (await tx.mutes.ofPost(brand.id, mentionId))?.id;
  });
  await noteAudit(c, `left a post out of ${brand.slug}: not about this brand`, String(mentionId));
  const undo = id === undefined ? {} : { undo: { action: `/mutes/${id}/undo`, fields: { back } } };
  leaveNotice(c, { text: `One post is left out of the counts and alerts of ${brand.name}.`, ...undo });
  return c.redirect(back, 303);
});
