/** A person's decision about a candidate policy change. Of two simultaneous decisions the second is refused. */
import { UserError } from '../../src/domain/result.ts';
import { parseInstant } from '../../src/ingest/time/read-time.ts';
import type { CandidateChange, CandidateEdit, CandidateState } from '../../src/store/policies/port.ts';
import { noteAudit } from '../auth/audit.ts';
import { type Ctx, param } from '../deps.ts';
import { type Form, formOf, revisionOf, textOf, whoAsks } from '../query/form.ts';
import { messagePage, page } from '../views/layout.tsx';
import { type DecisionForm, CandidateCard } from '../views/policy-candidates.tsx';
import { candidateContext } from '../query/policy-candidates.ts';
import { cutText } from '../../src/domain/text.ts';
import { leaveNotice } from '../security/notice.ts';

const STATES: readonly string[] = ['confirmed', 'dismissed', 'candidate'];
/** Longer lines are cut. */
const LONGEST = 1_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

function listOf(form: Form, name: string): string[] {
  const value = form[name];
  const list = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return list.filter((one): one is string => typeof one === 'string');
}

/** A day as its first moment, UTC; undefined where the field is empty. */
function dayOf(text: string, name: string): number | undefined {
  if (text === '') return undefined;
  const at = DAY.test(text) ? parseInstant(text) : undefined;
  if (at === undefined)
    throw new UserError(`${name}: “${cutText(text, 30)}” is not a date. Use the form 2026-03-02.`);
  return at;
}

/** What the form changes. Throws UserError for what cannot be taken. */
function editOf(form: DecisionForm, candidate: CandidateChange, codes: ReadonlySet<string>): CandidateEdit {
  if (form.title === '') throw new UserError('Enter a title.');
  const announced = dayOf(form.announced, 'Announced on');
  const effective = dayOf(form.effective, 'In effect from');
  const { observed } = candidate;
  if (announced === undefined && effective === undefined && !observed) {
    throw new UserError('Enter at least one date: spikes cannot be compared without one.');
  }
  return {
    title: cutText(form.title, 200),
    announced,
    observed,
    effective,
    touches: form.touches.filter((code) => codes.has(code)),
    words: form.words
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== '')
      .slice(0, 50),
  };
}

function sayWrong(c: Ctx, candidate: CandidateChange, form: DecisionForm) {
  const context = candidateContext(c);
  return page(
    c,
    { title: 'The decision was not saved', current: '/policy-changes' },
    <>
      <h1>The decision was not saved</h1>
      <CandidateCard candidate={candidate} context={context} form={form} />
    </>,
    400,
  );
}

export async function policyDecide(c: Ctx) {
  const { store, clock } = c.var.deps;
  const form = await formOf(c);
  const revision = revisionOf(form);
  const state = textOf(form, 'decision', LONGEST) as CandidateState;
  if (!STATES.includes(state) || revision === undefined) {
    return messagePage(c, 400, 'The form is incomplete', <p>Reload the page and try again.</p>);
  }
  const candidate = await store.read.policies.candidate(param(c, 'slug'));
  if (!candidate) return messagePage(c, 404, 'No such candidate change', <p>It no longer exists.</p>);
  const given: DecisionForm = {
    title: textOf(form, 'title', LONGEST),
    announced: textOf(form, 'announced', LONGEST),
    effective: textOf(form, 'effective', LONGEST),
    touches: listOf(form, 'touches'),
    words: textOf(form, 'words', LONGEST),
    problems: [],
  };
  let edit: CandidateEdit | undefined;
  try {
    const codes = new Set(candidateContext(c).harms.map(({ code }) => code));
    if (state === 'confirmed') edit = editOf(given, candidate, codes);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return sayWrong(c, candidate, { ...given, problems: [error.message] });
  }
  const who = whoAsks(c);
  const decided = await store.tx(async (tx) => {
    const decision = { state, who, at: clock(), ...(edit ? { edit } : {}) };
    if (!(await tx.policies.decide(candidate.slug, revision, decision))) return false;
    // The brand's spikes are attributed again.
    const brand = await tx.brands.bySlug(candidate.brand);
    if (brand) await tx.brands.markDirty([brand.id]);
    return true;
  });
  if (decided) await noteAudit(c, `${state} the policy change`, candidate.slug);
  if (decided) leaveNotice(c, { text: `“${candidate.title}” ${state}.` });
  if (decided) return c.redirect('/policy-changes', 303);
  const now = (await store.read.policies.candidate(candidate.slug)) ?? candidate;
  return messagePage(
    c,
    409,
    'Changed by someone else',
    <p>
      “{now.title}” was {now.state} by {now.decidedBy ?? 'somebody else'} after you opened the page. Your
      decision was not saved. <a href="/policy-changes">Show it</a>
    </p>,
  );
}
