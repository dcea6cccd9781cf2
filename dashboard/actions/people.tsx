/** Invites, edits and removes people. The last admin of all brands cannot be removed. */
import { type AllowedBrands, isLastOwner, isOwner, type Role, type User } from '../../src/domain/user.ts';
import { noteAudit } from '../auth/audit.ts';
import { INVITATION_MS, createLoginLink, LINK_MS } from '../auth/login-link.ts';
import { countOf } from '../../src/report/text/labels.ts';
import type { Ctx } from '../deps.ts';
import { peoplePage } from '../pages/people.tsx';
import { whoAsks } from '../query/form.ts';
import { idOf, wholeNumber } from '../query/numbers.ts';
import { type PeopleForm, peopleForm, readInvitation } from '../query/people-form.ts';
import { leaveNotice, type Notice, NO_UNDO } from '../security/notice.ts';
import { messagePage } from '../views/layout.tsx';
import { brandsText } from '../views/people/forms.tsx';

const INCOMPLETE = 'The form is incomplete. Reload the page and try again.';
const LAST = 'There must be at least one admin of all brands. Add another one first.';

/** A token makes neither people nor links nor tokens: what it made would outlive it. */
export function needsPerson(c: Ctx) {
  if (c.get('principal')?.userId !== undefined) return undefined;
  return messagePage(
    c,
    403,
    'Access denied',
    <p>An API token cannot invite people or create links and tokens. Sign in to do so.</p>,
  );
}

/** The fields that choose these brands. */
function brandFields(brands: AllowedBrands): Record<string, string | readonly string[]> {
  return brands === null ? { all: '1' } : { brand: brands };
}

export async function peopleInvite(c: Ctx) {
  const { store, clock, publicUrl, mailInvitation } = c.var.deps;
  const refused = needsPerson(c);
  if (refused) return refused;
  const form = await peopleForm(c);
  const { text, role, brands } = form;
  const read = readInvitation(form);
  if ('entered' in read || !role)
    return peoplePage(c, 'entered' in read ? { invite: read.entered } : {}, 400);
  const { email } = read;
  const added = await store.tx(async (tx) => {
    const user = await tx.people.addUser({ email, role, brands, at: clock() });
    if (user) await tx.alertLinks.allow(0, email);
    return user;
  });
  if (!added) {
    const problems = { email: `${email} already has access. Change the role in the list.` };
    return peoplePage(c, { invite: { values: { email, mail: text('mail') }, role, brands, problems } }, 400);
  }
  const secret = await createLoginLink(store, clock, email, publicUrl, INVITATION_MS);
  await noteAudit(c, `invited as ${role}, brands: ${brandsText(brands)}`, email);
  const undo = { action: `/people/${added.id}`, fields: { do: 'remove' } };
  if (text('mail') !== '1' || !mailInvitation) {
    const what = `Send this link to ${email}. It is shown only once:`;
    return peoplePage(c, { did: { text: `${email} is invited.`, undo }, secret: { what, secret } });
  }
  const why = await mailInvitation({ to: email, by: whoAsks(c), link: secret, goodFor: 'seven days' });
  if (why === undefined) return peoplePage(c, { did: { text: `Invitation sent to ${email}.`, undo } });
  return peoplePage(c, {
    problem: `The invitation could not be sent: ${why}`,
    did: { text: `${email} is invited.`, undo },
    secret: { what: `Send this link to ${email} yourself. It is shown only once:`, secret },
  });
}

/** What somebody may do now, with the way back to what they could do before. */
function changedNotice(before: User, now: { role: Role; brands: AllowedBrands }): Notice {
  const fields = {
    do: 'change',
    revision: String(before.revision + 1),
    role: before.role,
    ...brandFields(before.brands),
  };
  return {
    text: `${before.email} is now ${now.role}, brands: ${brandsText(now.brands)}.`,
    undo: { action: `/people/${before.id}`, fields },
  };
}

async function change(c: Ctx, user: User, form: PeopleForm) {
  const { store } = c.var.deps;
  const { role, brands } = form;
  const revision = wholeNumber(form.text('revision'));
  if (!role || revision === undefined) return peoplePage(c, { problem: INCOMPLETE }, 400);
  const outcome = await store.tx(async (tx) => {
    if (!isOwner({ role, brands }) && isLastOwner(await tx.people.users(), user.id)) return 'last';
    return (await tx.people.changeUser(user.id, revision, { role, brands })) ? 'done' : 'late';
  });
  if (outcome === 'last') return peoplePage(c, { problem: LAST, edit: { user, role, brands } }, 400);
  if (outcome === 'late') {
    return messagePage(
      c,
      409,
      'Changed by someone else',
      <p>
        {user.email} was changed after you opened the page. Your change was not saved.{' '}
        <a href="/people">Reload</a>
      </p>,
    );
  }
  await noteAudit(c, `changed to ${role}, brands: ${brandsText(brands)}`, user.email);
  leaveNotice(c, changedNotice({ ...user, revision }, { role, brands }));
  return c.redirect('/people', 303);
}

async function remove(c: Ctx, user: User) {
  const { store, clock } = c.var.deps;
  let views = { removed: 0, handedOver: 0 };
  const removed = await store.tx(async (tx) => {
    if (isLastOwner(await tx.people.users(), user.id)) return false;
    await tx.people.removeUser(user.id);
    views = await tx.views.leave(user.email, whoAsks(c));
    // The links in alerts that this person got open nothing any more.
    await tx.alertLinks.revoke({ incidentId: 0, recipient: user.email, at: clock(), who: whoAsks(c) });
    return true;
  });
  if (!removed) return peoplePage(c, { problem: LAST }, 400);
  await noteAudit(c, 'removed', user.email);
  const other = await store.read.people.userByEmail(user.email);
  if (other) {
    return peoplePage(c, {
      problem: `${user.email} was removed. ${other.email} is another entry and still has access: remove it too if it is the same person.`,
    });
  }
  const what = 'sessions, links, tokens and private saved views';
  const shared = countOf(views.handedOver, 'shared view');
  const yours = views.handedOver > 0 ? ` ${shared} ${views.handedOver === 1 ? 'is' : 'are'} yours now.` : '';
  leaveNotice(c, { text: `${user.email} was removed, with all ${what}.${yours} ${NO_UNDO}` });
  return c.redirect('/people', 303);
}

export async function peopleChange(c: Ctx) {
  const { store, clock, publicUrl } = c.var.deps;
  const user = await store.read.people.userById(idOf(c) ?? 0);
  if (!user) return messagePage(c, 404, 'No such person', <p>This person was already removed.</p>);
  const form = await peopleForm(c);
  const what = form.text('do');
  if (what === 'change') return change(c, user, form);
  if (what === 'remove') return remove(c, user);
  if (what !== 'link') return peoplePage(c, { problem: INCOMPLETE }, 400);
  const refused = needsPerson(c);
  if (refused) return refused;
  const secret = await createLoginLink(store, clock, user.email, publicUrl, LINK_MS);
  await noteAudit(c, 'created a sign-in link', user.email);
  return peoplePage(c, {
    secret: { what: `Sign-in link for ${user.email}. It works once, within an hour:`, secret },
  });
}
