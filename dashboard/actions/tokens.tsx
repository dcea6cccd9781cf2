/** Creates, replaces and revokes API tokens. */
import { DAY_MS, HOUR_MS } from '../../src/domain/series.ts';
import { commonRights, type Rights } from '../../src/domain/user.ts';
import { randomToken, tokenHash } from '../../src/ops/secrets.ts';
import { timeText } from '../../src/report/text/labels.ts';
import type { ApiToken } from '../../src/store/people/port.ts';
import { noteAudit } from '../auth/audit.ts';
import type { Ctx } from '../deps.ts';
import { peoplePage } from '../pages/people.tsx';
import { whoAsks } from '../query/form.ts';
import { idOf, wholeNumber } from '../query/numbers.ts';
import { DAYS_PROBLEM, daysOf, type PeopleForm, peopleForm, readToken } from '../query/people-form.ts';
import { leaveNotice, NO_UNDO } from '../security/notice.ts';
import { messagePage } from '../views/layout.tsx';
import { brandsText } from '../views/people/forms.tsx';
import { KEEPS_HOURS } from '../views/people/tokens.tsx';
import { needsPerson } from './people.tsx';

interface Wanted extends Rights {
  readonly name: string;
  readonly days: number;
}

/** Made, for the person who asks, within the transaction of what else changes. */
async function make(
  c: Ctx,
  wanted: Wanted,
  ends?: { readonly id: number; readonly at: number | undefined },
): Promise<{ secret: string; id: number }> {
  const { store, clock } = c.var.deps;
  const { days, ...token } = wanted;
  const secret = randomToken();
  const hash = tokenHash(secret);
  const at = clock();
  const userId = c.get('principal')?.userId;
  const owner = userId === undefined ? {} : ({ owner: 'person', userId } as const);
  const values = { ...token, hash, at, createdBy: whoAsks(c), ...owner, expiresAt: at + days * DAY_MS };
  await store.tx(async ({ people }) => {
    await people.addApiToken(values);
    if (ends?.at === undefined && ends) await people.removeApiToken(ends.id);
    else if (ends?.at !== undefined) await people.endApiToken(ends.id, ends.at);
  });
  return { secret, id: (await store.read.people.apiToken(hash))?.id ?? 0 };
}

/** The page that shows a new token once, with a way to take it back. */
function shown(c: Ctx, { secret, id }: { secret: string; id: number }, name: string, text: string) {
  const undo = { action: `/people/tokens/${id}`, fields: { do: 'revoke' }, label: 'Revoke' };
  return peoplePage(c, {
    did: id === 0 ? { text } : { text, undo },
    secret: { what: `Token “${name}”. It is shown only once:`, secret },
  });
}

export async function tokenMake(c: Ctx) {
  const refused = needsPerson(c);
  if (refused) return refused;
  const form = await peopleForm(c);
  const { role, brands } = form;
  const read = readToken(form);
  if ('entered' in read || !role) return peoplePage(c, 'entered' in read ? { token: read.entered } : {}, 400);
  const made = await make(c, { ...read, role, brands });
  await noteAudit(c, `created a token: ${role}, brands: ${brandsText(brands)}`, read.name);
  return shown(c, made, read.name, `Token “${read.name}” was created.`);
}

/** A new token with the rights that the old one has at the moment; the old one ends at once or later. */
async function replace(c: Ctx, old: ApiToken, form: PeopleForm) {
  const refused = needsPerson(c);
  if (refused) return refused;
  const days = daysOf(form);
  const hours = KEEPS_HOURS.find((one) => one === wholeNumber(form.text('keep')));
  if (days === undefined || hours === undefined) {
    const problems = {
      ...(days === undefined ? { days: DAYS_PROBLEM } : {}),
      ...(hours === undefined ? { keep: 'Choose how long the old one works.' } : {}),
    };
    const values = { days: form.text('days').slice(0, 10), keep: form.text('keep') };
    return peoplePage(c, { replace: { token: old, values, problems } }, 400);
  }
  const until = c.var.deps.clock() + hours * HOUR_MS;
  const { role, brands } = old.person ? commonRights(old, old.person) : old;
  const ends = { id: old.id, at: hours === 0 ? undefined : until };
  const made = await make(c, { name: old.name, days, role, brands }, ends);
  const expiry = Math.min(until, old.expiresAt ?? until);
  const when = hours === 0 ? 'at once' : timeText(expiry);
  await noteAudit(
    c,
    `replaced the token: ${role}, brands: ${brandsText(brands)}; the old one ends ${when}`,
    old.name,
  );
  const ending =
    hours === 0 ? 'The old one works no longer.' : `The old one works until ${timeText(expiry)}.`;
  return shown(c, made, old.name, `Token “${old.name}” was replaced. ${ending}`);
}

/** Replaces or revokes one. */
export async function tokenChange(c: Ctx) {
  const { store } = c.var.deps;
  const id = idOf(c) ?? 0;
  const token = (await store.read.people.apiTokens()).find((one) => one.id === id);
  if (!token) return messagePage(c, 404, 'No such token', <p>It was already revoked.</p>);
  const form = await peopleForm(c);
  if (form.text('do') === 'replace') return replace(c, token, form);
  await store.tx((tx) => tx.people.removeApiToken(id));
  await noteAudit(c, 'revoked the token', token.name);
  leaveNotice(c, { text: `Token “${token.name}” was revoked: what sends it is refused. ${NO_UNDO}` });
  return c.redirect('/people', 303);
}
