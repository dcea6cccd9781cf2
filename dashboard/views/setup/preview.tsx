/** What the terms of a brand catch: how many a day, the posts, near misses, suggestions. */
import type { MissReason, Suggestion, TermPreview, TriedPost } from '../../../src/setup/port.ts';
import { countOf, formatCount, listText } from '../../../src/report/text/labels.ts';
import { Empty, OutLink, Time } from '../parts.tsx';

const SHOWN = 8;
const MOST_TEXT = 280;

const REASONS: Readonly<Record<MissReason, (name: string) => string>> = {
  context: (name) => `“${name}” without a context word`,
  excluded: () => 'in an exclusion',
  quoted: () => 'only in words of somebody else',
  link: () => 'only in a link or a handle',
  part: (name) => `“${name}” is part of another word`,
};

/** Whole numbers as far as they say something: 0.4, 3, 120. */
function perDay(value: number): string {
  return value > 0 && value < 1 ? value.toFixed(1) : formatCount(Math.round(value), 0);
}

function ExpectedText(props: { preview: TermPreview }) {
  const { expected, sources } = props.preview;
  const asked = sources.filter(({ problem, source }) => problem === undefined && source !== 'Stored posts');
  if (!expected)
    return (
      <p class="figure">
        <strong>No source could be asked.</strong> You can save the terms all the same and see what arrives.
      </p>
    );
  const from = listText(asked.map(({ source }) => source));
  return (
    <p class="figure">
      <strong>
        About {perDay(expected.perDay)} {Math.round(expected.perDay) === 1 ? 'post' : 'posts'} a day
      </strong>{' '}
      ({perDay(expected.lower)} to {perDay(expected.upper)}) from {from}. Other sources add to this.
    </p>
  );
}

/** What other terms than the saved ones change. */
function ChangeText(props: { preview: TermPreview; marked: ReadonlySet<string> }) {
  const { change } = props.preview;
  if (!change) return null;
  const { gained, lost } = change;
  return (
    <details class="change">
      <summary>
        Compared with the saved terms: {countOf(gained.length, 'post')} more, {formatCount(lost.length, 0)}{' '}
        fewer
      </summary>
      {gained.length > 0 && (
        <>
          <h3>Would come</h3>
          <Posts posts={gained} marked={props.marked} plain />
        </>
      )}
      {lost.length > 0 && (
        <>
          <h3>Would go</h3>
          <Posts posts={lost} marked={props.marked} plain />
        </>
      )}
      <p class="small muted">
        Posts that are stored already stay. New terms hold for what comes from now on.
      </p>
    </details>
  );
}

function SourceProblems(props: { preview: TermPreview }) {
  const failed = props.preview.sources.filter(({ problem }) => problem !== undefined);
  if (failed.length === 0) return null;
  return (
    <p class="small muted">
      {failed.map(({ source, problem }) => `${source} could not be asked: ${problem}.`).join(' ')}
    </p>
  );
}

function short(text: string): string {
  const one = text.replaceAll(/\s+/g, ' ').trim();
  return one.length > MOST_TEXT ? `${one.slice(0, MOST_TEXT)}…` : one;
}

/** `plain`: nothing can be said about it here. */
function TrialPost(props: { post: TriedPost; marked: boolean; plain?: boolean }) {
  const { post, marked, plain = false } = props;
  const { verdict } = post;
  const id = `not-${post.key.replaceAll(/[^a-z0-9]+/gi, '-')}`;
  return (
    <li>
      <p class="meta small">
        <OutLink href={post.url}>{post.source}</OutLink>, <Time at={post.publishedAt} />
        {verdict.kind === 'near' && <span class="why">{REASONS[verdict.reason](verdict.name)}</span>}
        {verdict.kind === 'caught' && verdict.lowerCase && (
          <span class="why">in lower case: may be the common word</span>
        )}
      </p>
      <p dir="auto">
        {post.title !== undefined && <strong>{short(post.title)} </strong>}
        {short(post.text)}
      </p>
      {verdict.kind === 'caught' && !plain && (
        <label for={id} class="choice small">
          <input id={id} type="checkbox" name="not" value={post.key} checked={marked} /> Not about us
        </label>
      )}
    </li>
  );
}

function Posts(props: { posts: readonly TriedPost[]; marked: ReadonlySet<string>; plain?: boolean }) {
  return (
    <ul class="plain trial">
      {props.posts.slice(0, SHOWN).map((post) => (
        <TrialPost post={post} marked={props.marked.has(post.key)} plain={props.plain ?? false} />
      ))}
    </ul>
  );
}

/** A suggestion as a button: it adds the word to its field and shows the preview again. */
function Add(props: { field: string; one: Suggestion; title: string }) {
  const { field, one, title } = props;
  return (
    <button
      type="submit"
      class="quiet chip"
      name="add"
      value={`${field}:${one.word}`}
      data-add-to={field}
      data-add={one.word}
      title={title}
    >
      + {one.word}
    </button>
  );
}

function Suggestions(props: { preview: TermPreview; name: string }) {
  const { context, exclude, ambiguous } = props.preview.suggestions;
  if (context.length + exclude.length + ambiguous.length === 0) return null;
  return (
    <div class="suggestions">
      {ambiguous.length > 0 && (
        <p>
          Also used in another sense:{' '}
          {ambiguous.map((one) => (
            <Add
              field="ambiguous"
              one={one}
              title={`${countOf(one.other, 'post')} in another sense, ${one.about} about ${props.name}`}
            />
          ))}
        </p>
      )}
      {exclude.length > 0 && (
        <p>
          Exclude:{' '}
          {exclude.map((one) => (
            <Add
              field="exclude"
              one={one}
              title={`${countOf(one.other, 'post')}, none about ${props.name}`}
            />
          ))}
        </p>
      )}
      {context.length > 0 && (
        <p>
          Context words:{' '}
          {context.map((one) => (
            <Add
              field="context"
              one={one}
              title={`In ${countOf(one.about, 'post')} about ${props.name}, in ${one.other} others`}
            />
          ))}
        </p>
      )}
    </div>
  );
}

/** Also the part that the client swaps in. `preview` is absent while there is no name to look for. */
export function PreviewPanel(props: {
  preview: TermPreview | undefined;
  name: string;
  marked: ReadonlySet<string>;
}) {
  const { preview, name, marked } = props;
  return (
    <section class="card preview" id="preview" aria-labelledby="preview-heading" aria-live="polite">
      <h2 id="preview-heading">What these terms catch</h2>
      {preview === undefined ? (
        <Empty>Enter a name to see posts that contain it.</Empty>
      ) : (
        <>
          <ExpectedText preview={preview} />
          <SourceProblems preview={preview} />
          <ChangeText preview={preview} marked={marked} />
          <Suggestions preview={preview} name={name} />
          {preview.caught.length > 0 && (
            <>
              <h3>
                Caught <span class="muted">{formatCount(preview.caught.length, 0)}</span>
              </h3>
              <Posts posts={preview.caught} marked={marked} />
            </>
          )}
          {preview.near.length > 0 && (
            <>
              <h3>
                Near misses <span class="muted">{formatCount(preview.near.length, 0)}</span>
              </h3>
              <Posts posts={preview.near} marked={marked} />
            </>
          )}
          {preview.caught.length + preview.near.length === 0 && preview.expected && (
            <p class="muted">No post of the last two days contains these names.</p>
          )}
        </>
      )}
    </section>
  );
}
