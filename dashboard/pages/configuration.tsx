/** Pages on which people configure: the list of a kind, and one entry with its form and history. */
import type { ConfigEntry } from '../../config/load.ts';
import type { ConfigChange } from '../../src/store/configuration/port.ts';
import { CONFIG_KINDS, type ConfigKind } from '../../src/domain/configuration.ts';
import { allows } from '../../src/domain/user.ts';
import { configAccess } from '../api/configuration-routes.ts';
import { type Ctx, type Handler, param } from '../deps.ts';
import { formValues, type FormValues, plainText } from '../query/configuration-form.ts';
import { KIND_PAGES } from '../views/configuration/fields.ts';
import { ConfigForm } from '../views/configuration/form.tsx';
import { messagePage, page } from '../views/layout.tsx';
import { Empty, Pill, Table, Time } from '../views/parts.tsx';

function may(c: Ctx, kind: ConfigKind, what: 'read' | 'write'): boolean {
  const needed = configAccess(kind)[what];
  const principal = c.get('principal');
  if (!principal || needed === 'public') return false;
  if (needed === 'owner') return principal.role === 'admin' && principal.brands === null;
  return allows(principal.role, needed);
}

function Kinds(props: { c: Ctx; current: ConfigKind }) {
  const kinds = CONFIG_KINDS.filter((kind) => may(props.c, kind, 'read'));
  return (
    <nav aria-label="Settings" class="choices config-kinds">
      <ul>
        {kinds.map((kind) => (
          <li>
            <a href={`/settings/${kind}`} {...(kind === props.current ? { 'aria-current': 'page' } : {})}>
              {KIND_PAGES[kind].title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Origin(props: { entry: ConfigEntry }) {
  const { file, stored, unused, problems } = props.entry;
  return (
    <>
      {file !== undefined && (
        <>
          Defined in <code>config/{file}</code>
        </>
      )}
      {stored && (
        <>
          {stored.changedBy}, <Time at={stored.changedAt} />
        </>
      )}
      {(unused ?? problems[0]?.message) !== undefined && (
        <>
          {' '}
          <Pill kind="warning">{unused === undefined ? 'Used in part' : 'Not used'}</Pill>{' '}
          <span class="small">{unused ?? problems[0]?.message}</span>
        </>
      )}
    </>
  );
}

const SUMMARY = [
  'title',
  'terms',
  'url',
  'type',
  'emails',
  'at',
  'announced',
  'kind',
  'keepTextDays',
] as const;

/** What tells entries of a kind from each other. */
function summaryOf({ document }: ConfigEntry): string {
  const parts = SUMMARY.flatMap((name) => {
    const value = document[name];
    return value === undefined
      ? []
      : [Array.isArray(value) ? value.slice(0, 4).join(', ') : plainText(value)];
  });
  return parts.slice(0, 2).join(' · ').slice(0, 160);
}

/** One line about what was just done, with its undo. */
function Done(props: { c: Ctx; kind: ConfigKind }) {
  const { c, kind } = props;
  const [done, slug] = [c.req.query('done'), c.req.query('slug')];
  if (slug === undefined || !/^(saved|removed|undone)$/.test(done ?? '')) return <></>;
  return (
    <div role="status" class="card config-done">
      <form method="post" action={`/settings/${kind}/edit/${encodeURIComponent(slug)}`} class="actions">
        <span>
          {slug} was {done}. It is in force everywhere within seconds.
        </span>
        <button type="submit" name="do" value="undo" class="quiet">
          Undo
        </button>
      </form>
    </div>
  );
}

export function configListPage(kind: ConfigKind): Handler {
  return async (c) => {
    const entries = (await c.var.deps.editor?.entries(kind)) ?? [];
    const { title, one, about } = KIND_PAGES[kind];
    const change = may(c, kind, 'write');
    return page(
      c,
      { title, current: '/settings' },
      <>
        <h1>{title}</h1>
        <Kinds c={c} current={kind} />
        <p class="lead">{about}</p>
        <Done c={c} kind={kind} />
        {change && !(kind === 'retention' && entries.length > 0) && (
          <p class="actions">
            <a class="button" href={`/settings/${kind}/new`}>
              {kind === 'retention' ? 'Set retention' : `Add a ${one}`}
            </a>
          </p>
        )}
        {entries.length === 0 ? (
          <Empty>Nothing is set.</Empty>
        ) : (
          <Table
            caption={title}
            hideCaption
            head={['Name', 'What', 'Defined or last changed by']}
            rows={entries.map((entry) => [
              <a href={`/settings/${kind}/edit/${encodeURIComponent(entry.slug)}`}>
                {plainText(entry.document.name ?? entry.slug)}
              </a>,
              summaryOf(entry),
              <Origin entry={entry} />,
            ])}
          />
        )}
      </>,
    );
  };
}

function History(props: {
  kind: ConfigKind;
  slug: string;
  changes: readonly ConfigChange[];
  mayUndo: boolean;
}) {
  const { kind, slug, changes, mayUndo } = props;
  if (changes.length === 0) return <></>;
  const word = ({ before, after }: ConfigChange) => (before ? (after ? 'changed' : 'removed') : 'added');
  return (
    <section aria-labelledby="history-heading">
      <h2 id="history-heading">History</h2>
      <Table
        caption="History"
        hideCaption
        head={['When', 'Who', 'What', '']}
        rows={changes.map((change) => [
          <Time at={change.at} />,
          change.who,
          <>
            {word(change)} {changedFields(change)}
          </>,
          mayUndo ? (
            <form method="post" action={`/settings/${kind}/edit/${encodeURIComponent(slug)}`}>
              <input type="hidden" name="change" value={change.id} />
              <button type="submit" name="do" value="undo" class="quiet">
                Back to before
              </button>
            </form>
          ) : (
            ''
          ),
        ])}
      />
    </section>
  );
}

function changedFields({ before = {}, after = {} }: ConfigChange): string {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name])).join(', ');
}

/** What is shown again after a form was refused. */
export interface Refused {
  readonly values: FormValues;
  readonly errors: Readonly<Record<string, string>>;
  readonly status: 200 | 400 | 403 | 409 | 422;
  /** What a preview found. */
  readonly note?: string;
}

async function formBrands(c: Ctx) {
  const entries = (await c.var.deps.editor?.entries('brands')) ?? [];
  const names = new Map(entries.map(({ slug, document }) => [slug, plainText(document.name ?? slug)]));
  return [...names].map(([slug, name]) => ({ slug, name }));
}

export async function configNewPage(c: Ctx, kind: ConfigKind, refused?: Refused) {
  const { one } = KIND_PAGES[kind];
  const state = {
    kind,
    values: refused?.values ?? formValues(kind, {}),
    errors: refused?.errors ?? {},
    note: refused?.note,
    brands: await formBrands(c),
    action: `/settings/${kind}`,
    locked: false,
  };
  const title = kind === 'retention' ? 'Retention' : `Add a ${one}`;
  return page(
    c,
    { title, current: '/settings' },
    <>
      <h1>{title}</h1>
      <Kinds c={c} current={kind} />
      <ConfigForm state={state} />
    </>,
    refused?.status ?? 200,
  );
}

export async function configEntryPage(c: Ctx, kind: ConfigKind, refused?: Refused) {
  const { editor } = c.var.deps;
  const slug = param(c, 'slug');
  const entry = await editor?.entry(kind, slug);
  const changes = (await editor?.history(kind, slug)) ?? [];
  const { one } = KIND_PAGES[kind];
  if (!entry && changes.length === 0) {
    const back = <a href={`/settings/${kind}`}>See all</a>;
    return messagePage(c, 404, `No such ${one}`, <p>{back}</p>);
  }
  const change = may(c, kind, 'write');
  const locked = !change || entry?.file !== undefined;
  const state = entry && {
    kind,
    values: refused?.values ?? formValues(kind, entry.document),
    errors: refused?.errors ?? {},
    note: refused?.note,
    brands: await formBrands(c),
    action: `/settings/${kind}/edit/${encodeURIComponent(slug)}`,
    revision: entry.stored?.revision,
    locked,
  };
  return page(
    c,
    { title: slug, current: '/settings' },
    <>
      <h1>{plainText(entry?.document.name ?? slug)}</h1>
      <Kinds c={c} current={kind} />
      {!entry && <p class="lead">It was removed. The history brings it back.</p>}
      {entry?.file !== undefined && (
        <p class="card config-done">
          Defined in <code>config/{entry.file}</code>: change it there and restart. Files win over what is
          entered here.
        </p>
      )}
      {entry?.stored && (
        <p class="muted">
          Last changed by <Origin entry={entry} />
        </p>
      )}
      {state && <ConfigForm state={state} />}
      {entry?.stored && change && (
        <form method="post" action={state?.action} class="actions">
          <button type="submit" name="do" value="remove" class="quiet">
            Remove
          </button>
          <span class="small muted">It can be undone. What was collected stays.</span>
        </form>
      )}
      <History kind={kind} slug={slug} changes={changes} mayUndo={change && entry?.file === undefined} />
    </>,
    refused?.status ?? 200,
  );
}
