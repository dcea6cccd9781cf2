/** Whether an outburst is real: what of it looks coordinated, and why. */
import { ownWords } from '../../../src/domain/quotation/quotes.ts';
import { cutText } from '../../../src/domain/text.ts';
import type { IncidentCoordination } from '../../../src/report/incident/coordination.ts';
import { coordinationReasons, coordinationText } from '../../../src/report/text/coordination.ts';

const MOST_WORDS = 140;

/** Nothing where too few posts name their author. */
export function CoordinationCard({ found }: { found: IncidentCoordination | undefined }) {
  if (!found) return null;
  return (
    <section class={found.flagged ? 'card coordination flagged' : 'card coordination'} id="coordination">
      <h2>Is it real?</h2>
      {found.flagged && (
        <p>
          <strong>Look at these posts before you respond.</strong>
        </p>
      )}
      <p>{coordinationText(found)}</p>
      {found.reasons.length > 0 && (
        <ul>
          {coordinationReasons(found).map((reason) => (
            <li>{reason}</li>
          ))}
        </ul>
      )}
      {found.posted.length > 0 && (
        <>
          <p>For example:</p>
          <ul class="plain">
            {found.posted.map((mention) => (
              <li>
                <a class="words" href={`/mentions/${mention.id}`} dir="auto">
                  {cutText(mention.title || ownWords(mention.text), MOST_WORDS)}
                </a>{' '}
                <span class="small muted">{mention.source}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <p class="small muted">
        {found.cut && 'Of the newest 5,000 posts. '}
        The posts still count: people judge people, and a campaign may be an honest one.{' '}
        <a href="/method#coordination">How this is found</a>
      </p>
    </section>
  );
}
