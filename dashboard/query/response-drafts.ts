/** Templates for a response to an incident, and what is known to fill into them. */
import type { Config } from '../../config/load.ts';
import type { ResponseTemplate } from '../../src/domain/response-draft.ts';
import { writtenInUtc } from '../../src/chart/reader.ts';
import type { Incident } from '../../src/domain/incident.ts';
import { changeDate } from '../../src/domain/dated-events.ts';
import { loadIncidentReport } from '../../src/report/incident/report.ts';
import { dayText } from '../../src/report/text/labels.ts';
import type { Ctx } from '../deps.ts';

/** Templates for what an incident is about, the fitting ones first. */
export function templatesFor(
  config: Pick<Config, 'responseTemplates'>,
  codes: readonly string[],
): ResponseTemplate[] {
  const rank = ({ themes }: ResponseTemplate) => {
    const found = themes.map((code) => codes.indexOf(code)).filter((i) => i >= 0);
    return found.length > 0 ? Math.min(...found) : codes.length;
  };
  return config.responseTemplates.toSorted((a, b) => rank(a) - rank(b));
}

/** What the places of a template are filled with; undefined where it is not known. */
export async function draftPlaces(c: Ctx, incident: Incident): Promise<Record<string, string | undefined>> {
  const { store, config, clock } = c.var.deps;
  const report = await loadIncidentReport(store.read, config, incident, clock());
  const change = report.explanation?.change;
  const date = change && changeDate(change);
  // A response is for the public: full dates.
  return writtenInUtc(() => ({
    brand: report.brandName,
    change: change && `our change of ${date === undefined ? 'policy' : dayText(date)}`,
    date: date === undefined ? dayText(incident.onset) : dayText(date),
  }));
}
