/** What people said about a mention: tags, notes, corrections with their undo. */
import type { BrandRow } from '../../../src/store/brands/port.ts';
import type { MentionRow } from '../../../src/store/mentions/port.ts';
import type { Triage } from '../../query/mention-annotations.ts';
import { Pill, Time } from '../parts.tsx';

export interface ActionsProps {
  readonly mention: MentionRow;
  readonly triage: Triage;
  /** The brands of the page that the post counts for. With several, what is about one of them asks for which. */
  readonly brands: readonly Pick<BrandRow, 'slug' | 'name'>[];
  /** Where the forms return to. */
  readonly back: string;
  /** Names of categories. */
  readonly titles: ReadonlyMap<string, unknown>;
  readonly who: string;
  /** Whether the reader may change anything. */
  readonly analyst: boolean;
}

export function titleOf(code: string, titles: ReadonlyMap<string, unknown>): string {
  const found = titles.get(code) as { readonly title?: string } | undefined;
  return found?.title ?? code.replaceAll('_', ' ');
}

/** In words: `sentiment: positive`, `not: Surveillance`. */
export function correctionText(one: { field: string; value: string }, titles: ReadonlyMap<string, unknown>) {
  if (one.field === 'sentiment') return `sentiment is ${one.value}`;
  if (one.field === 'betrayal') return one.value === 'yes' ? 'broken trust' : 'no broken trust';
  const name = titleOf(one.value.slice(1), titles);
  return one.value.startsWith('+') ? name : `not: ${name}`;
}

export function Hidden(props: { fields: Readonly<Record<string, string | number>> }) {
  return (
    <>
      {Object.entries(props.fields).map(([name, value]) => (
        <input type="hidden" name={name} value={String(value)} />
      ))}
    </>
  );
}

/** A correction in force, with its undo beside it. */
function Correction(props: ActionsProps & { one: Triage['corrections'][number] }) {
  const { mention, triage, back, titles, one } = props;
  return (
    <p class="small muted corrected-line">
      <span>
        Corrected: {correctionText(one, titles)} ({one.who})
      </span>
      {props.analyst && (
        <form method="post" action={`/mentions/${mention.id}/undo`} class="inline">
          <Hidden fields={{ back, correction: one.id, revision: triage.revision }} />
          <button type="submit" class="quiet small" aria-label={`Undo “${correctionText(one, titles)}”`}>
            Undo
          </button>
        </form>
      )}
    </p>
  );
}

/** Tags, notes and corrections, shown to everybody. */
export function MentionAnnotations(props: ActionsProps) {
  const { annotations, corrections } = props.triage;
  if (
    annotations.tags.length + annotations.notes.length + corrections.length === 0 &&
    !annotations.bookmarked
  )
    return null;
  return (
    <div class="annotations">
      {(annotations.bookmarked || annotations.tags.length > 0) && (
        <p class="pills">
          {annotations.bookmarked && <Pill kind="bookmarked">★ bookmarked</Pill>}
          {annotations.tags.map((tag) => (
            <Pill kind="tag">{tag}</Pill>
          ))}
        </p>
      )}
      {corrections.map((one) => (
        <Correction {...props} one={one} />
      ))}
      {annotations.notes.map((note) => (
        <p class="note small">
          <span class="muted">
            {note.who}, <Time at={note.at} />:
          </span>{' '}
          {note.text}
        </p>
      ))}
    </div>
  );
}
