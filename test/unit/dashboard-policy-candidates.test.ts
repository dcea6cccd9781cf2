/** Proposed policy changes: who may decide, what becomes of it, and what a tracker's text may not do. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { Role } from '../../src/domain/user.ts';
import { dashboardFixture, type Fixture, HOSTILE, ONSET, ORIGIN } from './dashboard-fixture.ts';

let fixture: Fixture;
beforeEach(async () => {
  fixture = await dashboardFixture({ empty: true });
  await fixture.store.tx(async (tx) => {
    await tx.brands.upsert({ slug: 'spotify', name: 'Spotify', origin: 'config' });
    for (const [slug, minor] of [
      ['spotify-a', false],
      ['spotify-b', true],
    ] as const) {
      const candidate = {
        slug,
        brand: 'spotify',
        document: 'Privacy Policy',
        textHash: slug,
        title: `Now also: photos ${HOSTILE}`,
        observed: { after: ONSET - 86_400_000, by: ONSET },
        touches: ['over_collection'],
        words: ['photos', 'contacts'],
        summary: [`Now also collects: photos. ${HOSTILE}`],
        evidence: [{ note: `seen ${HOSTILE}`, url: 'javascript:alert(1)' }],
        minor,
      };
      await tx.policies.addCandidate(candidate, ONSET);
    }
  });
});

const shown = async (role: Role) => {
  const headers = await fixture.cookie(role);
  const answer = await fixture.app.request('/policy-changes', { headers });
  return answer.text();
};

async function decide(role: Role, fields: Record<string, string | string[]>, slug = 'spotify-a') {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries({ revision: '1', ...fields })) {
    for (const one of [value].flat()) body.append(name, one);
  }
  const headers = {
    ...(await fixture.cookie(role)),
    origin: ORIGIN,
    'content-type': 'application/x-www-form-urlencoded',
  };
  return fixture.app.request(`/policy-changes/${slug}/decide`, {
    method: 'POST',
    headers,
    body: body.toString(),
  });
}

const CONFIRM = {
  decision: 'confirmed',
  title: 'Photos and contacts',
  announced: '2015-08-17',
  effective: '2015-09-09',
  touches: ['over_collection', 'nonsense'],
  words: 'photos, contacts ,',
};
const stored = (slug = 'spotify-a') => fixture.store.read.policies.candidate(slug);

describe('the page', () => {
  test('shows the summary, the dates and the clauses; hostile words are text', async () => {
    const html = await shown('viewer');
    for (const words of [
      'Now also collects: photos.',
      'unknown',
      'Takes more than it needs',
      'Minor changes (1)',
    ]) {
      expect(html).toContain(words);
    }
    expect(html).not.toContain('<script>alert');
    expect(html).not.toContain('href="javascript');
    expect(html).not.toContain('/decide');
  });

  test('a label for every field of the form, for those who may decide', async () => {
    const html = await shown('analyst');
    expect(html).toContain('action="/policy-changes/spotify-a/decide"');
    const ids = [...html.matchAll(/<input id="([^"]+)"/g)].map((match) => match[1]!);
    expect(ids.length).toBeGreaterThan(3);
    for (const id of ids) expect(html).toContain(`for="${id}"`);
  });
});

describe('a decision', () => {
  test('a viewer may not', async () => {
    expect((await decide('viewer', CONFIRM)).status).toBe(403);
    expect((await stored())?.state).toBe('candidate');
  });

  test('an analyst confirms with dates, and detection runs on the brand again', async () => {
    const before =
      (await fixture.store.read.brands.dirty()).find((one) => one.slug === 'spotify')?.version ?? 0;
    expect((await decide('analyst', CONFIRM)).status).toBe(303);
    expect(await stored()).toMatchObject({
      state: 'confirmed',
      title: 'Photos and contacts',
      announced: Date.UTC(2015, 7, 17),
      effective: Date.UTC(2015, 8, 9),
      touches: ['over_collection'],
      words: ['photos', 'contacts'],
      observed: { after: ONSET - 86_400_000, by: ONSET },
    });
    const after =
      (await fixture.store.read.brands.dirty()).find((one) => one.slug === 'spotify')?.version ?? 0;
    expect(after).toBeGreaterThan(before);
  });

  test.each([
    [{ ...CONFIRM, announced: '17 August' }, 'is not a date'],
    [{ ...CONFIRM, effective: '2015-02-30' }, 'is not a date'],
    [{ ...CONFIRM, title: ' ' }, 'Enter a title.'],
  ])('what cannot be taken is said, and what was typed stays', async (fields, problem) => {
    const answer = await decide('analyst', fields);
    const html = await answer.text();
    expect(answer.status).toBe(400);
    expect(html).toContain(problem);
    expect(html).toContain('value="photos, contacts ,"');
    expect((await stored())?.state).toBe('candidate');
  });

  test('the second of two people sees who decided first', async () => {
    await decide('analyst', { decision: 'dismissed' });
    const answer = await decide('admin', CONFIRM);
    expect(answer.status).toBe(409);
    expect(await answer.text()).toMatch(/dismissed by/);
  });

  test('what is confirmed is a known change, and can be taken back', async () => {
    await decide('analyst', CONFIRM);
    const html = await shown('analyst');
    expect(html.match(/id="spotify-a"/g)).toHaveLength(1);
    expect(html.slice(html.indexOf('Known changes'))).toMatch(/Photos and contacts[^]*Confirmed by/);
    expect(await shown('viewer')).not.toContain('Undo');
    expect((await decide('analyst', { decision: 'candidate', revision: '2' })).status).toBe(303);
    expect((await stored())?.state).toBe('candidate');
  });

  test('records that are no change are counted by reason', async () => {
    expect(await shown('viewer')).not.toContain('Snapshots without');
    const record = { brand: 'spotify', document: 'Privacy Policy', collection: 'x', source: 'policy-page:x' };
    await fixture.store.tx((tx) =>
      tx.policies.addSnapshots([
        { ...record, ref: '1', observedAt: ONSET, kind: 'first', textHash: 'a' },
        { ...record, ref: '2', observedAt: ONSET + 1, kind: 'technical', textHash: 'b' },
        { ...record, ref: '3', observedAt: ONSET + 2, kind: 'technical', textHash: 'c' },
      ]),
    );
    const html = await shown('viewer');
    expect(html).toContain('Snapshots without a change (3)');
    expect(html).toMatch(/tracker maintenance<[^]*?>2</);
  });

  test('a dismissal can be undone', async () => {
    await decide('analyst', { decision: 'dismissed' });
    expect(await shown('analyst')).toContain('Dismissed (1)');
    expect((await decide('analyst', { decision: 'candidate', revision: '2' })).status).toBe(303);
    expect((await stored())?.state).toBe('candidate');
  });

  test.each([
    [{ decision: 'maybe' }],
    [{ decision: 'dismissed', revision: '' }],
    [{ decision: 'dismissed', revision: 'x' }],
  ])('an incomplete form: %j', async (fields) => {
    expect((await decide('analyst', fields)).status).toBe(400);
  });

  test('a candidate that does not exist', async () => {
    expect((await decide('analyst', CONFIRM, 'nothing')).status).toBe(404);
  });
});
