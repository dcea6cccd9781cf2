/** The outbox, and the mails written to files because no mail server is set. */
import { parseInstant } from '../../src/ingest/time/read-time.ts';
import { timeText } from '../../src/report/text/labels.ts';
import { type Ctx, param } from '../deps.ts';
import { type MailFile, readMailFile } from '../mail-file.ts';
import { idOf } from '../query/numbers.ts';
import { FRAMING_PAGE_CSP, MAIL_CSP } from '../security/headers.ts';
import { messagePage, page } from '../views/layout.tsx';
import { Empty, Pill, Table, Time } from '../views/parts.tsx';

const LISTED = 200;
const KINDS = { waiting: 'muted', sent: 'good', written: 'good', dead: 'bad', skipped: 'muted' } as const;

export async function mailPage(c: Ctx) {
  const { store } = c.var.deps;
  const rows = await store.read.outbox.list(LISTED);
  const stopped = await store.read.outbox.optOuts();
  const titles = new Map((await store.read.incidents.all()).map((one) => [one.id, one]));
  return page(
    c,
    { title: 'Mail', current: '/mail' },
    <>
      <h1>Mail</h1>
      <p class="lead">
        All alerts in the outbox, and the tests that people sent. If <code>SMTP_URL</code> is not set, mails
        are written to files that you can read here.
      </p>
      {rows.length === 0 ? (
        <Empty>No mails yet.</Empty>
      ) : (
        <Table
          caption="Mails, newest first"
          hideCaption
          head={['Recipient', 'Incident', 'About', 'State', 'When', 'Attempts', 'Last error']}
          numeric={[5]}
          rows={rows.map((row) => {
            const incident = row.kind === 'incident' ? titles.get(row.incidentId) : undefined;
            return [
              row.state === 'written' ? <a href={`/mail/${row.id}`}>{row.recipient}</a> : row.recipient,
              incident ? <a href={`/incidents/${incident.slug}`}>{incident.title}</a> : '–',
              row.kind === 'test' ? <Pill kind="muted">test</Pill> : row.stage,
              <Pill kind={KINDS[row.state]}>{row.state}</Pill>,
              <Time at={row.sentAt ?? row.createdAt} />,
              row.attempts,
              row.lastError ?? '',
            ];
          })}
        />
      )}
      {stopped.length > 0 && (
        <>
          <h2>Unsubscribed recipients</h2>
          <p class="muted">They get no mails. They can subscribe again with the link in any earlier mail.</p>
          <Table
            caption="Unsubscribed recipients"
            hideCaption
            head={['Recipient', 'Since']}
            rows={stopped.map((one) => [one.recipient, <Time at={one.at} />])}
          />
        </>
      )}
    </>,
  );
}

async function find(c: Ctx): Promise<MailFile | undefined> {
  const { store, mailDir } = c.var.deps;
  const id = idOf(c);
  const row = id === undefined ? undefined : await store.read.outbox.byId(id);
  // A waiting mail is about to be rewritten because a post in it was deleted.
  return row?.file === undefined || row.state === 'waiting' ? undefined : readMailFile(mailDir, row.file);
}

function gone(c: Ctx) {
  return messagePage(
    c,
    404,
    'No such mail',
    <p>
      It was sent through a mail server, or its file was deleted. <a href="/mail">All mails</a>
    </p>,
  );
}

/** One written mail: its head, its HTML in a sandbox, its text. */
export async function mailViewPage(c: Ctx) {
  const mail = await find(c);
  if (!mail) return gone(c);
  c.header('Content-Security-Policy', FRAMING_PAGE_CSP);
  const written = parseInstant(mail.date);
  return page(
    c,
    { title: mail.subject, current: '/mail' },
    <>
      <p class="eyebrow">
        <a href="/mail">Mail</a>
      </p>
      <h1>{mail.subject}</h1>
      <dl class="dates">
        <div>
          <dt>From</dt>
          <dd>{mail.from}</dd>
        </div>
        <div>
          <dt>To</dt>
          <dd>{mail.to}</dd>
        </div>
        <div>
          <dt>Date</dt>
          <dd>{written === undefined ? '–' : timeText(written)}</dd>
        </div>
      </dl>
      {mail.html !== undefined && (
        <section aria-labelledby="html-heading">
          <h2 id="html-heading">HTML version</h2>
          <iframe
            class="mail"
            src={`/mail/${encodeURIComponent(param(c, 'id'))}/html`}
            sandbox=""
            title={`HTML version of: ${mail.subject}`}
          />
        </section>
      )}
      <section class="card" aria-labelledby="text-heading">
        <h2 id="text-heading">Plain text version</h2>
        <pre class="mailtext">{mail.text}</pre>
      </section>
    </>,
  );
}

/** The HTML part alone, under a policy that lets nothing run or load. */
export async function mailHtml(c: Ctx) {
  const mail = await find(c);
  if (mail?.html === undefined) return gone(c);
  c.header('Content-Security-Policy', MAIL_CSP);
  c.header('X-Frame-Options', 'SAMEORIGIN');
  c.header('Cache-Control', 'no-store');
  return c.html(mail.html);
}
