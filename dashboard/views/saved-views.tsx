/** Saved views: the links on a page, the form that saves one, the list. */
import { MOST_VIEW_NAME } from '../../src/domain/saved-view.ts';
import type { SavedView } from '../../src/store/views/port.ts';
import { saveAddress } from '../query/saved-views.ts';
import { Empty } from './parts.tsx';
import { Result, TextField } from './setup/fields.tsx';

/** A page as it can be saved: its address, and a first name for it. */
export interface Savable {
  readonly address: string;
  readonly name: string;
}

/** The pinned views of this page as links, and a link that saves what is shown. */
export function PageViews(props: { views: readonly SavedView[]; here: Savable }) {
  const { views, here } = props;
  return (
    <nav class="page-views" aria-label="Saved views">
      {views.length > 0 && (
        <ul class="chips">
          {views.map(({ address, name }) => (
            <li>
              <a href={address} {...(address === here.address ? { 'aria-current': 'page' } : {})}>
                <span dir="auto">{name}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
      <a class="small" href={saveAddress(here)}>
        Save this view
      </a>
    </nav>
  );
}

export interface ViewForm {
  readonly address: string;
  readonly name: string;
  readonly pinned: boolean;
  readonly shared: boolean;
}

function Choices(props: { id: string; form: Pick<ViewForm, 'pinned' | 'shared'>; mayShare: boolean }) {
  const { id, form, mayShare } = props;
  return (
    <>
      <label class="choice" for={`${id}-pinned`}>
        <input id={`${id}-pinned`} type="checkbox" name="pinned" value="yes" checked={form.pinned} /> Show in
        the menu
      </label>
      {mayShare && (
        <label class="choice" for={`${id}-shared`}>
          <input id={`${id}-shared`} type="checkbox" name="shared" value="yes" checked={form.shared} /> Share
          with everybody who may see its brands
        </label>
      )}
    </>
  );
}

/** The form of a new view. */
export function SaveViewForm(props: { form: ViewForm; mayShare: boolean; problem?: string | undefined }) {
  const { form, mayShare, problem } = props;
  return (
    <form method="post" action="/views" class="card form">
      <input type="hidden" name="address" value={form.address} />
      <TextField
        id="view-name"
        name="name"
        label="Name"
        value={form.name}
        maxlength={MOST_VIEW_NAME}
        problem={problem}
        required
        autofocus
      />
      <Choices id="view" form={form} mayShare={mayShare} />
      <p class="actions">
        <button type="submit">Save view</button>
        <a class="button quiet" href={form.address}>
          Cancel
        </a>
      </p>
    </form>
  );
}

function Row(props: { view: SavedView; mayShare: boolean }) {
  const { view, mayShare } = props;
  const id = `view-${view.id}`;
  return (
    <div class="actions">
      <details class="edit-view">
        <summary class="small">Change</summary>
        <form method="post" action={`/views/${view.id}`} class="form">
          <TextField
            id={`${id}-name`}
            name="name"
            label="Name"
            value={view.name}
            maxlength={MOST_VIEW_NAME}
            required
          />
          <Choices id={id} form={view} mayShare={mayShare || view.shared} />
          <button type="submit" name="do" value="save">
            Save
          </button>
        </form>
      </details>
      <form method="post" action={`/views/${view.id}`}>
        <button type="submit" name="do" value={view.pinned ? 'unpin' : 'pin'} class="quiet small">
          {view.pinned ? 'Unpin' : 'Pin'}
        </button>{' '}
        <button type="submit" name="do" value="delete" class="quiet small" aria-label={`Delete ${view.name}`}>
          Delete
        </button>
      </form>
    </div>
  );
}

const PAGES: readonly (readonly [begins: string, name: string])[] = [
  ['/mentions', 'Mentions'],
  ['/incidents', 'Incidents'],
  ['/brands/', 'Brand'],
];

function pageName(address: string): string {
  return PAGES.find(([begins]) => address.startsWith(begins))?.[1] ?? 'Now';
}

/** All views, with what may be done to each. `mayChange` has the ids of those that the reader may change. */
export function ViewList(props: {
  views: readonly SavedView[];
  who: string;
  mayChange: ReadonlySet<number>;
  mayShare: boolean;
  problem?: string | undefined;
}) {
  const { views, who, mayChange, mayShare, problem } = props;
  return (
    <>
      {problem !== undefined && <Result ok={false}>{problem}</Result>}
      {views.length === 0 ? (
        <Empty>
          No saved views yet. Choose filters under <a href="/mentions">Mentions</a>,{' '}
          <a href="/incidents">Incidents</a> or <a href="/">Now</a>, then press “Save this view”.
        </Empty>
      ) : (
        <ul class="plain rows card saved-views">
          {views.map((view) => (
            <li>
              <span>
                <a href={view.address} class="strong" dir="auto">
                  {view.name}
                </a>{' '}
                <span class="small muted">
                  {pageName(view.address)}, {view.who === who ? 'yours' : `by ${view.who}`}
                </span>{' '}
                {view.shared && <span class="pill">shared</span>}{' '}
                {view.pinned && <span class="pill">in the menu</span>}
              </span>
              {mayChange.has(view.id) && <Row view={view} mayShare={mayShare} />}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
