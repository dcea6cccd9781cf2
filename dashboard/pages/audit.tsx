/** Who did what: the audit log, newest first. */
import type { Ctx } from '../deps.ts';
import { auditSearch } from '../query/audit.ts';
import { wholeNumber } from '../query/numbers.ts';
import { page } from '../views/layout.tsx';
import { Empty, link, Table, Time } from '../views/parts.tsx';

const LISTED = 100;

export async function auditPage(c: Ctx) {
  const before = wholeNumber(c.req.query('before')) ?? 0;
  const search = auditSearch(c);
  const entries = await c.var.deps.store.read.audit.list({
    limit: LISTED,
    ...search,
    ...(before > 0 ? { before } : {}),
  });
  const last = entries.length === LISTED ? entries.at(-1) : undefined;
  return page(
    c,
    { title: 'Audit log', current: '/audit' },
    <>
      <div class="row">
        <h1>Audit log</h1>
        <a href={link('/audit/file', search)}>Download CSV</a>
      </div>
      <p class="lead">What people and programs did in Outcry. Incidents also have their own timeline.</p>
      <form method="get" action="/audit" class="filters card">
        <label for="audit-search">
          Search
          <input id="audit-search" name="search" maxlength={100} value={search.search ?? ''} />
        </label>
        <button type="submit">Search</button>
      </form>
      {entries.length === 0 ? (
        <Empty>No entries match.</Empty>
      ) : (
        <Table
          caption="Audit log"
          hideCaption
          head={['When', 'Who', 'What', 'Object']}
          rows={entries.map(({ at, who, what, subject }) => [<Time at={at} />, who, what, subject])}
        />
      )}
      {last && <a href={link('/audit', { ...search, before: last.id })}>Older</a>}
    </>,
  );
}
