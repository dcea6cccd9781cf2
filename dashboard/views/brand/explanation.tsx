/** Whether a policy change is the cause: the verdict, the conditions that hold and those that do not, what is missing. */
import { changeDate } from '../../../src/domain/dated-events.ts';
import type { AttributionCheck } from '../../../src/domain/spike.ts';
import type { Explanation } from '../../../src/report/incident/report.ts';
import { chanceText, checkLines, missingText } from '../../../src/report/text/attribution-checks.ts';
import { dayText } from '../../../src/report/text/labels.ts';
import { OutLink, Pill } from '../parts.tsx';

const MARKS: Readonly<Record<AttributionCheck['met'], { mark: string; words: string }>> = {
  yes: { mark: '✓', words: 'yes' },
  no: { mark: '✗', words: 'no' },
  unknown: { mark: '–', words: 'not known' },
};

function Checks(props: { explanation: Explanation }) {
  const lines = checkLines(props.explanation);
  if (lines.length === 0) return null;
  return (
    <ul class="checks">
      {lines.map(({ met, label }) => (
        <li class={met}>
          <span class="mark" aria-hidden="true">
            {MARKS[met].mark}
          </span>{' '}
          {label}
          {met === 'unknown' && <span class="muted"> (not known)</span>}
          {met !== 'unknown' && <span class="hidden">: {MARKS[met].words}</span>}
        </li>
      ))}
    </ul>
  );
}

export function ExplanationCard(props: { explanation: Explanation }) {
  const { explanation } = props;
  const { change, verdict, because, policyChange } = explanation;
  const date = change && changeDate(change);
  const evidence = change?.evidence.find((one) => one.url !== undefined);
  const missing = missingText(explanation);
  const chance = chanceText(explanation.chance);
  return (
    <section class="card explanation">
      <h3>Did the policy change cause it?</h3>
      <p>
        <Pill kind={`verdict-${verdict.replaceAll(' ', '-')}`}>{verdict}</Pill>{' '}
        <strong>{change?.title ?? policyChange}</strong>
        {date !== undefined && `, ${dayText(date)}`}
      </p>
      <Checks explanation={explanation} />
      {missing !== undefined && <p class="missing">{missing}</p>}
      <p class="small">{because}</p>
      <p class="small muted">
        {chance} <a href="/method#verdict">How this is judged</a>
        {evidence && ' · '}
        {evidence && <OutLink href={evidence.url}>Source of the date</OutLink>}
      </p>
    </section>
  );
}
