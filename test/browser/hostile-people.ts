/** What people write about posts and incidents, hostile in every field: straight into the database, past every form. */
import { DAY_MS } from '../../src/domain/series.ts';
import type { Tx } from '../../src/store/store.ts';

export interface About {
  readonly n: number;
  readonly payload: string;
  readonly brandId: number;
  readonly brand: string;
  readonly incidentId: number;
  readonly incident: string;
  readonly mentionId: number;
  readonly at: number;
}

/** One payload in tags, notes, corrections, mutes, drafts, silences, alerts, audit, people, tokens, candidates. */
export async function plantPeople(tx: Tx, about: About): Promise<void> {
  const { n, payload, brandId, brand, incidentId, incident, mentionId, at } = about;
  const by = { who: payload, at };
  await tx.annotations.addTag(mentionId, payload, by);
  await tx.annotations.addNote(mentionId, payload, by);
  await tx.annotations.bookmark(mentionId, true, by);
  await tx.corrections.add(mentionId, 0, { field: 'category', value: `+${payload}`, ...by });
  await tx.mutes.add({ brandId, source: `${payload} elsewhere`, why: payload, ...by });
  const answer = {
    brand,
    incident,
    template: payload,
    title: payload,
    kind: 'other' as const,
    text: payload,
  };
  await tx.drafts.add(answer, payload, at);
  await tx.silences.add({
    brands: [brand],
    kinds: [],
    maxSeverity: 10,
    from: at,
    until: at + 400 * DAY_MS,
    author: payload,
    comment: payload,
    createdAt: at,
  });
  await tx.alerts.keep({
    incidentId,
    stage: 'opened',
    step: 0,
    route: payload,
    send: true,
    reason: 'opened',
    severity: 7,
    over: false,
    recipients: [payload],
    decidedAt: at,
    revision: 1,
  });
  await tx.incidents.edit(incidentId, 1, { assignee: payload }, { ...by, what: payload });
  await tx.audit.add({ at, who: payload, what: payload, subject: payload });
  await tx.people.addUser({ email: payload, role: 'viewer', brands: [brand], at });
  await tx.people.addApiToken({
    hash: `hash-${n}`,
    name: payload,
    role: 'viewer',
    brands: null,
    at,
    createdBy: payload,
  });
  await tx.outbox.optOut(`${payload} out`, at);
  await tx.outages.add({ source: payload, at });
  await tx.policies.addCandidate(
    {
      slug: `candidate-${n}`,
      brand,
      document: payload,
      textHash: `hash-${n}`,
      title: payload,
      touches: [payload],
      words: [payload],
      summary: [payload],
      evidence: [{ note: payload, url: payload }],
      minor: false,
    },
    at,
  );
}
