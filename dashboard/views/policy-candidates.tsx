/** Candidate policy changes that trackers found, and the form for a person's decision. */
import type { CandidateChange } from '../../src/store/policies/port.ts';
import { dayText } from '../../src/report/text/labels.ts';
import { OutLink, Pill, Time } from './parts.tsx';

export interface CandidateContext {
  readonly brandName: (slug: string) => string;
  /** Codes of harms with their titles. */
  readonly harms: readonly { readonly code: string; readonly title: string }[];
  readonly mayDecide: boolean;
}

/** What a person typed, kept when it was refused. */
export interface DecisionForm {
  readonly title: string;
  readonly announced: string;
  readonly effective: string;
  readonly touches: readonly string[];
  readonly words: string;
  readonly problems: readonly string[];
}

/** `2015-08-17`, as date inputs want it. */
export function isoDay(at: number | undefined): string {
  return at === undefined ? '' : new Date(at).toISOString().slice(0, 10);
}

export function formOf(candidate: CandidateChange): DecisionForm {
  const { title, announced, effective, touches, words } = candidate;
  return {
    title,
    announced: isoDay(announced),
    effective: isoDay(effective),
    touches,
    words: words.join(', '),
    problems: [],
  };
}

function Dates(props: { candidate: CandidateChange }) {
  const { announced, observed, effective } = props.candidate;
  return (
    <dl class="dates">
      <div>
        <dt>Announced</dt>
        <dd>{announced === undefined ? 'unknown' : dayText(announced)}</dd>
      </div>
      <div>
        <dt>First seen</dt>
        <dd>{observed ? `between ${dayText(observed.after)} and ${dayText(observed.by)}` : '–'}</dd>
      </div>
      <div>
        <dt>In effect</dt>
        <dd>{effective === undefined ? 'not stated' : dayText(effective)}</dd>
      </div>
    </dl>
  );
}

function Decide(props: { candidate: CandidateChange; form: DecisionForm; context: CandidateContext }) {
  const { candidate, form, context } = props;
  const id = (name: string) => `${name}-${candidate.slug}`;
  return (
    <form method="post" action={`/policy-changes/${candidate.slug}/decide`} class="decide">
      <input type="hidden" name="revision" value={String(candidate.revision)} />
      {form.problems.length > 0 && (
        <ul class="problems" role="alert">
          {form.problems.map((problem) => (
            <li>{problem}</li>
          ))}
        </ul>
      )}
      <p>
        <label for={id('title')}>Title</label>
        <input id={id('title')} name="title" value={form.title} maxlength={200} required />
      </p>
      <p>
        <label for={id('announced')}>Announced on</label>
        <input id={id('announced')} name="announced" type="date" value={form.announced} />
      </p>
      <p>
        <label for={id('effective')}>In effect from</label>
        <input id={id('effective')} name="effective" type="date" value={form.effective} />
      </p>
      <fieldset>
        <legend>Topics</legend>
        {context.harms.map(({ code, title }) => (
          <label class="choice">
            <input type="checkbox" name="touches" value={code} checked={form.touches.includes(code)} />{' '}
            {title}
          </label>
        ))}
      </fieldset>
      <p>
        <label for={id('words')}>Words that posts may repeat, separated by commas</label>
        <input id={id('words')} name="words" value={form.words} maxlength={1000} />
      </p>
      <div class="actions">
        <button type="submit" name="decision" value="confirmed">
          Confirm
        </button>
        <button type="submit" name="decision" value="dismissed" class="quiet">
          Dismiss
        </button>
      </div>
    </form>
  );
}

export function CandidateCard(props: {
  candidate: CandidateChange;
  context: CandidateContext;
  form?: DecisionForm;
}) {
  const { candidate, context } = props;
  const titles = new Map(context.harms.map(({ code, title }) => [code, title]));
  return (
    <article class="card" id={candidate.slug}>
      <h3>{candidate.title}</h3>
      <p class="muted">
        <a href={`/brands/${candidate.brand}`}>{context.brandName(candidate.brand)}</a>, {candidate.document}
      </p>
      {candidate.summary.map((sentence) => (
        <p class="summary">{sentence}</p>
      ))}
      <Dates candidate={candidate} />
      <p class="pills">
        {candidate.touches.map((code) => (
          <Pill kind="category">{titles.get(code) ?? code.replaceAll('_', ' ')}</Pill>
        ))}
        {candidate.minor && <Pill kind="muted">minor</Pill>}
      </p>
      <ul class="small">
        {candidate.evidence.map(({ note, url }) => (
          <li>
            {note} {url !== undefined && <OutLink href={url}>Source</OutLink>}
          </li>
        ))}
      </ul>
      {context.mayDecide && (
        <details open={props.form !== undefined}>
          <summary>Confirm or dismiss</summary>
          <Decide candidate={candidate} form={props.form ?? formOf(candidate)} context={context} />
        </details>
      )}
    </article>
  );
}

function Dismissed(props: { candidates: readonly CandidateChange[]; context: CandidateContext }) {
  const { candidates, context } = props;
  if (candidates.length === 0) return null;
  return (
    <details>
      <summary>Dismissed ({candidates.length})</summary>
      <ul>
        {candidates.map((candidate) => (
          <li>
            {candidate.title}, by {candidate.decidedBy ?? 'unknown'}
            {candidate.decidedAt !== undefined && (
              <>
                {' '}
                on <Time at={candidate.decidedAt} />
              </>
            )}{' '}
            {context.mayDecide && (
              <form method="post" action={`/policy-changes/${candidate.slug}/decide`} class="inline">
                <input type="hidden" name="revision" value={String(candidate.revision)} />
                <button type="submit" name="decision" value="proposed" class="quiet">
                  Undo
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** All candidate changes; nothing if there are none. */
export function Candidates(props: { all: readonly CandidateChange[]; context: CandidateContext }) {
  const { all, context } = props;
  if (all.length === 0) return null;
  const open = all.filter((one) => one.state === 'candidate');
  const great = open.filter((one) => !one.minor);
  const minor = open.filter((one) => one.minor);
  return (
    <section aria-labelledby="proposed-heading">
      <h2 id="proposed-heading">Candidate changes</h2>
      <p class="muted">
        Trackers found these changes. Outcry compares spikes with a change only after somebody confirms it.
      </p>
      {great.length === 0 && <p>Nothing to decide.</p>}
      {great.map((candidate) => (
        <CandidateCard candidate={candidate} context={context} />
      ))}
      {minor.length > 0 && (
        <details>
          <summary>Minor changes ({minor.length})</summary>
          {minor.map((candidate) => (
            <CandidateCard candidate={candidate} context={context} />
          ))}
        </details>
      )}
      <Dismissed candidates={all.filter((one) => one.state === 'dismissed')} context={context} />
    </section>
  );
}
