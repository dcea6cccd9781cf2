/** One post to label: two questions, answered by mouse or by keys. What the scorer read is not shown. */
import type { OneMention } from '../../../src/store/mentions/port.ts';
import type { CheckedPost } from '../../../src/store/reading-checks/port.ts';
import { OutLink, Time } from '../parts.tsx';

interface Choice {
  readonly value: string;
  readonly label: string;
  readonly key: string;
}

const TRUST: readonly Choice[] = [
  { value: 'yes', label: 'Yes', key: 'y' },
  { value: 'no', label: 'No', key: 'n' },
];
const FEELING: readonly Choice[] = [
  { value: 'negative', label: 'Negative', key: '1' },
  { value: 'neutral', label: 'Neutral', key: '2' },
  { value: 'positive', label: 'Positive', key: '3' },
];

function Choices(props: {
  name: string;
  legend: string;
  choices: readonly Choice[];
  given: string | undefined;
}) {
  const { name, legend, choices, given } = props;
  return (
    <fieldset class="label-choices">
      <legend>{legend}</legend>
      {choices.map(({ value, label, key }) => (
        <label class="choice">
          <input
            type="radio"
            name={name}
            value={value}
            required
            checked={given === value}
            data-key={key}
            aria-keyshortcuts={key}
          />{' '}
          {label} <kbd>{key}</kbd>
        </label>
      ))}
    </fieldset>
  );
}

export function LabelForm(props: { post: CheckedPost; mention: OneMention; brand: string; name: string }) {
  const { post, mention, brand, name } = props;
  const { betrayal, sentiment, at } = post.label;
  const trust = betrayal ?? post.corrected?.betrayal;
  const place = post.position ?? 0;
  return (
    <section class="card label-post" aria-labelledby="label-heading">
      <h2 id="label-heading" tabindex={-1}>
        Post {place + 1}
      </h2>
      <p class="small muted">
        {mention.source}, <Time at={mention.publishedAt} precision={mention.precision} />{' '}
        {mention.url !== undefined && <OutLink href={mention.url}>open</OutLink>}
      </p>
      {mention.title !== undefined && <p class="title">{mention.title}</p>}
      <blockquote class="text">{mention.text}</blockquote>
      <form method="post" action={`/brands/${brand}/reading`}>
        <input type="hidden" name="mention" value={String(post.mentionId)} />
        <Choices
          name="betrayal"
          legend={`Does it voice broken trust in ${name}, or say that others lost it?`}
          choices={TRUST}
          given={trust === undefined ? undefined : trust ? 'yes' : 'no'}
        />
        <Choices
          name="sentiment"
          legend={`How does it speak of ${name}?`}
          choices={FEELING}
          given={sentiment ?? post.corrected?.sentiment}
        />
        <p class="actions">
          <button type="submit" name="do" value="label" aria-keyshortcuts="Enter">
            Save and next <kbd>Enter</kbd>
          </button>
          <button type="submit" name="do" value="skip" class="quiet" formnovalidate data-key="0">
            Nobody can tell <kbd>0</kbd>
          </button>
          {at !== undefined && (
            <button type="submit" name="do" value="unlabel" class="quiet" formnovalidate>
              Take the label back
            </button>
          )}
          {place > 0 && <a href={`/brands/${brand}/reading?post=${place}`}>Previous post</a>}
        </p>
      </form>
    </section>
  );
}
