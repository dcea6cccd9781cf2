/** What an analyst can do with a mention: small forms that need no scripts. */
import { countOf } from '../../../src/report/text/labels.ts';
import type { MentionRow } from '../../../src/store/mentions/port.ts';
import { MOST_TAGS } from '../../../src/store/triage/port.ts';
import type { Harm, Triage } from '../../query/mention-annotations.ts';
import { link, Pill, Time } from '../parts.tsx';
import { cutText } from '../../../src/domain/text.ts';

export interface ActionsProps {
  readonly mention: MentionRow;
  readonly triage: Triage;
  /** Its slug; empty where the post is about none that the list shows. */
  readonly brand: string;
  /** Where the forms return to. */
  readonly back: string;
  /** Names of categories. */
  readonly titles: ReadonlyMap<string, unknown>;
  readonly who: string;
  /** Whether the reader may change anything. */
  readonly analyst: boolean;
}

function titleOf(code: string, titles: ReadonlyMap<string, unknown>): string {
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

function Hidden(props: { fields: Readonly<Record<string, string | number>> }) {
  return (
    <>
      {Object.entries(props.fields).map(([name, value]) => (
        <input type="hidden" name={name} value={String(value)} />
      ))}
    </>
  );
}

/** One click for what is most often wrong; each can be undone beside the result. */
function QuickForms({ mention, triage, back, brand }: ActionsProps) {
  const { id, sentiment, betrayal, duplicates = 0 } = mention;
  const action = `/mentions/${id}/correct`;
  const fields = { revision: triage.revision, back, ...(duplicates > 0 ? { duplicates: 'yes' } : {}) };
  const also = duplicates > 0 ? { title: `Also for ${countOf(duplicates, 'near-duplicate')}` } : {};
  return (
    <div class="quick">
      {sentiment?.label === 'negative' && (
        <form method="post" action={action}>
          <Hidden fields={{ ...fields, sentiment: 'neutral' }} />
          <button type="submit" class="quiet small" {...also}>
            Not negative
          </button>
        </form>
      )}
      {betrayal?.label && (
        <form method="post" action={action}>
          <Hidden fields={{ ...fields, betrayal: 'no' }} />
          <button type="submit" class="quiet small" {...also}>
            Not about trust
          </button>
        </form>
      )}
      {brand !== '' && (
        <form method="post" action={`/mentions/${id}/not-about`}>
          <Hidden fields={{ brand, back }} />
          <button type="submit" class="quiet small" title="It no longer counts for this brand">
            Not about us
          </button>
        </form>
      )}
    </div>
  );
}

function CorrectForm({ mention, triage, back, titles }: ActionsProps) {
  const { id, sentiment, betrayal, duplicates = 0 } = mention;
  const codes = [
    ...new Set(
      (betrayal?.label ? betrayal.categories : [])
        .filter((hit) => hit.polarity === 'concern')
        .map((hit) => hit.code),
    ),
  ];
  return (
    <form method="post" action={`/mentions/${id}/correct`} class="triage-form">
      <Hidden fields={{ revision: triage.revision, back }} />
      <label>
        Sentiment
        <select name="sentiment">
          {!sentiment && <option value="">not scored</option>}
          {(['negative', 'neutral', 'positive'] as const).map((label) => (
            <option value={label} selected={sentiment?.label === label}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <label>
        Broken trust
        <select name="betrayal">
          <option value="yes" selected={betrayal?.label === true}>
            yes
          </option>
          <option value="no" selected={betrayal?.label !== true}>
            no
          </option>
        </select>
      </label>
      <label>
        Add a category
        <input name="add" list="harm-codes" autocomplete="off" maxlength={100} />
      </label>
      {codes.length > 0 && (
        <label>
          Remove a category
          <select name="remove">
            <option value="">none</option>
            {codes.map((code) => (
              <option value={code}>{titleOf(code, titles)}</option>
            ))}
          </select>
        </label>
      )}
      {duplicates > 0 && (
        <label class="check">
          <input type="checkbox" name="duplicates" value="yes" checked /> Also correct{' '}
          {countOf(duplicates, 'duplicate')}
        </label>
      )}
      <button type="submit" class="quiet">
        Correct
      </button>
    </form>
  );
}

function TagForms({ mention, triage, back }: ActionsProps) {
  const { id } = mention;
  const { tags, bookmarked } = triage.annotations;
  return (
    <div class="triage-row">
      {tags.length < MOST_TAGS && (
        <form method="post" action={`/mentions/${id}/tags`} class="triage-form">
          <Hidden fields={{ back, verb: 'add' }} />
          <label>
            Tag
            <input name="tag" list="known-tags" autocomplete="off" maxlength={60} required />
          </label>
          <button type="submit" class="quiet">
            Add
          </button>
        </form>
      )}
      <form method="post" action={`/mentions/${id}/notes`} class="triage-form wide-form">
        <Hidden fields={{ back, verb: 'add' }} />
        <label>
          Note
          <input name="text" autocomplete="off" maxlength={2000} required />
        </label>
        <button type="submit" class="quiet">
          Add note
        </button>
      </form>
      <form method="post" action={`/mentions/${id}/bookmark`} class="triage-form">
        <Hidden fields={{ back, on: bookmarked ? 'no' : 'yes' }} />
        <button type="submit" class="quiet">
          {bookmarked ? 'Remove bookmark' : 'Bookmark'}
        </button>
      </form>
    </div>
  );
}

function PartLinks({ mention, brand }: ActionsProps) {
  const { id, source, authorPseudonym: author } = mention;
  return (
    <p class="triage-links small">
      {author !== undefined && (
        <>
          <a href={link('/mentions', { brand, author, order: 'newest' })}>Other posts of this author</a>
          <a href={link('/mentions', { brand, exclude_author: `${source}/${author}` })}>
            What if without this author?
          </a>
          <a href={link('/mutes', { brand, mention: id })}>Mute this author…</a>
        </>
      )}
      <a href={link('/mentions', { brand, exclude_source: source })}>What if without {source}?</a>
      <a href={link('/mutes', { brand, source })}>Mute {source}…</a>
    </p>
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

function RemoveForms({ mention, triage, back, who }: ActionsProps) {
  const own = triage.annotations.notes.filter((note) => note.who === who);
  if (triage.annotations.tags.length + own.length === 0) return null;
  return (
    <div class="triage-row">
      {triage.annotations.tags.map((tag) => (
        <form method="post" action={`/mentions/${mention.id}/tags`}>
          <Hidden fields={{ back, verb: 'remove', tag }} />
          <button type="submit" class="quiet small">
            Remove tag “{tag}”
          </button>
        </form>
      ))}
      {own.map((note) => (
        <form method="post" action={`/mentions/${mention.id}/notes`}>
          <Hidden fields={{ back, verb: 'remove', note: note.id }} />
          <button type="submit" class="quiet small">
            Remove note “{cutText(note.text, 20)}”
          </button>
        </form>
      ))}
    </div>
  );
}

export function MentionActions(props: ActionsProps & { open?: boolean }) {
  return (
    <div class="mention-actions">
      <QuickForms {...props} />
      <details class="triage" {...(props.open ? { open: true } : {})}>
        <summary>Edit</summary>
        <div class="triage-forms">
          <CorrectForm {...props} />
          <TagForms {...props} />
          <RemoveForms {...props} />
          <PartLinks {...props} />
        </div>
      </details>
    </div>
  );
}

/** Suggestions for the forms of a page; once per page. */
export function TriageLists(props: { harms: readonly Harm[]; tags: readonly string[] }) {
  return (
    <>
      <datalist id="harm-codes">
        {props.harms.map(({ code, title }) => (
          <option value={code}>{title}</option>
        ))}
      </datalist>
      <datalist id="known-tags">
        {props.tags.map((tag) => (
          <option value={tag}></option>
        ))}
      </datalist>
    </>
  );
}
