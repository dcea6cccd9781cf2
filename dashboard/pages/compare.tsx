/** Compares incidents. */
import type { Incident } from '../../src/domain/incident.ts';
import { UserError } from '../../src/domain/result.ts';
import type { ComparisonReport } from '../../src/report/comparison/report.ts';
import type { Ctx } from '../deps.ts';
import { compareQuery, loadFor } from '../query/compare.ts';
import { ComparisonBody } from '../views/compare/body.tsx';
import { CompareChooser } from '../views/compare/chooser.tsx';
import { page } from '../views/layout.tsx';
import { Empty } from '../views/parts.tsx';

/** By default the two newest, the older one first. */
function newestTwo(incidents: readonly Incident[]): readonly string[] {
  return incidents.length < 2 ? [] : [incidents[1]!.slug, incidents[0]!.slug];
}

export async function comparePage(c: Ctx) {
  const { store } = c.var.deps;
  const incidents = await store.read.incidents.all();
  const asked = compareQuery(c);
  const query = asked.incidents.length > 0 ? asked : { ...asked, incidents: newestTwo(incidents) };
  const chooser = <CompareChooser incidents={incidents} query={query} />;
  let comparison: ComparisonReport | undefined;
  let problem: string | undefined;
  try {
    if (query.incidents.length >= 2) comparison = await loadFor(c, query);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    problem = error.message;
  }
  return page(
    c,
    { title: 'Compare', current: '/compare' },
    comparison ? (
      <ComparisonBody comparison={comparison} query={query} chooser={chooser} />
    ) : (
      <>
        <h1>Compare incidents</h1>
        <p class="lead">Two to four incidents on one time axis: day 0 is the same step in each.</p>
        {problem && <p class="banner">{problem}</p>}
        {incidents.length < 2 ? <Empty>There are fewer than two incidents to compare.</Empty> : chooser}
      </>
    ),
    problem ? 400 : 200,
  );
}
