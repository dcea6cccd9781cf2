/** One mention, and why it was scored so: the words that moved the score. */
import type { ExplainedWord } from '../../src/domain/scoring.ts';
import { categoryTitles } from '../../src/report/drivers.ts';
import { formatCount } from '../../src/report/words.ts';
import { type Ctx, param } from '../deps.ts';
import { notice, page } from '../views/layout.tsx';
import { Mention } from '../views/mention.tsx';
import { Empty, Table } from '../views/parts.tsx';

/** Sign and two digits: `+0.31`. */
function change(value: number): string {
  if (Math.abs(value) < 0.005) return '0';
  return `${value > 0 ? '+' : value < 0 ? '−' : ''}${formatCount(Math.abs(value), 2)}`;
}

function Words(props: { text: string; words: readonly ExplainedWord[] }) {
  if (props.words.length === 0) return <Empty>No single word of it moves the score.</Empty>;
  return (
    <Table
      caption="What the score would lose without each word"
      head={['Word', 'Sentiment', 'Probability of broken trust']}
      numeric={[1, 2]}
      rows={props.words.map(({ span: [from, to], sentiment, betrayal }) => [
        <q>{props.text.slice(from, to)}</q>,
        change(sentiment),
        change(betrayal),
      ])}
    />
  );
}

export async function mentionPage(c: Ctx) {
  const { ledger, config, explain, scorerVersion } = c.var.deps;
  const id = Number(param(c, 'id'));
  const mention = Number.isSafeInteger(id) ? await ledger.read.mentions.one(id) : undefined;
  if (!mention)
    return notice(
      c,
      404,
      'No such mention',
      <p>
        It may have been deleted. All mentions are <a href="/mentions">here</a>.
      </p>,
    );
  const explanation = await explain?.(mention);
  return page(
    c,
    { title: 'Why this score', current: '/mentions' },
    <>
      <h1>Why this score</h1>
      <Mention mention={mention} titles={categoryTitles(config.packs)} explained />
      {explanation ? (
        <>
          <Words text={mention.text} words={explanation.words} />
          <p class="small muted">
            Each word was taken out and the text scored again, by{' '}
            {scorerVersion ?? 'the scorer that runs now'}. A plus moves the sentiment up, or makes broken
            trust likelier. Words work together, so the lines do not add up to the score.
          </p>
        </>
      ) : (
        <Empty>This mention is not scored, so there is nothing to explain.</Empty>
      )}
    </>,
  );
}
