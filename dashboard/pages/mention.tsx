/** One mention, and on request the words that moved its score. */
import type { ExplainedWord } from '../../src/domain/scoring.ts';
import { categoryTitles } from '../../src/report/brand/drivers.ts';
import { formatCount } from '../../src/report/text/labels.ts';
import { allows } from '../../src/domain/user.ts';
import type { MentionRevision, MentionRow } from '../../src/store/mentions/port.ts';
import type { CorrectionRow } from '../../src/store/triage/port.ts';
import type { Ctx, Explained } from '../deps.ts';
import { messagePage, page } from '../views/layout.tsx';
import { MentionActions, TriageLists } from '../views/mention/actions.tsx';
import { correctionText, MentionAnnotations } from '../views/mention/annotations.tsx';
import { LeftOut } from '../views/mention/left-out.tsx';
import { Mention } from '../views/mention/mention.tsx';
import { Empty, Table, Time } from '../views/parts.tsx';
import { whoAsks } from '../query/form.ts';
import { leftOutOf } from '../query/left-out.ts';
import { idOf } from '../query/numbers.ts';
import { harmsOf, loadTriage } from '../query/mention-annotations.ts';

const RETRY_AFTER_S = '5';

/** Sign and two digits: `+0.31`. */
function change(value: number): string {
  if (Math.abs(value) < 0.005) return '0';
  return `${value > 0 ? '+' : value < 0 ? '−' : ''}${formatCount(Math.abs(value), 2)}`;
}

function Revisions(props: { revisions: readonly MentionRevision[] }) {
  if (props.revisions.length === 0) return null;
  return (
    <section aria-labelledby="before-heading">
      <h2 id="before-heading">Earlier versions</h2>
      {props.revisions.map(({ at, text, title }) => (
        <article class="card">
          <p class="small muted">
            until <Time at={at} />
          </p>
          {title !== undefined && <h3>{title}</h3>}
          <p class="text" dir="auto">
            {text}
          </p>
        </article>
      ))}
    </section>
  );
}

/** All corrections, undone ones too, next to the original score. */
function Corrections(props: {
  mention: MentionRow;
  history: readonly CorrectionRow[];
  titles: ReadonlyMap<string, unknown>;
}) {
  const { mention, history, titles } = props;
  if (history.length === 0) return null;
  const scored = mention.asScored ?? mention;
  return (
    <section aria-labelledby="corrections-heading">
      <h2 id="corrections-heading">Corrections</h2>
      <p class="small muted">
        Original score:{' '}
        {scored.sentiment
          ? `${scored.sentiment.label} ${formatCount(scored.sentiment.score, 2)}, ${scored.betrayal?.label ? 'broken trust' : 'no broken trust'}.`
          : 'none.'}{' '}
        Corrections are kept when texts are re-scored.
      </p>
      <ul class="timeline">
        {history.map((one) => (
          <li>
            <span>
              {correctionText(one, titles)}, {one.who}
              {one.undoneAt !== undefined && `; undone by ${one.undoneBy ?? 'unknown'}`}
            </span>
            <Time at={one.at} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Words(props: { text: string; words: readonly ExplainedWord[] }) {
  if (props.words.length === 0) return <Empty>No single word moves the score.</Empty>;
  return (
    <Table
      caption="Effect of each word on the score"
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

/** On request only: it takes up to a few seconds. */
function Why(props: { mention: MentionRow; explained: Explained | undefined; scorer: string }) {
  const { mention, explained, scorer } = props;
  if (mention.state !== 'scored' || explained?.kind === 'none')
    return <Empty>This mention has no score.</Empty>;
  const again = <a href={`/mentions/${mention.id}?explain=1`}>try again</a>;
  if (!explained)
    return (
      <p>
        <a class="button" href={`/mentions/${mention.id}?explain=1`}>
          Show which words move the score
        </a>
      </p>
    );
  if (explained.kind === 'busy')
    return <p class="banner">Other scores are being explained. Wait a few seconds and {again}.</p>;
  if (explained.kind === 'too-long')
    return <p class="banner">This text takes too long to explain. You can {again}.</p>;
  if (explained.kind !== 'explained') return null;
  return (
    <>
      <Words text={mention.text} words={explained.explanation.words} />
      <p class="small muted">
        For each word, the text was scored again without it (scorer {scorer}). A plus means the word makes the
        sentiment more positive, or broken trust more likely. Words interact, so the rows do not add up to the
        score.
        {explained.cut && ' Only the first 10,000 characters are read.'}
      </p>
    </>
  );
}

export async function mentionPage(c: Ctx) {
  const { store, config, explain, scorerVersion } = c.var.deps;
  const id = idOf(c) ?? 0;
  const mention = await store.read.mentions.one(id);
  if (!mention)
    return messagePage(
      c,
      404,
      'No such mention',
      <p>
        It may have been deleted or expired. See <a href="/mentions">all mentions</a>.
      </p>,
    );
  if (mention.deletedAt !== undefined) {
    return messagePage(
      c,
      410,
      'This mention was deleted',
      <p>
        Its author or source deleted it on <Time at={mention.deletedAt} />. It is still counted.
      </p>,
    );
  }
  const revisions = await store.read.mentions.revisions(id);
  const asked = c.req.query('explain') !== undefined;
  const explained = asked ? await explain?.(mention) : undefined;
  const busy = explained?.kind === 'busy' || explained?.kind === 'too-long';
  if (busy) c.header('Retry-After', RETRY_AFTER_S);
  const titles = categoryTitles(config.packs);
  const triage = (await loadTriage(store.read, [id], whoAsks(c))).get(id)!;
  const about = (await store.read.brands.all()).filter((one) => mention.brandIds.includes(one.id));
  const out = await leftOutOf(store.read, about, id);
  const analyst = allows(c.get('principal')?.role ?? 'viewer', 'analyst');
  const actions = {
    mention,
    triage,
    brands: about.filter((one) => !out.some(({ brand }) => brand === one)),
    back: `/mentions/${id}`,
    titles,
    who: whoAsks(c),
    analyst,
  };
  return page(
    c,
    { title: 'Why this score', current: '/mentions' },
    <>
      <h1>Why this score</h1>
      <Mention mention={mention} titles={titles} explained>
        <MentionAnnotations {...actions} />
        <LeftOut out={out} back={actions.back} analyst={analyst} />
        {analyst && about.length > 0 && (
          <>
            <MentionActions {...actions} open />
            <TriageLists harms={harmsOf(config.packs)} tags={await store.read.annotations.tags()} />
          </>
        )}
      </Mention>
      <Corrections mention={mention} history={triage.history} titles={titles} />
      <Why mention={mention} explained={explained} scorer={scorerVersion ?? 'in use now'} />
      <Revisions revisions={revisions} />
    </>,
    busy ? 503 : 200,
  );
}
