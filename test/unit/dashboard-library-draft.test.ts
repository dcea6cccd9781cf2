/** A resolved incident as a capsule: the draft, what is missing, the file, and reading it back. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readCapsule } from '../../config/capsule-text.ts';
import { createApp } from '../../dashboard/app.tsx';
import { tempDirs } from '../support/temp.ts';
import { dashboardFixture, type Fixture } from './dashboard-fixture.ts';

const tempDir = tempDirs();
const PATH = '/incidents/spotify-2015/capsule';
let f: Fixture;
let analyst: Record<string, string>;

const unescaped = (text: string) =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
const draftIn = (html: string) => unescaped(/<textarea[^>]*>([\s\S]*?)<\/textarea>/.exec(html)?.[1] ?? '');

async function get(path: string, headers = analyst, app = f.app) {
  const response = await app.request(path, { headers });
  return { status: response.status, html: await response.text() };
}

function post(fields: Record<string, string>, path = PATH) {
  return f.app.request(path, { method: 'POST', headers: analyst, body: new URLSearchParams(fields) });
}

beforeAll(async () => {
  f = await dashboardFixture();
  analyst = { ...(await f.cookie('analyst')), 'Sec-Fetch-Site': 'same-origin' };
});

describe('a capsule of one’s own', () => {
  it('is offered where an incident is resolved, to those who may write', async () => {
    const open = await f.store.read.incidents.find('spotify-2015');
    if (open?.state !== 'resolved') {
      expect((await get(PATH)).status).toBe(409);
      expect((await get('/incidents/spotify-2015')).html).not.toContain('Add to the library');
      const revision = String(open?.revision ?? 0);
      expect((await post({ revision }, '/incidents/spotify-2015/resolve')).status).toBe(303);
    }
    expect((await get('/incidents/spotify-2015')).html).toContain(`href="${PATH}"`);
    const viewer = await f.cookie('viewer');
    expect((await get('/incidents/spotify-2015', viewer)).html).not.toContain('Add to the library');
    expect((await get(PATH, viewer)).status).toBe(403);
  });

  it('is never made of a simulated incident', async () => {
    const incident = await f.store.read.incidents.find('spotify-2015');
    const incidents = { ...f.store.read.incidents, find: async () => ({ ...incident!, simulated: true }) };
    const read = new Proxy(f.store.read, {
      get: (target, name) => (name === 'incidents' ? incidents : Reflect.get(target, name)),
    });
    const store = new Proxy(f.store, {
      get: (target, name) => (name === 'read' ? read : Reflect.get(target, name)),
    });
    const { status, html } = await get(PATH, analyst, createApp({ ...f.deps, store }));
    expect(status).toBe(409);
    expect(html).toContain('The library holds real incidents alone.');
  });

  it('begins with what is known and leaves the rest to be filled in', async () => {
    const { status, html } = await get(PATH);
    expect(status).toBe(200);
    const draft = draftIn(html);
    expect(draft).toMatch(/^slug: spotify-2015\ncompany: Spotify\nsector: ""\ncountry: ""\n/);
    expect(draft).toMatch(/onset: \{ at: "?2015-08-20"?, source: own \}/);
    expect(draft).toContain('measure: posts');
    const { problems } = readCapsule(draft);
    expect(problems.map((one) => one.split(':')[0])).toEqual(
      expect.arrayContaining(['sector', 'country', 'what']),
    );
  });

  it('says what is missing and keeps what was typed; gives a file that is read back once it is complete', async () => {
    const draft = draftIn((await get(PATH)).html);
    const half = draft.replace('country: ""', 'country: SE');
    const refused = await post({ capsule: half });
    const page = await refused.text();
    expect(refused.status).toBe(422);
    expect(page).toContain('Not finished yet');
    expect(page).not.toMatch(/<li>country/);
    expect(draftIn(page)).toContain('country: SE');

    const whole = half
      .replace('sector: ""', 'sector: media')
      .replace('what: ""', 'what: A new policy asked for more.')
      .replace('change: ""', 'change: terms');
    const answer = await post({ capsule: whole });
    expect([answer.status, await answer.clone().text()]).toEqual([200, whole]);
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="spotify-2015.yaml"');

    // In the folder it is a part of the library at once, beside those that were there.
    const folder = tempDir();
    const app = createApp({ ...f.deps, configDir: folder });
    expect((await get('/library/spotify-2015', analyst, app)).status).toBe(404);
    mkdirSync(join(folder, 'library'));
    writeFileSync(join(folder, 'library', 'spotify-2015.yaml'), await answer.text());
    const { status, html } = await get('/library/spotify-2015', analyst, app);
    expect(status).toBe(200);
    expect(html).toContain('A new policy asked for more.');
  });

  it.each([
    ['no YAML', 'slug: [', /not valid YAML/],
    ['something else', 'just words', /./],
    ['too long', 'x'.repeat(200_001), /longer than a capsule can be/],
    ['aliases without end', 'a: &a [1]\nb: [*a,*a,*a,*a]\nslug: x\n', /./],
  ])('control: %s is refused in words', (_name, text, words) => {
    const { capsule, problems } = readCapsule(text);
    expect(capsule).toBeUndefined();
    expect(problems.join('\n')).toMatch(words);
  });
});
