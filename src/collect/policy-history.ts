/** The texts of a brand's policies as they are needed to describe a change: the history of a document around it. */
import { flappingKeys, type SeenText } from '../policy/text/flapping.ts';
import { isIdentity } from '../policy/text/identity.ts';
import { policyIdentity, policyKeys } from '../source/policy-work.ts';
import type { TrackedChange } from '../series/policy-tracking.ts';
import type { PolicySnapshotRow } from '../store/policies/port.ts';
import type { CollectContext } from './context.ts';

/** Texts of a document that are looked at before and after a change. */
const MOST_BEFORE = 30;
const MOST_AFTER = 5;
/** Texts kept at hand. */
const MOST_KEPT = 80;
/** A text shorter than this share of the one before the change is an error or half of a page. */
const LEAST_SHARE = 0.4;

/** Texts before and after a change, with the sentences that only come and go. */
export interface ChangedTexts {
  readonly before?: string;
  readonly after?: string;
  readonly flapping: ReadonlySet<string>;
}

interface KeptText {
  readonly text: string;
  readonly keys: ReadonlySet<string>;
}

/** Reads the texts of one brand for one run; a text is read and cut into sentences once. */
export function policyHistory(ctx: CollectContext, brand: string) {
  const { policies } = ctx.store.read;
  const kept = new Map<string, KeptText | undefined>();
  const lists = new Map<string, PolicySnapshotRow[]>();

  async function textOf(document: string, hash: string): Promise<KeptText | undefined> {
    const id = `${document}\n${hash}`;
    if (kept.has(id)) return kept.get(id);
    const text = await policies.text(brand, document, hash);
    const keys = text === undefined ? undefined : await policyKeys(text);
    const found = text === undefined || keys === undefined ? undefined : { text, keys };
    const oldest = kept.size >= MOST_KEPT ? kept.keys().next().value : undefined;
    if (oldest !== undefined) kept.delete(oldest);
    kept.set(id, found);
    return found;
  }

  /** The texts that the tracker which saw the change first had before and after it, each once in a row. */
  async function around(change: TrackedChange, before: KeptText): Promise<{ texts: SeenText[]; at: number }> {
    const { document, observed, textHash, beforeHash } = change;
    const list = lists.get(document) ?? (await policies.snapshots(brand, document));
    lists.set(document, list);
    const own = list.filter(
      (row, i, all) => row.collection === change.collections[0] && row.textHash !== all[i - 1]?.textHash,
    );
    const place = own.findIndex((row) => row.observedAt === observed.by && row.textHash === textHash);
    const rows = own.slice(Math.max(0, place - MOST_BEFORE), place + 1 + MOST_AFTER);
    const texts: SeenText[] = [];
    let at = -1;
    for (const row of rows) {
      const isChange = row.observedAt === observed.by && row.textHash === textHash;
      if (!isChange && (row.length ?? 0) < before.text.length * LEAST_SHARE) continue;
      const text = await textOf(document, row.textHash);
      if (!text) continue;
      if (isChange) {
        // What was left out in between is no text of the policy.
        if (beforeHash !== undefined) texts.push({ at: observed.after ?? row.observedAt, keys: before.keys });
        at = texts.length;
      }
      texts.push({ at: row.observedAt, keys: text.keys });
    }
    return { texts, at };
  }

  return {
    async textsOf(change: TrackedChange): Promise<ChangedTexts> {
      const { document, textHash, beforeHash } = change;
      const after = await textOf(document, textHash);
      const before = beforeHash === undefined ? undefined : await textOf(document, beforeHash);
      if (!before || !after) {
        return {
          ...(before ? { before: before.text } : {}),
          ...(after ? { after: after.text } : {}),
          flapping: new Set(),
        };
      }
      const { texts, at } = await around(change, before);
      return { before: before.text, after: after.text, flapping: flappingKeys(texts, at) };
    },
  };
}

/**
 * Gives every stored text of a brand the identity that texts have now: earlier versions knew a text by its characters,
 * and each document would seem changed once.
 */
export async function renewIdentities(ctx: CollectContext, brand: string): Promise<void> {
  const { policies } = ctx.store.read;
  for (const { brand: of, document } of await policies.documents()) {
    if (of !== brand) continue;
    const old = (await policies.snapshots(brand, document)).filter(
      ({ textHash, length }) => length !== undefined && !isIdentity(textHash),
    );
    for (const hash of new Set(old.map(({ textHash }) => textHash))) {
      const text = await policies.text(brand, document, hash);
      if (text === undefined) continue;
      const identity = await policyIdentity(text);
      await ctx.store.tx((tx) => tx.policies.rehash({ brand, document }, hash, identity));
    }
  }
}
