/** Where an incident stands in the library, and which incidents are like it. */
import type { LibraryComparison } from '../../../src/library/compare.ts';
import { answerWords, outcomeWords } from '../../../src/library/phrases.ts';
import { comparisonText, reasonText } from '../../../src/library/text.ts';

function Nearest(props: { comparison: LibraryComparison }) {
  return (
    <ul>
      {props.comparison.nearest.map(({ capsule, ...near }) => (
        <li>
          <a href={`/library/${capsule.slug}`}>
            {capsule.company}: {capsule.title}
          </a>{' '}
          <span class="small muted">
            {[
              reasonText({ capsule, ...near }),
              answerWords(capsule) && `response: ${answerWords(capsule)}`,
              outcomeWords(capsule) && `outcome: ${outcomeWords(capsule)}`,
            ]
              .filter((one) => one !== '')
              .join('; ')}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Nothing where nothing can be said. */
export function LibraryPlace(props: { comparison: LibraryComparison; title: string }) {
  const { comparison, title } = props;
  const text = comparisonText(comparison);
  if (text === '' && comparison.nearest.length === 0) return null;
  return (
    <section class="card library" aria-labelledby="library-heading">
      <h2 id="library-heading">{title}</h2>
      {text !== '' && <p>{text}</p>}
      {comparison.nearest.length > 0 && (
        <>
          <p>Most alike:</p>
          <Nearest comparison={comparison} />
        </>
      )}
      <p class="small muted">
        From the <a href="/library">library of past incidents</a>: cases the press remembers, not a sample of
        all.
        {comparison.larger &&
          ' Sizes are multiples of each one’s own usual day; most of the library counts headlines.'}
      </p>
    </section>
  );
}
