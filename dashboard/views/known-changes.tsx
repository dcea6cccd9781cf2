/** Policy changes that spikes are compared with: configured or confirmed by a person. */
import type { PolicyChange } from '../../src/domain/brand.ts';
import type { DropReason } from '../../src/policy/snapshot-change.ts';
import type { TrackedPolicies } from '../../src/series/policy-tracking.ts';
import { dayText } from '../../src/report/text/labels.ts';
import type { CandidateChange } from '../../src/store/policies/port.ts';
import { OutLink, Pill, Table, Time } from './parts.tsx';
import type { CandidateContext } from './policy-candidates.tsx';

function observedText({ observed }: PolicyChange): string {
  return observed ? `between ${dayText(observed.after)} and ${dayText(observed.by)}` : '–';
}

function Confirmed(props: { candidate: CandidateChange; mayDecide: boolean }) {
  const { slug, revision, decidedBy, decidedAt } = props.candidate;
  return (
    <div class="small muted">
      Confirmed by {decidedBy ?? 'unknown'}
      {decidedAt !== undefined && (
        <>
          {' '}
          on <Time at={decidedAt} />
        </>
      )}{' '}
      {props.mayDecide && (
        <form method="post" action={`/policy-changes/${slug}/decide`} class="inline">
          <input type="hidden" name="revision" value={String(revision)} />
          <button type="submit" name="decision" value="proposed" class="quiet">
            Undo
          </button>
        </form>
      )}
    </div>
  );
}

/** `confirmed`: the candidate that it came from, if no file has it. */
export function KnownChange(props: {
  change: PolicyChange;
  confirmed: CandidateChange | undefined;
  context: CandidateContext;
}) {
  const { change, confirmed, context } = props;
  const titles = new Map(context.harms.map(({ code, title }) => [code, title]));
  return (
    <article class="card" id={change.slug}>
      <h2>{change.title}</h2>
      <p class="muted">
        <a href={`/brands/${change.brand}`}>{context.brandName(change.brand)}</a>
      </p>
      <dl class="dates">
        <div>
          <dt>Announced</dt>
          <dd>{change.announced === undefined ? '–' : dayText(change.announced)}</dd>
        </div>
        <div>
          <dt>First seen</dt>
          <dd>{observedText(change)}</dd>
        </div>
        <div>
          <dt>In effect</dt>
          <dd>{change.effective === undefined ? '–' : dayText(change.effective)}</dd>
        </div>
      </dl>
      <p class="pills">
        {change.touches.map((code) => (
          <Pill kind="category">{titles.get(code) ?? code.replaceAll('_', ' ')}</Pill>
        ))}
      </p>
      <ul class="small">
        {change.evidence.map(({ note, url }) => (
          <li>
            {note} {url !== undefined && <OutLink href={url}>Source</OutLink>}
          </li>
        ))}
      </ul>
      {confirmed && <Confirmed candidate={confirmed} mayDecide={context.mayDecide} />}
    </article>
  );
}

const REASONS: Readonly<Record<DropReason, string>> = {
  duplicate: 'duplicate',
  first_record: 'first snapshot',
  technical: 'tracker maintenance',
  same_text: 'text unchanged',
  truncated: 'part of a text',
  foreign_text: 'text of another document',
  return: 'reverted to an earlier text',
  undone: 'reverted within three days',
  seen_elsewhere: 'already found by another tracker',
  merged: 'merged with another tracker’s change',
};

/** Policy snapshots that are not a change, by reason; nothing if there are none. */
export function SnapshotsLeftOut(props: { tracked: readonly TrackedPolicies[]; context: CandidateContext }) {
  const rows = props.tracked.flatMap(({ brand, leftOut }) =>
    leftOut.flatMap(({ document, counts }) =>
      Object.entries(counts).map(([reason, count]) => [
        props.context.brandName(brand),
        document,
        REASONS[reason as DropReason],
        count,
      ]),
    ),
  );
  if (rows.length === 0) return null;
  const sum = rows.reduce((total, row) => total + Number(row[3]), 0);
  return (
    <details>
      <summary>Snapshots without a change ({sum})</summary>
      <Table
        caption="Snapshots without a change"
        hideCaption
        head={['Brand', 'Document', 'Reason', 'Snapshots']}
        rows={rows}
      />
    </details>
  );
}
