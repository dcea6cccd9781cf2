/** Invites, edits and removes people; creates and revokes tokens. The last admin of all brands cannot be removed. */
import { DAY_MS } from '../../src/domain/series.ts';
import { readEmailAddress } from '../../src/domain/email-address.ts';
import {
  type AllowedBrands,
  isLastOwner,
  isOwner,
  ROLES,
  type Role,
  type User,
} from '../../src/domain/user.ts';
import { randomToken, tokenHash } from '../../src/ops/secrets.ts';
import { noteAudit } from '../auth/audit.ts';
import { INVITATION_MS, createLoginLink, LINK_MS } from '../auth/login-link.ts';
import type { Ctx } from '../deps.ts';
import { formOf, rawOf, whoAsks } from '../query/form.ts';
import { idOf, wholeNumber } from '../query/numbers.ts';
import { messagePage } from '../views/layout.tsx';
import { brandsText } from '../views/people/forms.tsx';
import { peoplePage } from '../pages/people.tsx';

interface PeopleForm {
  readonly text: (name: string) => string;
  readonly role: Role | undefined;
  readonly brands: AllowedBrands;
}

async function peopleForm(c: Ctx): Promise<PeopleForm> {
  const body = await formOf(c);
  const text = (name: string) => rawOf(body, name).trim();
  const picked = [body.brand ?? []].flat().filter((one): one is string => typeof one === 'string');
  return {
    text,
    role: ROLES.find((one) => one === text('role')),
    brands: text('all') === '1' ? null : [...new Set(picked)].slice(0, 1_000),
  };
}

/** A token makes neither people nor links nor tokens: what it made would outlive it. */
function needsPerson(c: Ctx) {
  if (c.get('principal')?.userId !== undefined) return undefined;
  return messagePage(
    c,
    403,
    'Access denied',
    <p>An API token cannot invite people or create links and tokens. Sign in to do so.</p>,
  );
}

export async function peopleInvite(c: Ctx) {
  const { store, clock, publicUrl } = c.var.deps;
  const refused = needsPerson(c);
  if (refused) return refused;
  const { text, role, brands } = await peopleForm(c);
  const email = readEmailAddress(text('email'));
  const again = (problem: string) =>
    peoplePage(c, { entered: { email: text('email').slice(0, 254), role, brands, problem } }, 400);
  if (email === undefined) return again('Enter one e-mail address.');
  if (!role) return again('Choose a role.');
  const added = await store.tx(async (tx) => {
    const user = await tx.people.addUser({ email, role, brands, at: clock() });
    if (user) await tx.alertLinks.allow(0, email);
    return user;
  });
  if (!added) {
    return again(`${email} already has access. Change the role in the list.`);
  }
  const secret = await createLoginLink(store, clock, email, publicUrl, INVITATION_MS);
  await noteAudit(c, `invited as ${role}, brands: ${brandsText(brands)}`, email);
  const { mailInvitation } = c.var.deps;
  if (text('mail') === '1' && mailInvitation) {
    const why = await mailInvitation({ to: email, by: whoAsks(c), link: secret, goodFor: 'seven days' });
    if (why === undefined) return peoplePage(c, { done: `Invitation sent to ${email}.` });
    return peoplePage(c, {
      problem: `The invitation could not be sent: ${why}`,
      secret: { what: `Send this link to ${email} yourself. It is shown only once:`, secret },
    });
  }
  return peoplePage(c, { secret: { what: `Send this link to ${email}. It is shown only once:`, secret } });
}

const LAST = 'There must be at least one admin of all brands. Add another one first.';

async function change(c: Ctx, user: User, form: PeopleForm) {
  const { store } = c.var.deps;
  const { role, brands } = form;
  const revision = wholeNumber(form.text('revision'));
  if (!role || revision === undefined)
    return peoplePage(c, { problem: 'The form is incomplete. Reload the page and try again.' }, 400);
  const outcome = await store.tx(async (tx) => {
    if (!isOwner({ role, brands }) && isLastOwner(await tx.people.users(), user.id)) return 'last';
    return (await tx.people.changeUser(user.id, revision, { role, brands })) ? 'done' : 'late';
  });
  if (outcome === 'last') return peoplePage(c, { problem: LAST }, 400);
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
  return c.redirect('/people', 303);
}

export async function peopleChange(c: Ctx) {
  const { store, clock, publicUrl } = c.var.deps;
  const user = await store.read.people.userById(idOf(c) ?? 0);
  if (!user) return messagePage(c, 404, 'No such person', <p>This person was already removed.</p>);
  const form = await peopleForm(c);
  const what = form.text('do');
  if (what === 'change') return change(c, user, form);
  if (what === 'link') {
    const refused = needsPerson(c);
    if (refused) return refused;
    const secret = await createLoginLink(store, clock, user.email, publicUrl, LINK_MS);
    await noteAudit(c, 'created a sign-in link', user.email);
    return peoplePage(c, {
      secret: { what: `Sign-in link for ${user.email}. It works once, within an hour:`, secret },
    });
  }
  if (what !== 'remove')
    return peoplePage(c, { problem: 'The form is incomplete. Reload the page and try again.' }, 400);
  const removed = await store.tx(async (tx) => {
    if (isLastOwner(await tx.people.users(), user.id)) return false;
    await tx.people.removeUser(user.id);
    // The links in alerts that this person got open nothing any more.
    await tx.alertLinks.revoke({ incidentId: 0, recipient: user.email, at: clock(), who: whoAsks(c) });
    return true;
  });
  if (!removed) return peoplePage(c, { problem: LAST }, 400);
  await noteAudit(c, 'removed', user.email);
  const other = await store.read.people.userByEmail(user.email);
  if (!other) return c.redirect('/people', 303);
  return peoplePage(c, {
    problem: `${user.email} was removed. ${other.email} is another entry and still has access: remove it too if it is the same person.`,
  });
}

export async function tokenMake(c: Ctx) {
  const { store, clock } = c.var.deps;
  const refused = needsPerson(c);
  if (refused) return refused;
  const { text, role, brands } = await peopleForm(c);
  const name = text('name')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .slice(0, 100);
  const days = text('days') === '' ? 365 : (wholeNumber(text('days')) ?? 0);
  if (name === '' || !role || days < 1 || days > 3650) {
    return peoplePage(c, { problem: 'Enter a purpose, a role and 1 to 3650 days.' }, 400);
  }
  const secret = randomToken();
  const at = clock();
  const userId = c.get('principal')?.userId;
  const owner = userId === undefined ? {} : ({ owner: 'person', userId } as const);
  const made = { hash: tokenHash(secret), name, role, brands, at, createdBy: whoAsks(c), ...owner };
  await store.tx((tx) => tx.people.addApiToken({ ...made, expiresAt: at + days * DAY_MS }));
  await noteAudit(c, `created a token: ${role}, brands: ${brandsText(brands)}`, name);
  return peoplePage(c, { secret: { what: `Token “${name}”. It is shown only once:`, secret } });
}

export async function tokenRevoke(c: Ctx) {
  const { store } = c.var.deps;
  const id = idOf(c) ?? 0;
  const token = (await store.read.people.apiTokens()).find((one) => one.id === id);
  if (!token) return messagePage(c, 404, 'No such token', <p>It was already revoked.</p>);
  await store.tx((tx) => tx.people.removeApiToken(id));
  await noteAudit(c, 'revoked the token', token.name);
  return c.redirect('/people', 303);
}
