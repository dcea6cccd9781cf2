/** What the company says about an incident: its drafts and the templates for a new one. */
import type { ResponseDraft, ResponseTemplate } from '../../../src/domain/response-draft.ts';
import { responseSentence } from '../../../src/report/comparison/differences.ts';
import type { IncidentReport } from '../../../src/report/incident/report.ts';
import { link } from '../parts.tsx';
import { DraftLine } from '../response-drafts.tsx';

function beginLink(incident: string, template?: string): string {
  return link('/drafts/new', { incident, template });
}

/** What the company says about it, and how the decay was before and after it said so. */
export function IncidentDrafts(props: {
  report: IncidentReport;
  drafts: readonly ResponseDraft[];
  templates: readonly ResponseTemplate[];
}) {
  const { report, drafts, templates } = props;
  const { slug } = report.incident;
  return (
    <section class="card" aria-labelledby="drafts-heading">
      <h2 id="drafts-heading">What the company says</h2>
      {report.response && <p>{responseSentence(report.response)}</p>}
      {drafts.length > 0 && (
        <ul class="plain">
          {drafts.map((draft) => (
            <DraftLine draft={draft} />
          ))}
        </ul>
      )}
      {templates.length > 0 && (
        <details>
          <summary>Begin an answer</summary>
          <ul>
            {templates.map((one) => (
              <li>
                <a href={beginLink(slug, one.slug)}>{one.title}</a> <span class="muted">{one.kind}</span>
              </li>
            ))}
            <li>
              <a href={beginLink(slug)}>An empty page</a>
            </li>
          </ul>
        </details>
      )}
      {drafts.length === 0 && templates.length === 0 && <p class="muted">Nothing so far.</p>}
    </section>
  );
}
