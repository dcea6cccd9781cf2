/** Items that were refused or failed twice, each with its reason. */
import { replayHint } from '../../src/ingest/replay-dead-letter.ts';
import { countOf } from '../../src/report/text/labels.ts';
import type { DeadLetter } from '../../src/store/dead-letters/port.ts';
import type { Ctx } from '../deps.ts';
import { wholeQuery } from '../query/numbers.ts';
import { page } from '../views/layout.tsx';
import { Empty, link, Pill, Time } from '../views/parts.tsx';
import { cutText } from '../../src/domain/text.ts';

const PAGE_SIZE = 50;
const SHOWN = 400;
const LONGEST_LINE = 200_000;
const LONGEST_SHOWN = 4_000;
const MOST_PAGES = 100_000;

/** A line of a file is mended here: it is read as its file was. */
function Mend({ letter }: { letter: DeadLetter }) {
  const id = `line-${letter.id}`;
  // A page of long lines would be too large; whoever mends one has the file.
  const fits = letter.payload.length <= LONGEST_SHOWN;
  return (
    <details>
      <summary>Fix the line</summary>
      <form method="post" action={`/dead-letters/${letter.id}/replay`}>
        <p>
          <label for={id}>The line as it should be</label>
          <textarea id={id} name="line" rows={3} maxlength={LONGEST_LINE} dir="auto" required>
            {fits ? letter.payload : ''}
          </textarea>
        </p>
        <div class="actions">
          <button type="submit">Try again</button>
        </div>
      </form>
    </details>
  );
}

function Replay({ letter }: { letter: DeadLetter }) {
  if (letter.stage === 'import') return <Mend letter={letter} />;
  const hint = replayHint(letter.stage);
  if (hint !== undefined) return <p class="small muted">{hint}</p>;
  return (
    <form method="post" action={`/dead-letters/${letter.id}/replay`}>
      <button type="submit">Try again</button>
    </form>
  );
}

export async function deadLettersPage(c: Ctx) {
  const { store } = c.var.deps;
  const number = wholeQuery(c, 'page', { from: 1, to: MOST_PAGES, otherwise: 1 });
  const letters = await store.read.deadLetters.list(PAGE_SIZE + 1, (number - 1) * PAGE_SIZE);
  const waiting = await store.read.deadLetters.waiting();
  return page(
    c,
    { title: 'Failed items', current: '/dead-letters' },
    <>
      <h1>Failed items</h1>
      <p class="lead">Items that could not be ingested or scored.</p>
      {letters.length === 0 ? (
        <Empty>No failed items.</Empty>
      ) : (
        <p class="small muted">{countOf(waiting, 'item')} not retried yet.</p>
      )}
      {letters.slice(0, PAGE_SIZE).map((letter) => (
        <article class="mention">
          <header>
            <span class="source">{letter.stage}</span>
            <span>{letter.source}</span>
            <span>{letter.ref}</span>
            <Time at={letter.createdAt} />
            {letter.replayedAt !== undefined && <Pill kind="good">retried</Pill>}
          </header>
          <p>
            <strong>{letter.reason}</strong>
          </p>
          {letter.replayedAt === undefined && <Replay letter={letter} />}
          {letter.payload !== '' && (letter.stage !== 'import' || letter.replayedAt !== undefined) && (
            <details>
              <summary>Content</summary>
              <pre>
                <code>
                  {cutText(letter.payload, SHOWN)}
                  {letter.payload.length > SHOWN ? '…' : ''}
                </code>
              </pre>
            </details>
          )}
        </article>
      ))}
      <nav class="pages" aria-label="Pages">
        {number > 1 && <a href={link('/dead-letters', { page: number - 1 })}>Previous</a>}
        {letters.length > PAGE_SIZE && <a href={link('/dead-letters', { page: number + 1 })}>Next</a>}
      </nav>
    </>,
  );
}
