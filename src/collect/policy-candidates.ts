/** Turns policy snapshots of a brand into candidate changes, and dismisses those that turn out not to be changes. */
import type { Evidence } from '../domain/brand.ts';
import { sourceType } from '../domain/source.ts';
import { claimedBy } from '../policy/configured.ts';
import type { Texts } from '../policy/candidate.ts';
import { type TrackedChange, trackedPolicies } from '../series/policy-tracking.ts';
import { policyCandidate } from '../source/policy-work.ts';
import { definitionOf } from '../source/registry.ts';
import type { NewCandidate, CandidateChange } from '../store/policies/port.ts';
import type { CollectContext } from './context.ts';
import { policyHistory, renewIdentities } from './policy-history.ts';

/** Prefix of the program's own decisions. Decisions of people are never changed. */
export const BY_ITSELF = 'Outcry: ';
const GONE = `${BY_ITSELF}the page returned to an earlier text`;
const CONFIGURED = `${BY_ITSELF}it is configured`;

function isOf(change: TrackedChange, candidate: CandidateChange): boolean {
  return candidate.document === change.document && change.hashes.has(candidate.textHash);
}

/** The notices that the licences of its trackers require, each once. */
function noticesOf({ collections }: TrackedChange): Evidence[] {
  const types = new Set(collections.map(sourceType));
  return [...types].flatMap((type) => definitionOf(type)?.notice ?? []);
}

/** undefined if no sentence changed for good, or if nothing dates the change: no earlier snapshot, no date in the text. */
async function newCandidateOf(change: TrackedChange, texts: Texts): Promise<NewCandidate | undefined> {
  const { textHash, observed } = change;
  const candidate = await policyCandidate(change, texts);
  if (!candidate) return undefined;
  const { notes, ...made } = candidate;
  if (observed.after === null && made.effective === undefined) return undefined;
  return {
    ...made,
    textHash,
    observed: observed.after === null ? undefined : { after: observed.after, by: observed.by },
    summary: [...made.summary, ...notes],
    evidence: [...made.evidence, ...noticesOf(change)],
  };
}

/** Adds it under a slug that no other change has. */
async function addCandidate(ctx: CollectContext, candidate: NewCandidate): Promise<boolean> {
  return ctx.store.tx(async (tx) => {
    const taken = new Set([
      ...(await tx.policies.candidates()).map(({ slug }) => slug),
      ...ctx.config.policyChanges.map(({ slug }) => slug),
    ]);
    let { slug } = candidate;
    for (let n = 2; taken.has(slug); n += 1) slug = `${candidate.slug}-${n}`;
    return tx.policies.addCandidate({ ...candidate, slug }, ctx.clock());
  });
}

/** A candidate that no person decided follows the snapshots: dismissed after a revert, back if the text returns for good. */
async function follow(
  ctx: CollectContext,
  candidate: CandidateChange,
  change: TrackedChange | undefined,
  configured: boolean,
): Promise<void> {
  const { slug, revision, state, decidedBy } = candidate;
  if (decidedBy !== undefined && !decidedBy.startsWith(BY_ITSELF)) return;
  const who = configured ? CONFIGURED : change ? `${BY_ITSELF}seen again` : GONE;
  const next = change && !configured ? 'candidate' : 'dismissed';
  if (next === state) return;
  await ctx.store.tx((tx) => tx.policies.decide(slug, revision, { state: next, who, at: ctx.clock() }));
}

/**
 * What a person decided first, then the oldest: texts that are the same now may have had a candidate each.
 */
function byDecision(a: CandidateChange, b: CandidateChange): number {
  const open = ({ decidedBy }: CandidateChange) =>
    Number(decidedBy === undefined || decidedBy.startsWith(BY_ITSELF));
  return open(a) - open(b) || a.id - b.id;
}

/**
 * Updates the candidate changes of a brand from its snapshots. Idempotent. Configured changes are no candidates: reports
 * show what trackers add to their dates.
 */
export async function updateCandidates(ctx: CollectContext, brand: string): Promise<void> {
  const { read } = ctx.store;
  await renewIdentities(ctx, brand);
  const { changes } = await trackedPolicies(read, brand, ctx.clock());
  const configured = claimedBy(changes, ctx.config.policyChanges);
  const known = (await read.policies.candidates()).filter((one) => one.brand === brand);
  const claimed = new Set<TrackedChange>();
  for (const candidate of known.toSorted(byDecision)) {
    const change = changes.find((one) => isOf(one, candidate) && !claimed.has(one));
    if (change) claimed.add(change);
    await follow(ctx, candidate, change, change !== undefined && configured.has(change));
  }
  const history = policyHistory(ctx, brand);
  let added = 0;
  for (const change of changes) {
    if (configured.has(change) || claimed.has(change)) continue;
    const candidate = await newCandidateOf(change, await history.textsOf(change));
    if (candidate && (await addCandidate(ctx, candidate))) added += 1;
  }
  if (added > 0) ctx.log.info({ brand, added }, 'candidate policy changes were added');
}
