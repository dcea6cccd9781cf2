/** A resolved incident becomes a capsule: a draft to review and edit, and a file to keep or to share. */
import { readCapsule, writeCapsule } from '../../../config/capsule-text.ts';
import type { Incident } from '../../../src/domain/incident.ts';
import { capsuleDraft } from '../../../src/report/incident/capsule-draft.ts';
import { loadIncidentReport } from '../../../src/report/incident/report.ts';
import { type Ctx, param } from '../../deps.ts';
import { formOf, rawOf } from '../../query/form.ts';
import { messagePage, page } from '../../views/layout.tsx';
import { CapsuleEditor } from '../../views/library/editor.tsx';

function editor(c: Ctx, incident: Incident, text: string, problems: readonly string[] = []) {
  return page(
    c,
    { title: 'Add to the library', current: '/incidents' },
    <>
      <p class="eyebrow">
        <a href={`/incidents/${incident.slug}`}>{incident.title}</a>
      </p>
      <h1>Add to the library</h1>
      <p class="lead">
        Review this draft and fill in what is empty: sector, country (two letters), what happened, and what
        came of it. The file goes into the folder <code>library</code> of your configuration, or to whom you
        want to share it with. Nothing leaves this installation by itself.
      </p>
      <CapsuleEditor slug={incident.slug} text={text} problems={problems} />
    </>,
    problems.length > 0 ? 422 : 200,
  );
}

function missing(c: Ctx) {
  return messagePage(c, 404, 'No such incident', <a href="/incidents">All incidents</a>);
}

/** Why it cannot become a capsule: its course is not known yet, or nobody lived through it. */
function refusedBecause({ state, simulated }: Incident): { title: string; why: string } | undefined {
  if (simulated) return { title: 'Simulated', why: 'The library holds real incidents alone.' };
  if (state === 'resolved') return undefined;
  return { title: 'Not resolved yet', why: 'An incident becomes a part of the library when it is over.' };
}

export async function capsuleDraftPage(c: Ctx) {
  const { store, clock, config, publicUrl } = c.var.deps;
  const incident = await store.read.incidents.find(param(c, 'slug'));
  if (!incident) return missing(c);
  const refused = refusedBecause(incident);
  if (refused) {
    return messagePage(
      c,
      409,
      refused.title,
      <p>
        {refused.why} <a href={`/incidents/${incident.slug}`}>Back to {incident.title}</a>
      </p>,
    );
  }
  const report = await loadIncidentReport(store.read, config, incident, clock());
  const address = `${publicUrl}/incidents/${incident.slug}`;
  return editor(c, incident, writeCapsule(capsuleDraft(report, config.responses, address)));
}

/** Gives the file, or says what is missing with what was typed. */
export async function capsuleDraftCheck(c: Ctx) {
  const incident = await c.var.deps.store.read.incidents.find(param(c, 'slug'));
  if (!incident) return missing(c);
  const text = rawOf(await formOf(c), 'capsule').replaceAll('\r\n', '\n');
  const { capsule, problems } = readCapsule(text);
  if (!capsule) return editor(c, incident, text, problems);
  c.header('Content-Type', 'application/yaml; charset=utf-8');
  c.header('Content-Disposition', `attachment; filename="${capsule.slug}.yaml"`);
  c.header('Cache-Control', 'no-store');
  return c.body(text);
}
