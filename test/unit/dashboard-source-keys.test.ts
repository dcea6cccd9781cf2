/** Keys of sites and the export on pages: for admins of all brands alone, never shown again, in no export, log or page. */
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { crc32, inflateRawSync } from 'node:zlib';
import { exportedFiles } from '../../src/configure/export.ts';
import { dashboardFixture, type Fixture, HOSTILE } from './dashboard-fixture.ts';

const SECRET = 'yt-s3cret-value-9317';
const NAME = 'OUTCRY_YOUTUBE_KEY';
const SAME = { 'Sec-Fetch-Site': 'same-origin' };
let f: Fixture;
let admin: Record<string, string>;

beforeAll(async () => {
  f = await dashboardFixture();
  admin = { ...(await f.cookie('admin')), ...SAME };
});

const post = (fields: Record<string, string>, headers = admin) =>
  f.app.request('/settings/keys', { method: 'POST', headers, body: new URLSearchParams(fields) });
const get = (path: string, headers = admin) => f.app.request(path, { headers });
const entered = () => f.deps.keyEditor!.list().then((all) => all.find(({ name }) => name === NAME)!.from);

/** The files of an archive, read by its local headers. */
function unzip(bytes: Buffer): Record<string, string> {
  const files: Record<string, string> = {};
  let at = 0;
  while (bytes.readUInt32LE(at) === 0x04034b50) {
    const [sum, packed, size] = [14, 18, 22].map((offset) => bytes.readUInt32LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const name = at + 30;
    const body = name + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    const text = inflateRawSync(bytes.subarray(body, body + packed));
    expect([text.length, crc32(text)]).toEqual([size, sum]);
    files[bytes.subarray(name, name + bytes.readUInt16LE(at + 26)).toString()] = text.toString();
    at = body + packed;
  }
  expect(bytes.readUInt32LE(bytes.length - 22)).toBe(0x06054b50);
  expect(bytes.readUInt16LE(bytes.length - 12)).toBe(Object.keys(files).length);
  return files;
}

describe('a key of a site', () => {
  test('is entered, replaced and removed, and is on no page, in no answer, export or log', async () => {
    expect((await post({ name: NAME, value: ` ${SECRET} `, do: 'save' })).status).toBe(303);
    expect(await entered()).toBe('entered');
    const pages = [
      '/settings/keys',
      '/settings/sources',
      '/settings',
      '/audit',
      '/sources',
      '/api/v1/source-keys',
    ];
    for (const path of pages)
      expect([path, (await (await get(path)).text()).includes(SECRET)]).toEqual([path, false]);
    expect(await (await get('/settings/keys')).text()).toContain('entered by admin@example.org');
    const zip = Buffer.from(await (await get('/settings/export')).arrayBuffer());
    expect(JSON.stringify(unzip(zip))).not.toContain(SECRET);
    const stored = await f.store.read.configuration.keys();
    expect(stored.map(({ name }) => name)).toContain(NAME);
    expect(JSON.stringify(stored)).not.toContain(SECRET);
    const audit = JSON.stringify(await f.store.read.audit.list({ limit: 50 } as never));
    expect([audit.includes(NAME), audit.includes(SECRET)]).toEqual([true, false]);
    expect((await post({ name: NAME, value: 'another', do: 'save' })).status).toBe(303);
    expect((await post({ name: NAME, do: 'remove' })).status).toBe(303);
    expect(await entered()).toBe('none');
  });

  test('that is refused is not shown again either', async () => {
    for (const [value, status, why] of [
      ['', 422, 'must not be empty'],
      [`${SECRET}\n${SECRET}`, 422, 'This is no key'],
      [`${HOSTILE}é`, 422, 'This is no key'],
    ] as const) {
      const answer = await post({ name: NAME, value, do: 'save' });
      const html = await answer.text();
      expect([answer.status, html.includes(why)]).toEqual([status, true]);
      expect([html.includes(SECRET), html.includes('alert(1)')]).toEqual([false, false]);
    }
    const unknown = await post({ name: HOSTILE, value: SECRET, do: 'save' });
    expect(unknown.status).toBe(404);
    expect(await unknown.text()).not.toContain('alert(1)');
    expect(await entered()).toBe('none');
  });

  test('and the export are for admins of all brands alone, and no other site can set one', async () => {
    const others = [
      await f.cookie('viewer'),
      await f.cookie('analyst'),
      await f.cookie('admin', ['spotify']),
    ];
    for (const cookie of others) {
      const headers = { ...cookie, ...SAME };
      expect((await get('/settings/keys', headers)).status).toBe(403);
      expect((await get('/settings/export', headers)).status).toBe(403);
      expect((await post({ name: NAME, value: SECRET, do: 'save' }, headers)).status).toBe(403);
      expect(await (await get('/settings/brands', headers)).text()).not.toContain('/settings/keys');
    }
    admin = { ...(await f.cookie('admin')), ...SAME };
    const cross = { ...admin, 'Sec-Fetch-Site': 'cross-site' };
    expect((await post({ name: NAME, value: SECRET, do: 'save' }, cross)).status).toBe(403);
    expect(await entered()).toBe('none');
    expect(await (await get('/settings/brands')).text()).toContain('/settings/keys');
  });
});

describe('the export', () => {
  test('holds what was entered and what files define, as files that can be read again', async () => {
    const brand = { slug: 'acme', name: 'Acmé', terms: ['acme'], packs: [] };
    expect((await f.deps.editor!.add('brands', brand, { who: 'ann' })).kind).toBe('done');
    const answer = await get('/settings/export');
    expect(answer.headers.get('content-disposition')).toContain('outcry-configuration.zip');
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(unzip(bytes)['brands/acme.yaml']).toContain('name: Acmé');
    // A minute later: an archive holds times in steps of two seconds.
    const later = vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 60_000);
    const second = Buffer.from(await (await get('/settings/export')).arrayBuffer());
    later.mockRestore();
    expect(second.equals(bytes)).toBe(true);
  });

  test('leaves an entry out that a file shadows', () => {
    const entry = { kind: 'brands', slug: 'a', problems: [] } as const;
    const written = exportedFiles([
      { ...entry, document: { name: 'stored' } },
      { ...entry, document: { name: 'file' }, file: 'brands/a.yaml' },
    ]);
    expect(written).toEqual([{ path: 'brands/a.yaml', text: 'name: file\n' }]);
  });
});
