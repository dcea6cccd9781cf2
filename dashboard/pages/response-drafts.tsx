/** The response workbench: lists, a new draft out of a template, one answer with its steps. */
import type { Config } from '../../config/load.ts';
import { type Answer, type AnswerTemplate, fillPlaces, openPlaces } from '../../src/domain/response-draft.ts';
import type { Incident } from '../../src/domain/incident.ts';
import { allows } from '../../src/domain/user.ts';
import { changeDate } from '../../src/domain/dated-events.ts';
import { loadIncidentReport } from '../../src/report/incident/report.ts';
import { dayText } from '../../src/report/text/labels.ts';
import { type Ctx, param } from '../deps.ts';
import {
  AnswerForm,
  AnswerLine,
  AnswerState,
  Lengths,
  OpenPlaces,
  SaidForm,
  Step,
} from '../views/response-drafts.tsx';
import { notice, page } from '../views/layout.tsx';
import { Empty, link, OutLink, Time } from '../views/parts.tsx';

export function noAnswer(c: Ctx) {
  return notice(
    c,
    404,
    'No such answer',
    <p>
      The list of answers is <a href="/answers">here</a>.
    </p>,
  );
}

export async function answersPage(c: Ctx) {
  const all = await c.var.deps.ledger.read.answers.list();
  const groups = [
    ['Drafts', all.filter((one) => one.state === 'draft')],
    ['Approved, not said yet', all.filter((one) => one.state === 'approved')],
    ['Said', all.filter((one) => one.state === 'answered')],
    ['Withdrawn', all.filter((one) => one.state === 'withdrawn')],
  ] as const;
  return page(
    c,
    { title: 'Answers', current: '/answers' },
    <>
      <h1>Answers</h1>
      <p class="lead">What the company wants to say, and what it has said. Outcry never posts.</p>
      {all.length === 0 && <Empty>No answer yet. Begin one on the page of an incident.</Empty>}
      {groups.map(
        ([name, some]) =>
          some.length > 0 && (
            <section>
              <h2>{name}</h2>
              <ul class="plain">
                {some.map((answer) => (
                  <AnswerLine answer={answer} />
                ))}
              </ul>
            </section>
          ),
      )}
    </>,
  );
}

/** Templates for what an incident is about, the fitting ones first. */
export function templatesFor(config: Pick<Config, 'answers'>, codes: readonly string[]): AnswerTemplate[] {
  const rank = ({ themes }: AnswerTemplate) => {
    const found = themes.map((code) => codes.indexOf(code)).filter((i) => i >= 0);
    return found.length > 0 ? Math.min(...found) : codes.length;
  };
  return config.answers.toSorted((a, b) => rank(a) - rank(b));
}

async function factsOfIncident(c: Ctx, incident: Incident): Promise<Record<string, string | undefined>> {
  const { ledger, config, clock } = c.var.deps;
  const report = await loadIncidentReport(ledger.read, config, incident, clock());
  const change = report.explanation?.change;
  const date = change && changeDate(change);
  return {
    brand: report.brandName,
    change: change && `our change of ${date === undefined ? 'policy' : dayText(date)}`,
    date: date === undefined ? dayText(incident.onset) : dayText(date),
  };
}

/** A form for a new draft; nothing is kept before it is saved. */
export async function newAnswerPage(c: Ctx) {
  const { ledger, config } = c.var.deps;
  const incident = await ledger.read.incidents.find(c.req.query('incident') ?? '');
  if (!incident)
    return notice(c, 404, 'No such incident', <p>Begin an answer on the page of an incident.</p>);
  const template = config.answers.find((one) => one.slug === c.req.query('template'));
  const text = template ? fillPlaces(template.text, await factsOfIncident(c, incident)) : '';
  const fields = { title: template?.title ?? '', kind: template?.kind ?? ('other' as const), text };
  const hidden = { incident: incident.slug, ...(template ? { template: template.slug } : {}) };
  return page(
    c,
    { title: 'New answer', current: '/incidents' },
    <>
      <p class="eyebrow">
        <a href={`/incidents/${incident.slug}`}>{incident.title}</a>
      </p>
      <h1>New answer</h1>
      <OpenPlaces text={text} facts={template?.facts ?? {}} />
      <AnswerForm action="/answers" fields={fields} hidden={hidden} save="Keep as a draft" />
    </>,
  );
}

function Steps(props: { answer: Answer }) {
  const { answer } = props;
  const { state } = answer;
  const open = openPlaces(answer.text).length > 0;
  return (
    <div class="actions">
      {state === 'draft' && !open && <Step answer={answer} step="approve" label="Approve" />}
      {state === 'approved' && <Step answer={answer} step="reopen" label="Back to draft" quiet />}
      {state === 'answered' && <Step answer={answer} step="unsay" label="It was not said: take back" quiet />}
      {(state === 'draft' || state === 'approved') && (
        <Step answer={answer} step="withdraw" label="Withdraw" quiet />
      )}
      {state === 'withdrawn' && <Step answer={answer} step="reopen" label="Take up again" quiet />}
    </div>
  );
}

export async function answerPage(c: Ctx) {
  const { ledger, config, clock } = c.var.deps;
  const answer = await ledger.read.answers.byId(Number(param(c, 'id')));
  if (!answer) return noAnswer(c);
  const may = allows(c.get('principal')?.role ?? 'viewer', 'analyst');
  const template = config.answers.find((one) => one.slug === answer.template);
  const revision = { revision: String(answer.revision) };
  return page(
    c,
    { title: answer.title, current: '/incidents' },
    <>
      <p class="eyebrow">
        <a href="/answers">Answers</a>
        {answer.incident !== undefined && (
          <>
            {' '}
            / <a href={`/incidents/${answer.incident}`}>{answer.incident}</a>
          </>
        )}
      </p>
      <h1>{answer.title}</h1>
      <p>
        <AnswerState answer={answer} />{' '}
        <span class="muted">
          begun by {answer.createdBy}, changed by {answer.changedBy}, <Time at={answer.changedAt} />
          {answer.approvedBy !== undefined && `, approved by ${answer.approvedBy}`}
        </span>
      </p>
      {answer.answeredAt !== undefined && (
        <p>
          Said on <Time at={answer.answeredAt} />{' '}
          {answer.url !== undefined && <OutLink href={answer.url}>where it was said</OutLink>}. It is drawn on
          the charts of <a href={`/brands/${answer.brand}`}>{answer.brand}</a>.
        </p>
      )}
      <Lengths text={answer.text} />
      {answer.state === 'draft' && <OpenPlaces text={answer.text} facts={template?.facts ?? {}} />}
      {answer.state === 'draft' && may ? (
        <AnswerForm action={`/answers/${answer.id}`} fields={answer} hidden={revision} save="Save" />
      ) : (
        <pre class="mailtext card">{answer.text}</pre>
      )}
      {may && <Steps answer={answer} />}
      {may && answer.state === 'approved' && <SaidForm answer={answer} now={clock()} />}
    </>,
  );
}

export function beginLink(incident: string, template?: string): string {
  return link('/answers/new', { incident, template });
}
