/** Changes a response draft, one step at a time. Of two simultaneous changes the second is refused. */
import type { ResponseDraft, DraftFields } from '../../src/domain/response-draft.ts';
import { openPlaces } from '../../src/domain/response-draft.ts';
import { UserError } from '../../src/domain/result.ts';
import type { DraftChange } from '../../src/store/drafts/port.ts';
import { noteAudit } from '../auth/audit.ts';
import type { Ctx } from '../deps.ts';
import { formOf, rawOf, readMoment, whoAsks } from '../query/form.ts';
import { idOf, wholeNumber } from '../query/numbers.ts';
import { leaveNotice } from '../security/notice.ts';
import { safeUrl } from '../security/safe-url.ts';
import { KINDS } from '../views/response-drafts.tsx';
import { messagePage } from '../views/layout.tsx';
import { unknownDraft } from '../pages/response-drafts.tsx';
import { cutText } from '../../src/domain/text.ts';

const FIELDS = ['title', 'text', 'kind', 'at', 'url', 'incident', 'template', 'revision', 'do'] as const;
type Form = Readonly<Record<(typeof FIELDS)[number], string | undefined>>;

async function draftForm(c: Ctx): Promise<Form> {
  const body = await formOf(c);
  return Object.fromEntries(FIELDS.map((name) => [name, rawOf(body, name).trim() || undefined])) as Form;
}

function fieldsOf(form: Form): DraftFields {
  const { title = '', text = '' } = form;
  const kind = KINDS.find((one) => one.kind === form.kind)?.kind;
  if (title === '' || text === '') throw new UserError('Enter a title and a text.');
  if (kind === undefined) throw new UserError('Choose a kind.');
  return { title: cutText(title, 200), kind, text: cutText(text.replaceAll('\r\n', '\n'), 10_000) };
}

function saidOf(form: Form, now: number): { answeredAt: number; url?: string } {
  const at = readMoment(form.at);
  if (at === undefined) throw new UserError('Enter when it was published, as 2026-03-02T15:00.');
  if (at > now) throw new UserError('The time of publication is in the future.');
  const url = form.url === undefined || form.url === '' ? undefined : safeUrl(form.url);
  if (form.url && url === undefined) throw new UserError('The link must begin with http:// or https://.');
  return { answeredAt: at, ...(url === undefined ? {} : { url }) };
}

/** What a step changes. Throws UserError if the state of the draft does not allow it. */
function stepOf(
  draft: ResponseDraft,
  form: Form,
  who: string,
  now: number,
): { change: DraftChange; said: string } {
  const { state, approvedBy } = draft;
  const from = (...states: readonly string[]) => {
    if (!states.includes(state))
      throw new UserError(
        `This is not possible: the draft is ${state === 'answered' ? 'published' : state}.`,
      );
  };
  switch (form.do) {
    case 'save':
      from('draft');
      return { change: { ...fieldsOf(form), state: 'draft' }, said: 'changed the draft' };
    case 'approve':
      from('draft');
      if (openPlaces(draft.text).length > 0) throw new UserError('Fill in all placeholders first.');
      return { change: { state: 'approved', approvedBy: who }, said: 'approved the response' };
    case 'answered':
      from('approved');
      return {
        change: { state: 'answered', approvedBy, ...saidOf(form, now) },
        said: 'marked as published the response',
      };
    case 'unsay':
      from('answered');
      return { change: { state: 'approved', approvedBy }, said: 'marked as not published the response' };
    case 'withdraw':
      from('draft', 'approved');
      return { change: { state: 'withdrawn' }, said: 'withdrew the response' };
    case 'reopen':
      from('approved', 'withdrawn');
      return { change: { state: 'draft' }, said: 'reopened the draft' };
    default:
      throw new UserError('The form is incomplete. Reload the page and try again.');
  }
}

function wrong(c: Ctx, message: string, back: string) {
  return messagePage(
    c,
    400,
    'That is not possible',
    <p>
      {message} <a href={back}>Back</a>
    </p>,
  );
}

/** Creates a draft. */
export async function draftAdd(c: Ctx) {
  const { store, clock } = c.var.deps;
  const form = await draftForm(c);
  const incident = await store.read.incidents.find(form.incident ?? '');
  if (!incident) return messagePage(c, 404, 'No such incident', <p>It no longer exists.</p>);
  let fields: DraftFields;
  try {
    fields = fieldsOf(form);
  } catch (error) {
    if (error instanceof UserError) return wrong(c, error.message, `/incidents/${incident.slug}`);
    throw error;
  }
  const who = whoAsks(c);
  const id = await store.tx(async (tx) => {
    const row = { ...fields, brand: incident.brand, incident: incident.slug, template: form.template };
    const added = await tx.drafts.add(row, who, clock());
    await tx.incidents.addEntry(incident.id, {
      at: clock(),
      who,
      what: `started the response “${fields.title}”`,
    });
    return added;
  });
  return c.redirect(`/drafts/${id}`, 303);
}

/** One step of a draft; important steps are noted on the incident's timeline. */
export async function draftChange(c: Ctx) {
  const { store, clock } = c.var.deps;
  const draft = await store.read.drafts.byId(idOf(c) ?? 0);
  if (!draft) return unknownDraft(c);
  const form = await draftForm(c);
  const revision = wholeNumber(form.revision);
  if (revision === undefined)
    return wrong(c, 'The form is incomplete. Reload the page and try again.', `/drafts/${draft.id}`);
  const who = whoAsks(c);
  const now = clock();
  let step: ReturnType<typeof stepOf>;
  try {
    step = stepOf(draft, form, who, now);
  } catch (error) {
    if (error instanceof UserError) return wrong(c, error.message, `/drafts/${draft.id}`);
    throw error;
  }
  const { change, said } = step;
  const touchesCharts = change.state === 'answered' || draft.state === 'answered';
  const done = await store.tx(async (tx) => {
    if (!(await tx.drafts.change(draft.id, revision, change, who, now))) return false;
    const incident = draft.incident && (await tx.incidents.find(draft.incident));
    if (incident && form.do !== 'save') {
      await tx.incidents.addEntry(incident.id, { at: now, who, what: `${said} “${draft.title}”` });
    }
    const brand = touchesCharts ? await tx.brands.bySlug(draft.brand) : undefined;
    if (brand) await tx.brands.markDirty([brand.id]);
    return true;
  });
  if (done) await noteAudit(c, said, draft.title);
  if (done) leaveNotice(c, { text: `${said.replace(/^./, (first) => first.toUpperCase())}.` });
  if (done) return c.redirect(`/drafts/${draft.id}`, 303);
  return messagePage(
    c,
    409,
    'Changed by someone else',
    <p>
      “{draft.title}” was changed by {draft.changedBy} after you opened the page. Your change was not saved.{' '}
      <a href={`/drafts/${draft.id}`}>Show it</a>
    </p>,
  );
}
