/** What a capsule says, each statement with the page that it comes from. */
import type { Capsule, Sourced } from '../../../src/domain/capsule.ts';
import { DATE_NAMES, unknownFields } from '../../../src/domain/capsule.ts';
import { ANSWERS, OUTCOMES } from '../../../src/domain/capsule-words.ts';
import { amountWords, dayWords, whenWords } from '../../../src/library/phrases.ts';
import { OutLink, Table } from '../parts.tsx';

const DATES = {
  announced: 'Announced',
  observed: 'First seen',
  effective: 'In force',
  onset: 'Outcry began',
} as const;

function Source(props: { capsule: Capsule; of: Sourced }) {
  const { source, checked } = props.of;
  const found = props.capsule.sources[source];
  return (
    <>
      <OutLink href={found?.url}>{found?.publisher ?? source}</OutLink>
      {!checked && <span class="muted"> not checked</span>}
    </>
  );
}

/** The words with a capital letter. */
function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

export function CapsuleTimeline(props: { capsule: Capsule }) {
  const { capsule } = props;
  const { dates, answers, outcome, milestones, size } = capsule;
  const source = (of: Sourced) => <Source capsule={capsule} of={of} />;
  const rows = [
    ...DATE_NAMES.flatMap((name) => {
      const one = dates[name];
      return one ? [[DATES[name], whenWords(one), '', source(one)]] : [];
    }),
    ...answers.map((one) => [`Response: ${ANSWERS[one.kind]}`, whenWords(one), one.what, source(one)]),
    ...outcome.map((one) => {
      const amount = amountWords(one);
      return [
        `Outcome: ${OUTCOMES[one.kind]}`,
        whenWords(one) || '–',
        [amount && `${capital(amount)}.`, one.what].filter((text) => text !== '').join(' '),
        source(one),
      ];
    }),
    ...milestones.map((one) => [
      'Milestone',
      whenWords(one),
      [amountWords(one) && `${capital(amountWords(one))}.`, one.what].filter((text) => text !== '').join(' '),
      source(one),
    ]),
    ...(size ? [['Size', '', `${capital(amountWords(size))}. ${size.what}`, source(size)]] : []),
  ];
  return (
    <section class="card" aria-labelledby="timeline-heading">
      <h2 id="timeline-heading">What happened</h2>
      <Table
        caption="Dates, responses and outcome, each with its source"
        hideCaption
        head={['Step', 'When', 'What', 'Source']}
        rows={rows}
      />
      {capsule.contested.length > 0 && (
        <>
          <h3>Contested</h3>
          <ul>
            {capsule.contested.map((text) => (
              <li>{text}</li>
            ))}
          </ul>
        </>
      )}
      <p class="small muted">Not known: {unknownFields(capsule).join(', ') || 'nothing'}.</p>
    </section>
  );
}

export function CapsuleSources(props: { capsule: Capsule }) {
  return (
    <section class="card" aria-labelledby="sources-heading">
      <h2 id="sources-heading">Sources</h2>
      <ul>
        {Object.values(props.capsule.sources).map(({ url, publisher, date }) => (
          <li>
            <OutLink href={url}>{publisher}</OutLink>
            {date !== undefined && <span class="muted">, {dayWords(date)}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
