/** Response drafts: lines, the form, steps, and the length for each channel. */
import {
  type ResponseDraft,
  type DraftFields,
  channelLengths,
  openPlaces,
} from '../../src/domain/response-draft.ts';
import { readerZoneName } from '../../src/chart/reader.ts';
import type { ResponseKind } from '../../src/domain/brand.ts';
import { formatCount } from '../../src/report/text/labels.ts';
import { fieldTime, Pill, Time } from './parts.tsx';

export const KINDS: readonly { readonly kind: ResponseKind; readonly label: string }[] = [
  { kind: 'apology', label: 'Apology' },
  { kind: 'clarification', label: 'Clarification' },
  { kind: 'reversal', label: 'Reversal' },
  { kind: 'delay', label: 'Delay' },
  { kind: 'other', label: 'Other' },
];

/** The stored code `answered` is published. */
const STATES = {
  draft: 'draft',
  approved: 'approved',
  answered: 'published',
  withdrawn: 'withdrawn',
} as const;

const LOOK = { draft: 'muted', approved: 'good', answered: 'good', withdrawn: 'muted' } as const;

export function DraftState(props: { draft: ResponseDraft }) {
  return <Pill kind={LOOK[props.draft.state]}>{STATES[props.draft.state]}</Pill>;
}

/** The length of the text; too long is shown in words, not by colour alone. */
export function Lengths(props: { text: string }) {
  return (
    <ul class="pills plain">
      {channelLengths(props.text).map(({ channel, length, most }) => (
        <li>
          <Pill kind={length > most ? 'bad' : 'muted'}>
            {channel} {formatCount(length, 0)} of {formatCount(most, 0)}
            {length > most ? ': too long' : ''}
          </Pill>
        </li>
      ))}
    </ul>
  );
}

/** Placeholders that a person must fill in, with what to write there. */
export function OpenPlaces(props: { text: string; hints: Readonly<Record<string, string>> }) {
  const places = openPlaces(props.text);
  if (places.length === 0) return null;
  return (
    <div class="banner">
      <strong>Fill in before approval:</strong>
      <ul>
        {places.map((name) => (
          <li>
            <code>{`{${name}}`}</code> {props.hints[name] ?? ''}
          </li>
        ))}
      </ul>
    </div>
  );
}

export function DraftForm(props: {
  action: string;
  fields: DraftFields;
  hidden: Readonly<Record<string, string>>;
  save: string;
}) {
  const { fields } = props;
  return (
    <form method="post" action={props.action} class="decide card">
      {Object.entries(props.hidden).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <p>
        <label for="draft-title">Title (shown on charts)</label>
        <input id="draft-title" name="title" value={fields.title} maxlength={200} required />
      </p>
      <p>
        <label for="draft-kind">Kind</label>
        <select id="draft-kind" name="kind">
          {KINDS.map(({ kind, label }) => (
            <option value={kind} selected={kind === fields.kind}>
              {label}
            </option>
          ))}
        </select>
      </p>
      <p>
        <label for="draft-text">Text</label>
        <textarea id="draft-text" name="text" rows={10} maxlength={10_000} required>
          {fields.text}
        </textarea>
      </p>
      <div class="actions">
        <button type="submit" name="do" value="save">
          {props.save}
        </button>
      </div>
    </form>
  );
}

export function Step(props: { draft: ResponseDraft; step: string; label: string; quiet?: boolean }) {
  const { id, revision } = props.draft;
  return (
    <form method="post" action={`/drafts/${id}`} class="inline">
      <input type="hidden" name="revision" value={String(revision)} />
      <button type="submit" name="do" value={props.step} class={props.quiet ? 'quiet' : ''}>
        {props.label}
      </button>
    </form>
  );
}

/** When and where it was published: from then on it is marked on every chart of the brand. */
export function SaidForm(props: { draft: ResponseDraft; now: number }) {
  const { id, revision } = props.draft;
  return (
    <form method="post" action={`/drafts/${id}`} class="decide card">
      <h2>Published?</h2>
      <p class="muted">
        Outcry does not post. Enter when it was published: it is then marked on every chart of the brand, and
        its effect is measured.
      </p>
      <input type="hidden" name="revision" value={String(revision)} />
      <p>
        <label for="draft-at">Published at ({readerZoneName(props.now)})</label>
        <input id="draft-at" name="at" type="datetime-local" value={fieldTime(props.now)} required />
      </p>
      <p>
        <label for="draft-url">Link (optional)</label>
        <input id="draft-url" name="url" type="url" maxlength={500} />
      </p>
      <div class="actions">
        <button type="submit" name="do" value="answered">
          Mark as published
        </button>
      </div>
    </form>
  );
}

export function DraftLine(props: { draft: ResponseDraft }) {
  const { draft } = props;
  return (
    <li>
      <DraftState draft={draft} /> <a href={`/drafts/${draft.id}`}>{draft.title}</a>{' '}
      <span class="small muted">
        {draft.answeredAt === undefined ? (
          <>
            changed by {draft.changedBy}, <Time at={draft.changedAt} />
          </>
        ) : (
          <>
            published <Time at={draft.answeredAt} />
          </>
        )}
      </span>
    </li>
  );
}
