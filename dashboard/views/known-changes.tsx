/** Policy changes that spikes are held against: configured ones, and those that a person confirmed. */
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
      Confirmed by {decidedBy ?? 'nobody'}
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

/** `confirmed`: the proposal that it was, where no file has it. */
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
  duplicate: 'came twice',
  first_record: 'first record',
  technical: 'work on the tracker',
  same_text: 'same text as before',
  foreign_text: 'another document’s text',
  return: 'back to an earlier text',
  undone: 'gone within three days',
  seen_elsewhere: 'another tracker had it',
  merged: 'same change, another tracker',
};

/** Records of trackers that are no change, by reason; nothing where no tracker recorded anything. */
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
      <summary>Records of trackers that are no change ({sum})</summary>
      <Table
        caption="Records left out"
        hideCaption
        head={['Brand', 'Document', 'Why', 'Records']}
        rows={rows}
      />
    </details>
  );
}
