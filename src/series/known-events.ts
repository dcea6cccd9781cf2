/**
 * Known events of a brand. Policy changes: those of the configuration, with the time in which trackers first saw them, and
 * those that trackers found and a person confirmed. Company responses: configured, or entered in the dashboard.
 */
import type { CompanyResponse, Evidence, PolicyChange } from '../domain/brand.ts';
import { claimedBy, withObserved } from '../policy/configured.ts';
import { sayDay } from '../policy/summary.ts';
import type { Reads } from '../store/store.ts';
import type { CandidateChange } from '../store/policies/port.ts';
import type { DatedEvents } from '../domain/dated-events.ts';
import { type TrackedChange, trackedPolicies } from './policy-tracking.ts';

type PolicyReads = Pick<Reads, 'policies'>;

function confirmedChange(candidate: CandidateChange): PolicyChange {
  const { slug, brand, title, announced, observed, effective, touches, words, evidence } = candidate;
  return {
    slug,
    brand,
    title,
    ...(announced === undefined ? {} : { announced }),
    ...(observed === undefined ? {} : { observed }),
    ...(effective === undefined ? {} : { effective }),
    touches,
    words,
    evidence,
  };
}

function seenNote({ observed, collections, document, refs }: TrackedChange): Evidence {
  const url = refs.find((ref) => /^https?:/.test(ref));
  const note = `${document}: first recorded on ${sayDay(observed.by)} (${collections.join(', ')}).`;
  return { ...(url === undefined ? {} : { url }), note };
}

/**
 * Known changes at `now` (ms), of one brand or of all; a configured change goes before a confirmed one of the same
 * slug.
 */
export async function knownChanges(
  reads: PolicyReads,
  config: Pick<DatedEvents, 'policyChanges'>,
  now: number,
  only?: string,
): Promise<PolicyChange[]> {
  const asked = ({ brand }: { readonly brand: string }) => only === undefined || brand === only;
  const known = new Map(config.policyChanges.filter(asked).map((change) => [change.slug, change]));
  const tracked = new Set((await reads.policies.documents()).map(({ brand }) => brand));
  const brands = new Set([...known.values()].map(({ brand }) => brand));
  for (const brand of brands) {
    if (!tracked.has(brand)) continue;
    const { changes } = await trackedPolicies(reads, brand, now);
    for (const [change, { slug }] of claimedBy(changes, config.policyChanges)) {
      const before = known.get(slug);
      if (!before) continue;
      const after = withObserved(before, change.observed);
      known.set(slug, { ...after, evidence: [...after.evidence, seenNote(change)] });
    }
  }
  for (const candidate of await reads.policies.candidates()) {
    const { slug } = candidate;
    if (!asked(candidate)) continue;
    if (candidate.state === 'confirmed' && !known.has(slug)) known.set(slug, confirmedChange(candidate));
  }
  return [...known.values()];
}

/** Company responses, configured or entered in the dashboard. */
export async function knownResponses(
  reads: Pick<Reads, 'drafts'>,
  config: Pick<DatedEvents, 'responses'>,
  only?: string,
): Promise<CompanyResponse[]> {
  const entered = (await reads.drafts.list(only)).flatMap((draft) => {
    const { id, brand, title, kind, answeredAt, url, changedBy } = draft;
    if (draft.state !== 'answered' || answeredAt === undefined) return [];
    const note = `Entered by ${changedBy}.`;
    const evidence = [url === undefined ? { note } : { note, url }];
    return [{ slug: `answer-${id}`, brand, title, kind, at: answeredAt, evidence }];
  });
  return [...config.responses, ...entered];
}

/**
 * `config` with known changes and responses, of one brand or of all, in place of the configured ones: once a request
 * or stage.
 */
export async function withKnownEvents<C extends DatedEvents>(
  reads: PolicyReads & Pick<Reads, 'drafts'>,
  config: C,
  now: number,
  only?: string,
): Promise<C> {
  return {
    ...config,
    policyChanges: await knownChanges(reads, config, now, only),
    responses: await knownResponses(reads, config, only),
  };
}
