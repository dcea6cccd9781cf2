/** One mention as a reader sees it: a line about it, then its text. */
import type { Child } from 'hono/jsx';
import { formatCount } from '../../../src/report/text/labels.ts';
import type { MentionRow } from '../../../src/store/mentions/port.ts';
import { hostOf, safeUrl } from '../../security/safe-url.ts';
import { Highlighted } from './highlight.tsx';
import { OutLink, Pill, Simulated, Time } from '../parts.tsx';

type Titles = ReadonlyMap<string, { readonly title: string }>;

/** Category names of a mention, concerns first, each once. Concerns go with the label: without it they were not enough. */
function categoriesOf(mention: MentionRow, titles: Titles): { name: string; concern: boolean }[] {
  const found = new Map<string, boolean>();
  for (const hit of mention.betrayal?.categories ?? []) {
    const name = titles.get(hit.code)?.title ?? hit.code.replaceAll('_', ' ');
    const concern = hit.polarity === 'concern';
    if (concern && !mention.betrayal?.label) continue;
    found.set(concern ? name : `${name} (${hit.polarity})`, concern);
  }
  for (const tag of mention.betrayal?.context ?? []) {
    const name = titles.get(tag.code)?.title ?? tag.code.replaceAll('_', ' ');
    found.set(tag.stance ? `${name} (${tag.stance})` : name, false);
  }
  return [...found]
    .map(([name, concern]) => ({ name, concern }))
    .toSorted((a, b) => Number(b.concern) - Number(a.concern));
}

function Labels({ mention, titles }: { mention: MentionRow; titles: Titles }) {
  const { sentiment, betrayal } = mention;
  return (
    <>
      {sentiment ? (
        <Pill
          kind={`sentiment-${sentiment.label}`}
          title={`Score ${formatCount(sentiment.score, 2)}, from −1 to 1`}
        >
          {sentiment.label}
        </Pill>
      ) : (
        <Pill kind="muted">{mention.state === 'pending' ? 'waiting to be scored' : 'not scored'}</Pill>
      )}
      {betrayal?.label && <Pill kind="betrayal">broken trust</Pill>}
      {categoriesOf(mention, titles).map(({ name, concern }) => (
        <Pill kind={concern ? 'category' : 'muted'}>{name}</Pill>
      ))}
    </>
  );
}

/** `explained`: shown on the page that explains its score. `labels`: more of them, before its own. */
export function Mention(props: {
  mention: MentionRow;
  titles: Titles;
  duplicates?: number;
  explained?: boolean;
  labels?: Child;
  children?: Child;
}) {
  const { mention, titles, duplicates = 1, explained = false } = props;
  const { betrayal } = mention;
  const leaves = safeUrl(mention.url) !== undefined;
  return (
    <article class="mention" id={`m-${mention.id}`}>
      <header>
        {props.labels}
        <span class="source">{mention.source}</span>
        <Time at={mention.publishedAt} precision={mention.precision} />
        {mention.reach > 0 && <span>reach {formatCount(mention.reach, 0)}</span>}
        {mention.rating !== undefined && <span>{mention.rating} of 5 stars</span>}
        {mention.editedAt !== undefined && <span>edited</span>}
        {duplicates > 1 && <Pill kind="duplicates">{duplicates} near-duplicates</Pill>}
        {mention.simulated && <Simulated />}
        <Labels mention={mention} titles={titles} />
        {mention.corrected && <Pill kind="corrected">corrected</Pill>}
        {mention.sentiment && !explained && (
          <a class="no-print" href={`/mentions/${mention.id}`}>
            Why this score?
          </a>
        )}
        {leaves && (
          <span class="no-print">
            <OutLink href={mention.url}>Open on {hostOf(mention.url)}</OutLink>
          </span>
        )}
      </header>
      <div class="body">
        {mention.title !== undefined && mention.title !== '' && <h3 dir="auto">{mention.title}</h3>}
        <p
          class="text"
          dir="auto"
          {...(mention.lang && mention.lang !== 'und' ? { lang: mention.lang } : {})}
        >
          <Highlighted text={mention.text} hits={betrayal?.categories ?? []} titles={titles} />
        </p>
      </div>
      {props.children}
    </article>
  );
}
