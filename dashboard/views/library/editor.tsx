/** The draft of a capsule, to be filled in and downloaded. */
import { ANSWERS, CHANGES, OUTCOMES, SECTORS, THEMES } from '../../../src/domain/capsule-words.ts';

const WORDS = [
  ['sector', SECTORS],
  ['change', CHANGES],
  ['themes', THEMES],
  ['answers: kind', ANSWERS],
  ['outcome: kind', OUTCOMES],
] as const;

export function CapsuleEditor(props: { slug: string; text: string; problems: readonly string[] }) {
  const { slug, text, problems } = props;
  return (
    <form method="post" action={`/incidents/${slug}/capsule`} class="card">
      {problems.length > 0 && (
        <div class="banner" role="alert">
          <p>Not finished yet:</p>
          <ul>
            {problems.map((one) => (
              <li>{one}</li>
            ))}
          </ul>
        </div>
      )}
      <label>
        Capsule
        <textarea name="capsule" rows={28} spellcheck={false} class="code">
          {text}
        </textarea>
      </label>
      <details>
        <summary>Words that are known</summary>
        <dl>
          {WORDS.map(([field, words]) => (
            <>
              <dt>
                <code>{field}</code>
              </dt>
              <dd>{Object.keys(words).join(', ')}</dd>
            </>
          ))}
        </dl>
      </details>
      <p class="actions">
        <button type="submit">Check and download</button>{' '}
        <a href={`/incidents/${slug}`}>Back to the incident</a>
      </p>
    </form>
  );
}
