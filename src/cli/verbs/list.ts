import { UserError } from '../../domain/result.ts';
import { kindData } from '../../report/export/json-data.ts';
import { writeJson } from '../output.ts';
import { openInstallation } from '../installation.ts';
import { readArgs, takeArgs, type Verb } from '../verb.ts';

function iso(at: number | undefined): string | null {
  return at === undefined ? null : new Date(at).toISOString();
}

async function spikes(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArgs(args, { brand: { type: 'string' }, json: { type: 'boolean' } });
  takeArgs(positionals, []);
  const { store } = await openInstallation();
  try {
    const brand = values.brand === undefined ? undefined : await store.read.brands.bySlug(values.brand);
    if (values.brand !== undefined && !brand) throw new UserError(`There is no brand ${values.brand}.`);
    const found = await store.read.spikes.list({ brandId: brand?.id });
    await writeJson(
      found
        .toSorted((a, b) => a.onset - b.onset)
        .map(({ incidentId: _, phrases, simulated, ...spike }) => ({
          id: spike.id,
          brand: spike.brand,
          series: spike.series,
          source: spike.source,
          kind: spike.kind,
          ...kindData(spike),
          precision: spike.precision ?? 'hour',
          onset: iso(spike.onset),
          peakAt: iso(spike.peakAt),
          end: iso(spike.end),
          observed: spike.observed,
          expected: spike.expected,
          score: spike.score,
          severity: spike.severity,
          betrayalShare: spike.betrayalShare,
          negativeShare: spike.negativeShare,
          categories: spike.categories,
          attribution: spike.attribution,
          incident: spike.incident ?? null,
          phrases,
          simulated,
        })),
    );
    return 0;
  } finally {
    await store.close();
  }
}

async function incidents(args: readonly string[]): Promise<number> {
  const { positionals } = readArgs(args, { json: { type: 'boolean' } });
  takeArgs(positionals, []);
  const { store } = await openInstallation();
  try {
    const found = await store.read.incidents.all();
    await writeJson(
      found
        .toSorted((a, b) => a.onset - b.onset)
        .map((incident) => ({
          id: incident.id,
          slug: incident.slug,
          brand: incident.brand,
          title: incident.title,
          state: incident.state,
          onset: iso(incident.onset),
          end: iso(incident.end),
          severity: incident.severity,
          simulated: incident.simulated,
          openedAt: iso(incident.openedAt),
        })),
    );
    return 0;
  } finally {
    await store.close();
  }
}

export const spikesVerb: Verb = {
  name: 'spikes',
  help: `
Usage: npx outcry spikes [--brand SLUG] --json

Writes a JSON array, oldest onset first: id, brand, series, source, kind (backlash, complaints or
attention), kindProbability, themes (of the excess posts: code, share, lower, upper), polarised, alarmAt (when the alarm
was raised), provisional (it may be taken back), precision (hour, or day where its sources give dates without times), onset, peakAt, end (null while it goes on),
observed, expected, score, severity (1 to 10), betrayalShare, negativeShare, categories, attribution,
incident, phrases, simulated. Times are ISO 8601 in UTC.`,
  run: spikes,
};

export const incidentsVerb: Verb = {
  name: 'incidents',
  help: `
Usage: npx outcry incidents --json

Writes a JSON array, oldest onset first: id, slug, brand, title, state, onset, end, severity, simulated,
openedAt. Times are ISO 8601 in UTC.`,
  run: incidents,
};
