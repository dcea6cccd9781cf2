/** Saves, renames, pins, shares, deletes and brings back views of pages. */
import { viewName, viewOfAddress } from '../../src/domain/saved-view.ts';
import { MOST_VIEWS, type SavedView } from '../../src/store/views/port.ts';
import { noteAudit } from '../auth/audit.ts';
import type { Ctx } from '../deps.ts';
import { mayShare, newViewPage, viewsPage } from '../pages/saved-views.tsx';
import { type Form, formOf, rawOf, whoAsks } from '../query/form.ts';
import { idOf } from '../query/numbers.ts';
import { mayChange } from '../query/saved-views.ts';
import { leaveNotice } from '../security/notice.ts';
import { messagePage } from '../views/layout.tsx';

const NO_NAME = 'Give the view a name.';
const yes = (form: Form, name: string) => rawOf(form, name) === 'yes';

function noView(c: Ctx) {
  return messagePage(
    c,
    404,
    'No such view',
    <p>
      See <a href="/views">saved views</a>.
    </p>,
  );
}

/** What others see is noted in the audit log; what one keeps for oneself is not. */
async function noteShared(c: Ctx, what: string, view: Pick<SavedView, 'shared' | 'name'>): Promise<void> {
  if (view.shared) await noteAudit(c, what, view.name);
}

export async function viewAdd(c: Ctx) {
  const { store, clock } = c.var.deps;
  const form = await formOf(c);
  const given = {
    address: rawOf(form, 'address'),
    name: viewName(rawOf(form, 'name')),
    pinned: yes(form, 'pinned'),
    shared: mayShare(c) && yes(form, 'shared'),
  };
  const view = viewOfAddress(given.address);
  if (!view || given.name === '') return newViewPage(c, { form: given, problem: NO_NAME });
  for (const slug of view.brands) {
    if (!(await store.read.brands.bySlug(slug)))
      return messagePage(c, 404, 'No such brand', <p>The view names a brand that is not there.</p>);
  }
  const added = { ...given, ...view, who: whoAsks(c), at: clock() };
  const id = await store.tx((tx) => tx.views.add(added));
  if (id === undefined) {
    const problem = `You have ${MOST_VIEWS} views. Delete some first.`;
    return newViewPage(c, { form: given, problem });
  }
  await noteShared(c, 'shared a view', given);
  leaveNotice(c, {
    text: `Saved as “${given.name}”.`,
    undo: { action: `/views/${id}`, fields: { do: 'delete' } },
  });
  return c.redirect(view.address, 303);
}

export async function viewChange(c: Ctx) {
  const { store, clock } = c.var.deps;
  const id = idOf(c) ?? 0;
  const known = await store.read.views.one(id);
  if (!known || !mayChange(c, known)) return noView(c);
  const form = await formOf(c);
  const what = rawOf(form, 'do');
  const [action, at] = [`/views/${id}`, clock()];
  if (what === 'delete') {
    await store.tx((tx) => tx.views.remove(id, at));
    await noteShared(c, 'deleted a shared view', known);
    leaveNotice(c, { text: `Deleted “${known.name}”.`, undo: { action, fields: { do: 'undo' } } });
    return c.redirect('/views', 303);
  }
  if (what === 'undo') {
    await store.tx((tx) => tx.views.remove(id, undefined));
    await noteShared(c, 'brought a shared view back', known);
    leaveNotice(c, { text: `“${known.name}” is back.` });
    return c.redirect('/views', 303);
  }
  if (known.deletedAt !== undefined) return noView(c);
  const pins = what === 'pin' || what === 'unpin';
  const next = pins
    ? { name: known.name, shared: known.shared, pinned: what === 'pin' }
    : {
        name: viewName(rawOf(form, 'name')),
        // Whoever may share nothing new may still take back what is shared.
        shared: yes(form, 'shared') && (mayShare(c) || known.shared),
        pinned: yes(form, 'pinned'),
      };
  if (next.name === '') return viewsPage(c, NO_NAME);
  await store.tx((tx) => tx.views.change(id, { ...next, at }));
  await noteShared(c, `changed a shared view: ${next.name}`, {
    ...known,
    shared: known.shared || next.shared,
  });
  leaveNotice(c, { text: pins ? `“${next.name}” ${what}ned.` : `Saved “${next.name}”.` });
  return c.redirect('/views', 303);
}
