/** Files that come in over HTTP: read as the command reads them, from the upload to taking the import back. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { packageRoot } from '../../../config/env.ts';
import type { App } from '../../../dashboard/deps.ts';
import { reportWithFields } from '../../../src/import/option-names.ts';
import { replySchema } from '../../support/api-schemas.ts';
import { eventually } from '../../support/eventually.ts';
import { runVerb } from '../../support/run-verb.ts';
import { tempDirs } from '../../support/temp.ts';
import { httpGround, type Json, json } from './http-ground.ts';

interface Sample {
  readonly file: string;
  readonly content: string;
}

const samples = ['listening', 'stores', 'archives'].flatMap(
  (name) => parse(readFileSync(join(packageRoot, `test/fixtures/import/${name}.yaml`), 'utf8')) as Sample[],
);
/** Every ninth tool, and what a file may come in. */
const FILES: readonly (readonly [string, string | Buffer])[] = [
  ...samples.filter((_, i) => i % 9 === 0).map(({ file, content }) => [file, content] as const),
  ['packed.csv.gz', gzipSync(samples[0]!.content)],
  ['bad.csv', 'date,text\n2026-07-08,acme lied\nsometime,acme sold it\n2026-07-09,\n'],
  ['utf16.csv', Buffer.from(`\ufeff${samples[0]!.content}`, 'utf16le')],
];

const tempDir = tempDirs();
const ground = httpGround();
const { token, send, over, waiting } = ground;
let app: App;
beforeAll(() => {
  app = ground.app;
});

/** What the command writes for the same file, in a folder of its own. */
async function byCommand(name: string, content: string | Buffer, ...args: string[]) {
  const own = tempDir();
  writeFileSync(join(own, name), content);
  const env = { OUTCRY_DATA_DIR: own, OUTCRY_LOG: 'silent' };
  const result = await runVerb(['import', join(own, name), '--brand', 'acme', ...args], env);
  // In the words of a request.
  return reportWithFields(JSON.parse(result.stdout) as Json);
}

describe('a file by HTTP', () => {
  it.each(FILES)('%s is previewed as by the command', async (name, content) => {
    const answer = await send(content, { name, fields: { preview: 'true' } });
    const found = await json(answer);
    expect(answer.status).toBe(200);
    expect(found).toEqual(await byCommand(name, content, '--preview', '--json'));
    expect(waiting()).toEqual([]);
  });

  it.each(FILES.slice(0, 2).concat(FILES.slice(-2)))(
    '%s is imported as by the command, and can be taken back',
    async (name, content) => {
      const brands = await token('admin');
      const brand = `brand-${createHash('sha256').update(name).digest('hex').slice(0, 8)}`;
      const answer = await send(content, { name, headers: brands, fields: { brand } });
      const started = await json(answer);
      expect([answer.status, answer.headers.get('location')]).toEqual([
        202,
        `/api/v1/imports/${String(started.import)}`,
      ]);
      expect(replySchema('/api/v1/imports', 202, 'post').parse(started)).toBeDefined();
      const detail = await over(started.import);
      expect(replySchema('/api/v1/imports/{id}', 200).parse(detail)).toBeDefined();
      const { import: _, ...report } = detail.report as Json;
      const { import: __, ...wanted } = await byCommand(name, content);
      expect(report).toEqual(wanted);
      expect(detail).toMatchObject({ state: 'done', brand, file: name, accepted: wanted.accepted });
      expect(ground.installation.enqueued.some(({ stage }) => stage === 'score')).toBe(true);
      await eventually('the file is removed', () => waiting().length === 0);
      const undone = await app.request(`/api/v1/imports/${String(started.import)}`, {
        method: 'DELETE',
        headers: brands,
      });
      expect(undone.status).toBe(202);
      expect(await over(started.import)).toMatchObject({ state: 'undone' });
      expect(await ground.installation.store.read.brands.bySlug(brand)).toBeUndefined();
    },
  );

  it('options are those of the command', async () => {
    const content = 'When;What\n03.04.2026 10:00;acme lied\n';
    const fields = { map: 'publishedAt=When,text=What', 'date-format': 'mdy', timezone: 'Europe/Berlin' };
    const found = await json(await send(content, { fields: { ...fields, preview: 'true' } }));
    expect(found).toMatchObject({ dateOrder: 'mdy', timezone: 'Europe/Berlin' });
    expect((found.rows as Json[])[0]).toMatchObject({ publishedAt: '2026-03-04T09:00:00.000Z' });
  });
});

describe('who may', () => {
  const content = 'date,text\n2026-07-08,acme lied\n';
  it('a viewer may not, nor an analyst of another brand; a new brand is for admins of all', async () => {
    const refusals = [
      await send(content, { headers: await token('viewer') }),
      await send(content, { headers: await token('analyst', ['other']) }),
      await send(content, { headers: await token('analyst'), fields: { brand: 'brand-new' } }),
      await send(content, { headers: await token('admin', ['brand-new']), fields: { brand: 'brand-new' } }),
      await send(content, { headers: {} }),
    ];
    expect(refusals.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
    const own = await send(content, { headers: await token('analyst', ['acme']) });
    expect(own.status).toBe(202);
    const { import: id } = await json(own);
    await over(id);
    const see = async (brands: string[]) =>
      (await app.request(`/api/v1/imports/${String(id)}`, { headers: await token('analyst', brands) }))
        .status;
    expect([await see(['acme']), await see(['other'])]).toEqual([200, 404]);
    const others = await app.request(`/api/v1/imports/${String(id)}`, {
      method: 'DELETE',
      headers: await token('analyst', ['other']),
    });
    expect(others.status).toBe(404);
    expect(
      (await json(await app.request('/api/v1/imports', { headers: await token('viewer', ['other']) })))
        .imports,
    ).toEqual([]);
    expect(waiting()).toEqual([]);
  });

  it('a form of another site changes nothing', async () => {
    const form = new FormData();
    form.set('brand', 'acme');
    form.set('file', new Blob([content]), 'a.csv');
    for (const path of ['/imports', '/api/v1/imports']) {
      const headers = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
      expect((await app.request(path, { method: 'POST', headers, body: form })).status).toBe(403);
    }
  });
});

describe('hostile files', () => {
  it('one that is too large is refused while it comes in, and nothing is left of it', async () => {
    const answer = await send(Buffer.alloc(2 * 1024 * 1024 + 1, 'x'));
    expect([answer.status, (await json(answer)).error]).toEqual([413, 'too-large']);
    expect(waiting()).toEqual([]);
    const most = await send(Buffer.alloc(2 * 1024 * 1024, 'x'), { fields: { preview: 'true' } });
    expect(most.status).toBe(400);
  });

  it.each([
    '../../../../etc/passwd',
    '..\\..\\x.csv',
    'a\u0000b.csv',
    `${'x'.repeat(5_000)}.csv`,
    '\u202egnp.csv',
    '<img src=x>.csv',
  ])('the name %j is a name and no path', async (name) => {
    const answer = await send('date,text\n2026-07-08,acme lied\n', { name });
    const detail = await over((await json(answer)).import);
    expect(String(detail.file).length).toBeLessThanOrEqual(200);
    expect(String(detail.file)).not.toMatch(/[\u0000-\u001f\u202e]/);
    await eventually('the file is removed', () => waiting().length === 0);
  });

  it.each([
    ['no multipart', 'text/csv', 'date,text\n'],
    [
      'cut off',
      'multipart/form-data; boundary=b',
      '--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\ndate',
    ],
    [
      'a long field',
      'multipart/form-data; boundary=b',
      `--b\r\nContent-Disposition: form-data; name="map"\r\n\r\n${'x'.repeat(30_000)}\r\n--b--\r\n`,
    ],
    [
      'no file',
      'multipart/form-data; boundary=b',
      '--b\r\nContent-Disposition: form-data; name="brand"\r\n\r\nacme\r\n--b--\r\n',
    ],
  ])('a body with %s is refused', async (_what, type, body) => {
    const headers = { ...(await token('analyst')), 'content-type': type };
    const answer = await app.request('/api/v1/imports', { method: 'POST', headers, body });
    expect([answer.status, (await json(answer)).error]).toEqual([400, 'bad-request']);
    expect(waiting()).toEqual([]);
  });

  it('one that unpacks to far more than it is ends with a reason', async () => {
    const bomb = gzipSync(Buffer.concat([Buffer.from('date,text\n'), Buffer.alloc(300 * 1024 * 1024, 'a')]));
    const answer = await send(bomb, { name: 'bomb.csv.gz', fields: { preview: 'true' } });
    expect([200, 400]).toContain(answer.status);
    if (answer.status === 200) expect((await json(answer)).accepted).toBe(0);
    expect(waiting()).toEqual([]);
  });
});
