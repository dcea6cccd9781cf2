/**
 * Documents that take seconds to read, or exhaust the stack: they are read in a thread, the process goes on, and what
 * fails says why. The control reads the same in the process, which then does nothing else.
 */
import { describe, expect, it } from 'vitest';
import { createRobots } from '../../src/net/robots.ts';
import { candidateOf } from '../../src/policy/candidate.ts';
import type { SnapshotChange } from '../../src/policy/snapshot-change.ts';
import { textIdentity } from '../../src/policy/text/identity.ts';
import { policyCandidate, policyIdentity } from '../../src/source/policy-work.ts';
import { readFeed } from '../../src/source/feed/read-feed.ts';
import { type Document, readDocument, SourceDocumentError } from '../../src/source/read-document.ts';
import { policyText } from '../../src/source/trackers/policy-text.ts';
import { rss } from '../support/feeds.ts';
import { attackRounds } from './rounds.ts';
import { turnsDuring } from './turns.fixture.ts';

const many = (n: number, part: (i: number) => string) =>
  Array.from({ length: n }, (_, i) => part(i)).join('');
const channel = (items: string, attributes = '') =>
  `<rss version="2.0"${attributes}><channel><title>x</title>${items}</channel></rss>`;

const CHANGE: SnapshotChange = {
  brand: 'acme',
  document: 'Privacy Policy',
  observed: { after: Date.UTC(2026, 0, 1), by: Date.UTC(2026, 0, 2) },
  collections: ['x'],
  textHash: '',
  minor: false,
  nearTechnical: false,
  refs: [],
};
const AT = 'https://evil.example/feed';
const N = attackRounds(10_000, 60_000);
const HOSTILE: readonly (readonly [string, Document['kind'], string])[] = [
  [
    'attributes of one element',
    'feed',
    channel(
      '',
      many(N, (i) => ` a${i}="1"`),
    ),
  ],
  ['items', 'feed', channel(many(N, (i) => `<item><guid>${i}</guid></item>`))],
  [
    'namespaces',
    'feed',
    channel(
      '',
      many(N, (i) => ` xmlns:n${i}="u${i}"`),
    ),
  ],
  ['paragraphs that never end', 'policy', many(N, () => '<p>word ')],
  ['line breaks', 'policy', many(N, () => '<br>')],
  ['rules', 'policy', many(N, () => '<hr>')],
  ['tables within tables', 'policy', many(N, () => '<table><tr><td>')],
  ['lists within lists', 'policy', many(N, () => '<ul><li>x')],
];

describe('a hostile document', () => {
  it.each(HOSTILE)('of %s (%s) does not stop the process', async (_, kind, text) => {
    const { turns, result } = await turnsDuring(() => readDocument(kind, text, AT));
    expect(turns).toBeGreaterThan(0);
    if (result instanceof Error) expect(result.message.length).toBeGreaterThan(10);
    const inProcess = await turnsDuring(() => (kind === 'policy' ? policyText(text) : readFeed(text, AT)));
    expect(inProcess.turns).toBe(0);
  });

  it('of 2 MB of sentences does not stop the process', async () => {
    const wording = (word: string) =>
      many(N * 2, (i) => `We share ${word} ${i} with our partners. `).slice(0, 2_000_000);
    const [before, after] = [wording('photos'), wording('contacts')];
    const change = { ...CHANGE, textHash: textIdentity(after) };
    const asked: (readonly [() => unknown, () => unknown])[] = [
      [() => policyIdentity(after), () => textIdentity(after)],
      [() => policyCandidate(change, { before, after }), () => candidateOf(change, { before, after })],
    ];
    for (const [inThread, inProcess] of asked) {
      const found = await turnsDuring(inThread);
      expect(found.turns).toBeGreaterThan(0);
      const control = await turnsDuring(inProcess);
      expect(control.turns).toBe(0);
      expect(found.result).toEqual(control.result);
    }
  });

  it('is refused with the reason: too long, too deep', async () => {
    const long = readDocument('policy', 'a'.repeat(1024 * 1024 + 1), AT);
    await expect(long).rejects.toThrow(/policy of evil.example has 1048577 characters; at most 1048576/);
    const deep = readDocument('policy', '<div>'.repeat(100_000), AT);
    await expect(deep).rejects.toBeInstanceOf(SourceDocumentError);
    await expect(deep).rejects.toThrow(/cannot be read: it is nested too deep/);
  });

  it('leaves the next one as it is', async () => {
    const entries = Array.from({ length: 30 }, (_, i) => ({
      id: `https://news.example/${i}`,
      title: `Title ${i}`,
      text: `<p>One &amp; two ${i}</p>`,
      at: Date.UTC(2026, 0, 1),
    }));
    const read = await readDocument('feed', rss(entries), 'https://news.example/');
    expect(read).toHaveLength(30);
    expect(read[3]).toMatchObject({ title: 'Title 3', summary: 'One & two 3', plain: true });
    const policy = `<main><h1>Policy</h1>${'<p>We share data with partners.</p>'.repeat(200)}</main>`;
    expect(await readDocument('policy', policy, 'https://news.example/')).toBe(policyText(policy));
  });
});

describe('a robots.txt of wildcards', () => {
  const rules = `User-agent: *\n${many(4_000, () => `Disallow: /${'*a'.repeat(50)}b\n`)}`;
  const robotsOf = (body: string) =>
    createRobots(
      'Outcry',
      async (url) => ({ status: 200, headers: new Map(), body, url }),
      () => 0,
    );
  const target = `https://evil.example/${'a'.repeat(200)}`;

  it('does not stop the process, and lets nobody in that it does not allow', async () => {
    const signal = new AbortController().signal;
    const { turns, result } = await turnsDuring(() => robotsOf(rules)(target, signal));
    expect(turns).toBeGreaterThan(0);
    expect(['yes', 'no', 'unreadable']).toContain(result);
  });

  it('control: ordinary rules are followed', async () => {
    const robots = robotsOf('User-agent: *\nDisallow: /private\n');
    const signal = new AbortController().signal;
    expect(await robots('https://a.example/private/x', signal)).toBe('no');
    expect(await robots('https://a.example/public', signal)).toBe('yes');
  });
});
