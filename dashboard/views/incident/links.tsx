/** Who opened the links of an incident's alerts without signing in, and a way to end them. */
import type { AlertLinkOpens, AlertLinkRevocation } from '../../../src/store/alert-links/port.ts';
import { Table, Time } from '../parts.tsx';

interface LinksProps {
  readonly slug: string;
  readonly opens: readonly AlertLinkOpens[];
  /** Of this incident and of all. */
  readonly revocations: readonly AlertLinkRevocation[];
  /** Whether the reader may revoke. */
  readonly may: boolean;
}

function Change(props: { slug: string; recipient: string; revoked: boolean; label: string }) {
  return (
    <form method="post" action={`/incidents/${props.slug}/links`} class="inline">
      <input type="hidden" name="recipient" value={props.recipient} />
      <button type="submit" name="do" value={props.revoked ? 'allow' : 'revoke'} class="quiet">
        {props.label}
      </button>
    </form>
  );
}

export function IncidentLinks({ slug, opens, revocations, may }: LinksProps) {
  const revokedFor = (recipient: string) => revocations.find((one) => one.recipient === recipient);
  const all = revocations.find((one) => one.recipient === '' && one.incidentId !== 0);
  const recipients = [...new Set(opens.map((one) => one.recipient))];
  return (
    <section class="card" id="links">
      <h2>Opened from alerts without signing in</h2>
      {recipients.length === 0 ? (
        <p class="muted">Nobody has opened this incident by the link in an alert yet.</p>
      ) : (
        <Table
          caption="Opened from alerts without signing in"
          hideCaption
          head={['Sent to', 'First', 'Last', 'Visits', 'Link']}
          numeric={[3]}
          rows={recipients.map((recipient) => {
            const own = opens.filter((one) => one.recipient === recipient);
            const revoked = revokedFor(recipient);
            return [
              recipient,
              <Time at={Math.min(...own.map((one) => one.firstAt))} />,
              <Time at={Math.max(...own.map((one) => one.lastAt))} />,
              String(own.reduce((sum, one) => sum + one.opens, 0)),
              <>
                {all || revoked ? `revoked by ${(all ?? revoked)?.who} ` : 'opens '}
                {may && !all && revoked?.incidentId !== 0 && (
                  <Change
                    slug={slug}
                    recipient={recipient}
                    revoked={revoked !== undefined}
                    label={revoked ? 'Allow again' : 'Revoke'}
                  />
                )}
              </>,
            ];
          })}
        />
      )}
      {may && (
        <Change
          slug={slug}
          recipient=""
          revoked={all !== undefined}
          label={all ? 'Let links of this incident open again' : 'Revoke all links of this incident'}
        />
      )}
    </section>
  );
}
