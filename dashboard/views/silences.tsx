/** Active, scheduled and past silences, and the form for a new one. */
import { silenceEnd, silenceState } from '../../src/alert/silence.ts';
import { readerZoneName } from '../../src/chart/reader.ts';
import type { Silence } from '../../src/domain/alert.ts';
import { HOUR_MS } from '../../src/domain/series.ts';
import { listText } from '../../src/report/text/labels.ts';
import { fieldTime, Time } from './parts.tsx';

export interface SilenceContext {
  readonly brands: readonly { readonly slug: string; readonly name: string }[];
  readonly now: number;
  readonly mayChange: boolean;
}

function whatIsSilenced(silence: Silence, { brands }: SilenceContext): string {
  const name = (slug: string) => brands.find((brand) => brand.slug === slug)?.name ?? slug;
  const whose = silence.brands.includes('*') ? 'All brands' : listText(silence.brands.map(name));
  const kinds = silence.kinds.length === 0 ? '' : `, ${listText(silence.kinds)} only`;
  return `${whose}${kinds}${silence.maxSeverity < 10 ? `, up to severity ${silence.maxSeverity}` : ''}`;
}

function One(props: { silence: Silence; context: SilenceContext }) {
  const { silence, context } = props;
  const state = silenceState(silence, context.now);
  return (
    <li>
      <strong>{whatIsSilenced(silence, context)}</strong>: {state === 'pending' ? 'from' : 'since'}{' '}
      <Time at={silence.from} />, {state === 'expired' ? 'ended' : 'until'} <Time at={silenceEnd(silence)} />
      {silence.expiredBy !== undefined && ` by ${silence.expiredBy}`}. “{silence.comment}”{' '}
      <span class="muted">
        ({silence.author}, <Time at={silence.createdAt} />)
      </span>{' '}
      {state !== 'expired' && context.mayChange && (
        <form method="post" action={`/silences/${silence.id}/expire`} class="inline">
          <button type="submit" class="quiet">
            End now
          </button>
        </form>
      )}
    </li>
  );
}

function NewSilence(props: { context: SilenceContext }) {
  const { brands, now } = props.context;
  return (
    <details>
      <summary>New silence</summary>
      <form method="post" action="/silences" class="filters">
        <label>
          Brand
          <select name="brand">
            {brands.map(({ slug, name }) => (
              <option value={slug}>{name}</option>
            ))}
            <option value="*">All brands</option>
          </select>
        </label>
        <label>
          Alerts
          <select name="kind">
            <option value="">Everything</option>
            <option value="backlash">Backlash</option>
            <option value="complaints">Complaints</option>
            <option value="attention">Attention</option>
          </select>
        </label>
        <label>
          Up to severity
          <select name="maxSeverity">
            {[10, 9, 8, 7, 6, 5, 4, 3, 2, 1].map((severity) => (
              <option value={String(severity)}>{severity === 10 ? '10 (all)' : severity}</option>
            ))}
          </select>
        </label>
        <label class="moment">
          From ({readerZoneName(now)})
          <input type="datetime-local" name="from" value={fieldTime(now)} />
        </label>
        <label class="moment">
          Until ({readerZoneName(now)})
          <input type="datetime-local" name="until" value={fieldTime(now + 4 * HOUR_MS)} required />
        </label>
        <label class="moment">
          Reason
          <input name="comment" maxlength={500} required />
        </label>
        <button type="submit">Create silence</button>
      </form>
    </details>
  );
}

export function Silences(props: {
  current: readonly Silence[];
  expired: readonly Silence[];
  context: SilenceContext;
}) {
  const { current, expired, context } = props;
  return (
    <section class="card" id="silences" aria-labelledby="silences-heading">
      <h2 id="silences-heading">Silences</h2>
      {current.length === 0 && <p class="muted">No silences. All alerts are sent as the routes say.</p>}
      <ul class="plain">
        {current.map((silence) => (
          <One silence={silence} context={context} />
        ))}
      </ul>
      {expired.length > 0 && (
        <details>
          <summary>Past ({expired.length})</summary>
          <ul class="plain">
            {expired.map((silence) => (
              <One silence={silence} context={context} />
            ))}
          </ul>
        </details>
      )}
      {context.mayChange && <NewSilence context={context} />}
    </section>
  );
}
