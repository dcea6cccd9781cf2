/** One entry of what people configure, or a new one, with its form and history. */
import { writeFieldLines } from '../../../config/field-lines.ts';
import type { ConfigChange } from '../../../src/store/configuration/port.ts';
import type { ConfigKind } from '../../../src/domain/configuration.ts';
import { type Ctx, param } from '../../deps.ts';
import { plainText } from '../../query/configuration-form.ts';
import { KIND_PAGES } from '../../views/configuration/fields.ts';
import { ConfigForm } from '../../views/configuration/form.tsx';
import { Kinds, mayConfigure, Origin } from '../../views/configuration/frame.tsx';
import { messagePage, page } from '../../views/layout.tsx';
import { Table, Time } from '../../views/parts.tsx';
import { formState, type Refused } from './state.tsx';

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

export async function configNewPage(c: Ctx, kind: ConfigKind, refused?: Refused) {
  const { one } = KIND_PAGES[kind];
  const title = kind === 'retention' ? 'Retention' : `Add a ${one}`;
  return page(
    c,
    { title, current: '/settings' },
    <>
      <h1>{title}</h1>
      <Kinds c={c} current={kind} />
      <ConfigForm state={await formState(c, kind, { refused })} />
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
  const change = mayConfigure(c, kind, 'write');
  const locked = !change || entry?.file !== undefined;
  const state = entry && (await formState(c, kind, { entry, locked, refused }));
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
      {entry && (
        <details>
          <summary class="small">As YAML</summary>
          <pre class="config-yaml" dir="auto">
            {writeFieldLines(entry.document)}
          </pre>
        </details>
      )}
      <History kind={kind} slug={slug} changes={changes} mayUndo={change && entry?.file === undefined} />
    </>,
    refused?.status ?? 200,
  );
}
