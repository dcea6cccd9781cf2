/** The company's response to an incident: drafts, and templates for a new one. */
import type { ResponseDraft, ResponseTemplate } from '../../../src/domain/response-draft.ts';
import { responseText } from '../../../src/report/text/response.ts';
import type { IncidentReport } from '../../../src/report/incident/report.ts';
import { link } from '../parts.tsx';
import { DraftLine } from '../response-drafts.tsx';

function beginLink(incident: string, template?: string): string {
  return link('/drafts/new', { incident, template });
}

/** Drafts, and what was left after a published response. */
export function IncidentDrafts(props: {
  report: IncidentReport;
  drafts: readonly ResponseDraft[];
  templates: readonly ResponseTemplate[];
}) {
  const { report, drafts, templates } = props;
  const { slug } = report.incident;
  return (
    <section class="card" aria-labelledby="drafts-heading">
      <h2 id="drafts-heading">Company response</h2>
      {report.response && (
        <p>
          {responseText(report.response)} <a href="/method#response">How this is measured</a>
        </p>
      )}
      {drafts.length > 0 && (
        <ul class="plain">
          {drafts.map((draft) => (
            <DraftLine draft={draft} />
          ))}
        </ul>
      )}
      {templates.length > 0 && (
        <details>
          <summary>Start a response</summary>
          <ul>
            {templates.map((one) => (
              <li>
                <a href={beginLink(slug, one.slug)}>{one.title}</a> <span class="muted">{one.kind}</span>
              </li>
            ))}
            <li>
              <a href={beginLink(slug)}>Empty draft</a>
            </li>
          </ul>
        </details>
      )}
      {drafts.length === 0 && templates.length === 0 && !report.response && (
        <p class="muted">No response yet.</p>
      )}
    </section>
  );
}
