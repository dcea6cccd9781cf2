/** What an analyst can do with a mention: small forms that need no scripts. */
import { countOf } from '../../../src/report/text/labels.ts';
import { MOST_TAGS } from '../../../src/store/triage/port.ts';
import type { Harm } from '../../query/mention-annotations.ts';
import { listLink } from '../../query/mentions.ts';
import { link } from '../parts.tsx';
import { type ActionsProps, Hidden, titleOf } from './annotations.tsx';
import { QuickForms } from './quick.tsx';
import { cutText } from '../../../src/domain/text.ts';

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
      {betrayal?.label && sentiment?.label === 'negative' && (
        <p class="small muted hint">
          The button “Not negative” also takes the mark “broken trust”. Here, each is set on its own.
        </p>
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

function PartLinks({ mention, brands }: ActionsProps) {
  const { id, source, authorPseudonym: author } = mention;
  const own = brands.map(({ slug }) => slug);
  const of = (name: string) => (brands.length === 1 ? '' : ` for ${cutText(name, 30)}`);
  return (
    <p class="triage-links small">
      {author !== undefined && own.length > 0 && (
        <a href={listLink({ brand: own, author, order: 'newest' })}>Other posts of this author</a>
      )}
      {brands.map(({ slug: brand, name }) => (
        <>
          {author !== undefined && (
            <>
              <a href={link('/mentions', { brand, exclude_author: `${source}/${author}` })}>
                What if without this author{of(name)}?
              </a>
              <a href={link('/mutes', { brand, mention: id })}>Mute this author{of(name)}…</a>
            </>
          )}
          <a href={link('/mentions', { brand, exclude_source: source })}>
            What if without {source}
            {of(name)}?
          </a>
          <a href={link('/mutes', { brand, source })}>
            Mute {source}
            {of(name)}…
          </a>
        </>
      ))}
    </p>
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
        <summary>Correct…</summary>
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
