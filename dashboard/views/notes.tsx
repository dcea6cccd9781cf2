/** Notes on charts: the form, and the list. */
import { readerZoneName } from '../../src/chart/reader.ts';
import { MOST_NOTE } from '../../src/domain/chart-note.ts';
import type { ChartNote } from '../../src/store/views/port.ts';
import type { NotesPage } from '../query/notes.ts';
import { Empty, fieldTime, link, mentionsLink, Table, Time } from './parts.tsx';

/** What a form holds, after it was refused too. */
export interface NoteValues {
  readonly brand?: string | undefined;
  readonly at?: number | undefined;
  readonly until?: number | undefined;
  readonly text?: string | undefined;
}

const fieldOf = (at: number | undefined) => (at === undefined ? '' : fieldTime(at));

export function NoteForm(props: { page: NotesPage; values: NoteValues; problem?: string | undefined }) {
  const { page, values, problem } = props;
  const { edited } = page;
  return (
    <form method="post" action={edited ? `/notes/${edited.id}` : '/notes'} class="card decide note-form">
      <h2>{edited ? 'Edit the note' : 'Add a note'}</h2>
      {problem !== undefined && (
        <p class="problems" role="alert">
          {problem}
        </p>
      )}
      {!edited && (
        <p>
          <label for="note-brand">Brand</label>
          <select id="note-brand" name="brand" required>
            {page.brands.map(({ slug, name }) => (
              <option value={slug} selected={slug === values.brand}>
                {name}
              </option>
            ))}
          </select>
        </p>
      )}
      <p>
        <label for="note-at">Time ({readerZoneName(values.at ?? 0)})</label>
        <input type="datetime-local" id="note-at" name="at" value={fieldOf(values.at)} required />
      </p>
      <p>
        <label for="note-until">Until, for a stretch</label>
        <input type="datetime-local" id="note-until" name="until" value={fieldOf(values.until)} />
      </p>
      <p>
        <label for="note-text">What happened</label>
        <input
          id="note-text"
          name="text"
          value={values.text ?? ''}
          maxlength={MOST_NOTE}
          required
          autocomplete="off"
        />
      </p>
      <div class="actions">
        <button type="submit">{edited ? 'Save' : 'Add note'}</button>
        {edited && (
          <a class="button quiet" href={link('/notes', { brand: edited.brand })}>
            Cancel
          </a>
        )}
      </div>
    </form>
  );
}

/** Says that a note was deleted, with its undo. */
export function DeletedNote(props: { note: ChartNote | undefined }) {
  const { note } = props;
  if (!note) return null;
  return (
    <div class="banner feedback" role="status">
      Deleted “{note.text}”.{' '}
      <form method="post" action={`/notes/${note.id}`} class="inline">
        <input type="hidden" name="verb" value="undo" />
        <button type="submit" class="quiet small">
          Undo
        </button>
      </form>
    </div>
  );
}

const HOUR = 3_600_000;

export function NoteList(props: { page: NotesPage; analyst: boolean }) {
  const { notes, brands } = props.page;
  if (notes.length === 0) {
    return <Empty>No notes yet. A note stands at a time, and all charts of its brand show it.</Empty>;
  }
  const names = new Map(brands.map(({ slug, name }) => [slug, name]));
  return (
    <Table
      caption="Notes"
      hideCaption
      head={['When', 'Brand', 'Note', 'By', 'Action']}
      rows={notes.map((note) => [
        <>
          <Time at={note.at} />
          {note.until !== undefined && (
            <>
              {' '}
              to <Time at={note.until} />
            </>
          )}
        </>,
        names.get(note.brand) ?? note.brand,
        <a href={mentionsLink(note.brand, note.at - 12 * HOUR, (note.until ?? note.at) + 12 * HOUR)}>
          {note.text}
        </a>,
        note.who,
        props.analyst ? (
          <span class="actions">
            <a class="button quiet small" href={link('/notes', { brand: note.brand, edit: note.id })}>
              Edit
            </a>
            <form method="post" action={`/notes/${note.id}`}>
              <input type="hidden" name="verb" value="delete" />
              <button type="submit" class="quiet small">
                Delete
              </button>
            </form>
          </span>
        ) : (
          ''
        ),
      ])}
    />
  );
}
