/** The response workbench: a draft to what was said, one step at a time, and what it may not do. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '../../src/domain/user.ts';
import { knownResponses } from '../../src/series/known-events.ts';
import { config, dashboardFixture, type Fixture, HOSTILE, ORIGIN } from './dashboard-fixture.ts';

let fixture: Fixture;
let slug = '';
beforeEach(async () => {
  fixture = await dashboardFixture();
  slug = (await fixture.store.read.incidents.all())[0]!.slug;
});

async function post(path: string, fields: Record<string, string>, role: Role = 'analyst') {
  const headers = {
    ...(await fixture.cookie(role)),
    origin: ORIGIN,
    'content-type': 'application/x-www-form-urlencoded',
  };
  const body = new URLSearchParams(fields).toString();
  return fixture.app.request(path, { method: 'POST', headers, body });
}

async function get(path: string, role: Role = 'analyst') {
  return (await fixture.app.request(path, { headers: await fixture.cookie(role) })).text();
}

async function begun(text = 'We are sorry.'): Promise<string> {
  const draft = await post('/drafts', { incident: slug, title: `Sorry ${HOSTILE}`, kind: 'apology', text });
  expect(draft.status).toBe(303);
  return draft.headers.get('location')!;
}

const stored = async (path: string) => fixture.store.read.drafts.byId(Number(path.split('/').at(-1)));
const step = async (path: string, what: string, more: Record<string, string> = {}) =>
  post(path, { do: what, revision: String((await stored(path))!.revision), ...more });

describe('an answer', () => {
  it('goes from a draft to what was said, is drawn from then on, and can be taken back', async () => {
    const path = await begun();
    await step(path, 'save', { title: 'Sorry', kind: 'apology', text: 'We are very sorry.' });
    expect((await step(path, 'answered', { at: '2015-08-21T15:00' })).status).toBe(400);
    await step(path, 'approve');
    expect((await step(path, 'save', { title: 'x', kind: 'other', text: 'x' })).status).toBe(400);
    const said = await step(path, 'answered', { at: '2015-08-21T15:00', url: 'https://example.com/sorry' });
    expect(said.status).toBe(303);
    expect(await stored(path)).toMatchObject({
      state: 'answered',
      text: 'We are very sorry.',
      answeredAt: Date.UTC(2015, 7, 21, 15),
      url: 'https://example.com/sorry',
    });
    const responses = await knownResponses(fixture.store.read, config);
    expect(responses.map(({ title, kind, at }) => [title, kind, at])).toContainEqual([
      'Sorry',
      'apology',
      Date.UTC(2015, 7, 21, 15),
    ]);
    expect(await get(`/incidents/${slug}`)).toContain('Response 21 Aug: Sorry');
    await step(path, 'unsay');
    expect(await knownResponses(fixture.store.read, config)).toEqual(config.responses);
    const timeline = await get(`/incidents/${slug}`);
    for (const words of [
      'started the response',
      'approved the response',
      'marked as published',
      'marked as not published',
    ]) {
      expect(timeline).toContain(words);
    }
  });

  it('is not approved with a place that nobody filled in', async () => {
    const path = await begun('We use {data} for {purpose}.');
    expect(await get(path)).toContain('{purpose}');
    expect(await get(path)).not.toContain('value="approve"');
    expect((await step(path, 'approve')).status).toBe(400);
    expect((await stored(path))?.state).toBe('draft');
  });

  it.each([
    ['no date', { at: '' }],
    ['a date to come', { at: '2999-01-01T00:00' }],
    ['a bad address', { at: '2015-08-21T15:00', url: 'javascript:alert(1)' }],
  ])('is not said with %s', async (_name, fields) => {
    const path = await begun();
    await step(path, 'approve');
    expect((await step(path, 'answered', fields)).status).toBe(400);
    expect((await stored(path))?.state).toBe('approved');
  });

  it('of two concurrent changes the slower one is refused', async () => {
    const path = await begun();
    const revision = String((await stored(path))!.revision);
    await post(path, { do: 'approve', revision });
    const late = await post(path, { do: 'withdraw', revision });
    expect([late.status, (await stored(path))?.state]).toEqual([409, 'approved']);
  });

  it('a viewer reads and changes nothing; hostile words are text', async () => {
    const path = await begun(`Text ${HOSTILE}`);
    for (const role of ['viewer', 'analyst'] as const) {
      for (const at of [path, '/drafts', `/incidents/${slug}`]) {
        const html = await get(at, role);
        expect(html).toContain('Sorry');
        expect(html).not.toContain('<script>alert');
      }
    }
    expect(await get(path, 'viewer')).not.toContain('<textarea');
    expect((await post(path, { do: 'withdraw', revision: '1' }, 'viewer')).status).toBe(403);
    expect((await post('/drafts', { incident: slug }, 'viewer')).status).toBe(403);
  });

  it.each(['/drafts/0', '/drafts/x', '/drafts/99'])('%s is not there', async (path) => {
    const draft = await fixture.app.request(path, { headers: await fixture.cookie('viewer') });
    expect(draft.status).toBe(404);
  });

  it('links of release 0.1 lead to the same page', async () => {
    const headers = await fixture.cookie('viewer');
    for (const rest of ['', '/7', `/new?incident=${slug}&template=t`]) {
      const old = await fixture.app.request(`/answers${rest}`, { headers });
      expect([old.status, old.headers.get('location')]).toEqual([301, `/drafts${rest}`]);
    }
  });

  it('a template is filled in from its incident; nothing is stored before it is saved', async () => {
    const html = await get(`/drafts/new?incident=${slug}&template=nothing`);
    expect(html).toContain('<textarea');
    expect(await fixture.store.read.drafts.list()).toEqual([]);
    expect(await get('/drafts/new?incident=none')).toContain('No such incident');
  });
});
