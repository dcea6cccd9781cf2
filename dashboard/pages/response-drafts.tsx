/** Response drafts: the list, a new draft from a template, one draft with its steps. */
import { type ResponseDraft, fillPlaces, openPlaces } from '../../src/domain/response-draft.ts';
import { allows } from '../../src/domain/user.ts';
import type { Ctx } from '../deps.ts';
import { idOf } from '../query/numbers.ts';
import { draftPlaces } from '../query/response-drafts.ts';
import {
  DraftForm,
  DraftLine,
  DraftState,
  Lengths,
  OpenPlaces,
  SaidForm,
  Step,
} from '../views/response-drafts.tsx';
import { messagePage, page } from '../views/layout.tsx';
import { Empty, OutLink, Time } from '../views/parts.tsx';

export function unknownDraft(c: Ctx) {
  return messagePage(
    c,
    404,
    'No such draft',
    <p>
      See <a href="/drafts">all drafts</a>.
    </p>,
  );
}

export async function draftsPage(c: Ctx) {
  const all = await c.var.deps.store.read.drafts.list();
  const groups = [
    ['Drafts', all.filter((one) => one.state === 'draft')],
    ['Approved, not published', all.filter((one) => one.state === 'approved')],
    ['Published', all.filter((one) => one.state === 'answered')],
    ['Withdrawn', all.filter((one) => one.state === 'withdrawn')],
  ] as const;
  return page(
    c,
    { title: 'Responses', current: '/drafts' },
    <>
      <h1>Responses</h1>
      <p class="lead">
        Drafts of what the company will say, and what it has published. Outcry itself never posts.
      </p>
      {all.length === 0 && <Empty>No drafts yet. Start one from an incident page.</Empty>}
      {groups.map(
        ([name, some]) =>
          some.length > 0 && (
            <section>
              <h2>{name}</h2>
              <ul class="plain">
                {some.map((draft) => (
                  <DraftLine draft={draft} />
                ))}
              </ul>
            </section>
          ),
      )}
    </>,
  );
}

/** A form for a new draft; nothing is stored before it is saved. */
export async function newDraftPage(c: Ctx) {
  const { store, config } = c.var.deps;
  const incident = await store.read.incidents.find(c.req.query('incident') ?? '');
  if (!incident) return messagePage(c, 404, 'No such incident', <p>Start a draft from an incident page.</p>);
  const template = config.responseTemplates.find((one) => one.slug === c.req.query('template'));
  const text = template ? fillPlaces(template.text, await draftPlaces(c, incident)) : '';
  const fields = { title: template?.title ?? '', kind: template?.kind ?? ('other' as const), text };
  const hidden = { incident: incident.slug, ...(template ? { template: template.slug } : {}) };
  return page(
    c,
    { title: 'New draft', current: '/incidents' },
    <>
      <p class="eyebrow">
        <a href={`/incidents/${incident.slug}`}>{incident.title}</a>
      </p>
      <h1>New draft</h1>
      <OpenPlaces text={text} hints={template?.facts ?? {}} />
      <DraftForm action="/drafts" fields={fields} hidden={hidden} save="Save draft" />
    </>,
  );
}

function Steps(props: { draft: ResponseDraft }) {
  const { draft } = props;
  const { state } = draft;
  const open = openPlaces(draft.text).length > 0;
  return (
    <div class="actions">
      {state === 'draft' && !open && <Step draft={draft} step="approve" label="Approve" />}
      {state === 'approved' && <Step draft={draft} step="reopen" label="Back to draft" quiet />}
      {state === 'answered' && <Step draft={draft} step="unsay" label="Mark as not published" quiet />}
      {(state === 'draft' || state === 'approved') && (
        <Step draft={draft} step="withdraw" label="Withdraw" quiet />
      )}
      {state === 'withdrawn' && <Step draft={draft} step="reopen" label="Back to draft" quiet />}
    </div>
  );
}

export async function draftPage(c: Ctx) {
  const { store, config, clock } = c.var.deps;
  const draft = await store.read.drafts.byId(idOf(c) ?? 0);
  if (!draft) return unknownDraft(c);
  const may = allows(c.get('principal')?.role ?? 'viewer', 'analyst');
  const template = config.responseTemplates.find((one) => one.slug === draft.template);
  const revision = { revision: String(draft.revision) };
  return page(
    c,
    { title: draft.title, current: '/incidents' },
    <>
      <p class="eyebrow">
        <a href="/drafts">Responses</a>
        {draft.incident !== undefined && (
          <>
            {' '}
            / <a href={`/incidents/${draft.incident}`}>{draft.incident}</a>
          </>
        )}
      </p>
      <h1>{draft.title}</h1>
      <p>
        <DraftState draft={draft} />{' '}
        <span class="muted">
          started by {draft.createdBy}, changed by {draft.changedBy}, <Time at={draft.changedAt} />
          {draft.approvedBy !== undefined && `, approved by ${draft.approvedBy}`}
        </span>
      </p>
      {draft.answeredAt !== undefined && (
        <p>
          Published <Time at={draft.answeredAt} />{' '}
          {draft.url !== undefined && <OutLink href={draft.url}>see it there</OutLink>}. It is marked on the
          charts of <a href={`/brands/${draft.brand}`}>{draft.brand}</a>.
        </p>
      )}
      <Lengths text={draft.text} />
      {draft.state === 'draft' && <OpenPlaces text={draft.text} hints={template?.facts ?? {}} />}
      {draft.state === 'draft' && may ? (
        <DraftForm action={`/drafts/${draft.id}`} fields={draft} hidden={revision} save="Save" />
      ) : (
        <pre class="mailtext card">{draft.text}</pre>
      )}
      {may && <Steps draft={draft} />}
      {may && draft.state === 'approved' && <SaidForm draft={draft} now={clock()} />}
    </>,
  );
}

/** Links to `/answers`, where drafts were up to release 0.1. */
export function oldDraftLink(c: Ctx) {
  const { pathname, search } = new URL(c.req.url);
  return c.redirect(`${pathname.replace(/^\/answers/, '/drafts')}${search}`, 301);
}
