/** 306 records of a tracker with their texts, where they lie beside the repository: what is left of them as changes. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../config/env.ts';
import { candidateOf, saysTheSame } from '../../src/policy/candidate.ts';
import { collapse, countFates } from '../../src/policy/collapse.ts';
import { brandSlug, type PolicySnapshot, snapshotKind } from '../../src/policy/snapshot.ts';
import { textIdentity } from '../../src/policy/text/identity.ts';
import { whyNoVersion } from '../../src/policy/text/no-policy.ts';

const PATH = join(packageRoot, '../shared/bench/policy/tracker-records.jsonl.br');

interface Entry {
  readonly document: string;
  readonly at: string;
  readonly message: string;
  readonly text: string;
}

function readBench(): Entry[] {
  const lines = brotliDecompressSync(readFileSync(PATH)).toString('utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Entry);
}

describe.skipIf(!existsSync(PATH))('the records of a tracker', () => {
  const texts = new Map<string, string>();
  const snapshots = (existsSync(PATH) ? readBench() : []).map(
    ({ document, at, message, text }): PolicySnapshot => {
      const [service = '', name = ''] = document.split('/');
      const textHash = textIdentity(text);
      texts.set(textHash, texts.get(textHash) ?? text);
      return {
        brand: brandSlug(service),
        document: name,
        collection: 'ota',
        observedAt: Date.parse(at),
        kind: snapshotKind(message) ?? 'change',
        textHash,
        length: text.length,
      };
    },
  );
  const { changes, fates } = collapse(snapshots);
  const described = changes.map((change) => {
    const [before, after] = [texts.get(change.beforeHash ?? ''), texts.get(change.textHash)];
    const both = { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
    return { candidate: candidateOf(change, both), same: saysTheSame(both) };
  });

  it('23 of 306 are changes', () => {
    expect(snapshots).toHaveLength(306);
    expect(countFates(fates)).toMatchObject({ kept: 23, first_record: 5, technical: 6 });
    expect(described.filter(({ same }) => same)).toEqual([]);
    expect([...texts.values()].map(whyNoVersion).filter((reason) => reason !== undefined)).toEqual([]);
  });

  it('none says falsely that a promise is gone', () => {
    const lost = described.filter(({ candidate }) => candidate.summary.join(' ').includes('No longer says'));
    expect(lost.map(({ candidate }) => candidate.slug)).toEqual(['github-privacy-policy-2026-04-28']);
  });

  it('GitHub, 27 April 2026: training, affiliates, and the promise about private repositories', () => {
    const change = described.find(({ candidate }) => candidate.slug === 'github-privacy-policy-2026-04-28');
    expect(change?.candidate).toMatchObject({
      title: 'Now uses your data to train or develop AI',
      minor: false,
      effective: Date.UTC(2026, 3, 27),
      touches: expect.arrayContaining(['third_party_sharing', 'secondary_use_ads', 'broken_promise']),
    });
    expect(change?.candidate.summary.slice(0, 3)).toEqual([
      'Now uses your data to train or develop AI.',
      'Now lets affiliated companies train or develop AI with your data.',
      'No longer says: we do not read or listen to your content and files without asking, with exceptions.',
    ]);
  });
});
