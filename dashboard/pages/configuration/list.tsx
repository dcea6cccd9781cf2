/** The list of a kind of what people configure. */
import type { ConfigEntry } from '../../../config/load.ts';
import type { ConfigKind } from '../../../src/domain/configuration.ts';
import type { Ctx, Handler } from '../../deps.ts';
import { plainText } from '../../query/configuration-form.ts';
import { KIND_PAGES } from '../../views/configuration/fields.ts';
import { Kinds, mayConfigure, Origin } from '../../views/configuration/frame.tsx';
import { page } from '../../views/layout.tsx';
import { Empty, Table } from '../../views/parts.tsx';

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
    const change = mayConfigure(c, kind, 'write');
    return page(
      c,
      { title, current: '/settings' },
      <>
        <p class="eyebrow">What is watched: edit</p>
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
        {mayConfigure(c, 'retention', 'read') && (
          <p class="small muted">
            <a href="/settings/export" download>
              Download everything as YAML
            </a>{' '}
            (brands, sources, routes, dates, templates, retention; no keys). <code>outcry config import</code>{' '}
            takes the unpacked folder.
          </p>
        )}
      </>,
    );
  };
}
