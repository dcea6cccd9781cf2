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
  readonly brand: string;
  /** Where the forms return to. */
  readonly back: string;
}

/** In words: `sentiment: positive`, `not: Surveillance`. */
export function correctionText(one: { field: string; value: string }, titles: ReadonlyMap<string, unknown>) {
  if (one.field === 'sentiment') return `sentiment is ${one.value}`;
  if (one.field === 'betrayal') return one.value === 'yes' ? 'broken trust' : 'no broken trust';
  const code = one.value.slice(1);
  const found = titles.get(code) as { readonly title?: string } | undefined;
  const name = found?.title ?? code.replaceAll('_', ' ');
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

function CorrectForm({ mention, triage, back }: ActionsProps) {
  const { id, sentiment, betrayal, duplicates = 0 } = mention;
  const codes = [
    ...new Set(
      (betrayal?.categories ?? []).filter((hit) => hit.polarity === 'concern').map((hit) => hit.code),
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
              <option value={code}>{code.replaceAll('_', ' ')}</option>
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

/** Tags, notes and corrections, shown to everybody. */
export function MentionAnnotations(props: { triage: Triage; titles: ReadonlyMap<string, unknown> }) {
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
      {corrections.length > 0 && (
        <p class="small muted">
          Corrected:{' '}
          {corrections.map((one) => `${correctionText(one, props.titles)} (${one.who})`).join('; ')}
        </p>
      )}
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

function UndoForms(props: ActionsProps & { titles: ReadonlyMap<string, unknown>; who: string }) {
  const { mention, triage, back, titles, who } = props;
  const own = triage.annotations.notes.filter((note) => note.who === who);
  if (triage.corrections.length + triage.annotations.tags.length + own.length === 0) return null;
  return (
    <div class="triage-row">
      {triage.corrections.map((one) => (
        <form method="post" action={`/mentions/${mention.id}/undo`}>
          <Hidden fields={{ back, correction: one.id, revision: triage.revision }} />
          <button type="submit" class="quiet small">
            Undo “{correctionText(one, titles)}”
          </button>
        </form>
      ))}
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

export function MentionActions(
  props: ActionsProps & { titles: ReadonlyMap<string, unknown>; who: string; open?: boolean },
) {
  return (
    <details class="triage" {...(props.open ? { open: true } : {})}>
      <summary>Correct, tag, mute</summary>
      <CorrectForm {...props} />
      <TagForms {...props} />
      <UndoForms {...props} />
      <PartLinks {...props} />
    </details>
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
