/** Files that come in over HTTP: read as the command reads them, from the upload to taking the import back. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { packageRoot } from '../../../config/env.ts';
import { createApp } from '../../../dashboard/app.tsx';
import type { App } from '../../../dashboard/deps.ts';
import { ThreadedImports } from '../../../src/cli/import-runs.ts';
import type { AllowedBrands, Role } from '../../../src/domain/user.ts';
import { randomToken, tokenHash } from '../../../src/ops/secrets.ts';
import { replySchema } from '../../support/api-schemas.ts';
import { eventually } from '../../support/eventually.ts';
import { brandOf, openTestInstallation, type TestInstallation } from '../../support/installation.ts';
import { runVerb } from '../../support/run-verb.ts';
import { tempDirs } from '../../support/temp.ts';

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
let dir: string;
let installation: TestInstallation;
let imports: ThreadedImports;
let app: App;

async function token(role: Role, brands: AllowedBrands = null): Promise<Record<string, string>> {
  const secret = randomToken();
  await installation.store.tx((tx) =>
    tx.people.addApiToken({ hash: tokenHash(secret), name: role, role, brands, at: 1 }),
  );
  return { Authorization: `Bearer ${secret}` };
}

beforeAll(async () => {
  dir = tempDir();
  installation = await openTestInstallation({
    dir,
    env: { OUTCRY_IMPORT_MB: '2' },
    config: { brands: [brandOf('acme'), brandOf('other')] },
  });
  imports = new ThreadedImports({ ...installation, ...installation.ctx }, installation.ctx);
  app = createApp({
    store: installation.store,
    config: installation.config,
    clock: installation.ctx.clock,
    publicUrl: 'http://127.0.0.1:3000',
    mailDir: dir,
    imports,
    ingest: installation.ctx,
  });
});
afterAll(async () => {
  await imports.close();
  await installation.close();
});

interface Sent {
  readonly name?: string;
  readonly fields?: Record<string, string>;
  readonly headers?: Record<string, string>;
}

async function send(content: string | Buffer, { name = 'a.csv', fields, headers }: Sent = {}) {
  const form = new FormData();
  for (const [key, value] of Object.entries({ brand: 'acme', ...fields })) form.set(key, value);
  form.set('file', new Blob([content]), name);
  return app.request('/api/v1/imports', {
    method: 'POST',
    headers: headers ?? (await token('analyst')),
    body: form,
  });
}

type Json = Record<string, unknown>;
const json = async (answer: Response) => (await answer.json()) as Json;

/** The import when it is over. */
async function over(id: unknown): Promise<Json> {
  const headers = await token('viewer');
  return eventually('the import is over', async () => {
    const detail = await json(await app.request(`/api/v1/imports/${String(id)}`, { headers }));
    return detail.progress === null && detail.state !== 'running' && detail.state !== 'undoing'
      ? detail
      : false;
  });
}

const waiting = () => (existsSync(join(dir, 'uploads')) ? readdirSync(join(dir, 'uploads')) : []);

/** What the command writes for the same file, in a folder of its own. */
async function byCommand(name: string, content: string | Buffer, ...args: string[]) {
  const own = tempDir();
  writeFileSync(join(own, name), content);
  const env = { OUTCRY_DATA_DIR: own, OUTCRY_LOG: 'silent' };
  const result = await runVerb(['import', join(own, name), '--brand', 'acme', ...args], env);
  return JSON.parse(result.stdout) as Json;
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
      expect(installation.enqueued.some(({ stage }) => stage === 'score')).toBe(true);
      await eventually('the file is removed', () => waiting().length === 0);
      const undone = await app.request(`/api/v1/imports/${String(started.import)}`, {
        method: 'DELETE',
        headers: brands,
      });
      expect(undone.status).toBe(202);
      expect(await over(started.import)).toMatchObject({ state: 'undone' });
      expect(await installation.store.read.brands.bySlug(brand)).toBeUndefined();
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

  it.each<[string, string, Record<string, string>, string]>([
    ['order.csv', 'date,text\n08/07/2026,acme\n09/08/2026,acme\n', {}, 'date-format=dmy'],
    ['zone.csv', 'date,text\n2026-07-08,acme\n', { timezone: 'Mars/Olympus' }, 'timezone=Mars/Olympus'],
    ['map.csv', 'date,text\n2026-07-08,acme\n', { map: 'banana' }, 'map=banana'],
    ['none.csv', 'date,number\n2026-07-08,1\n2026-07-09,2\n', {}, 'map=text=COLUMN'],
  ])(
    'what is wrong with %s names fields of the request, and controls on pages',
    async (name, content, fields, says) => {
      const answer = await send(content, { name, fields: { ...fields, preview: 'true' } });
      const { message } = await json(answer);
      expect([answer.status, message]).toEqual([400, expect.stringContaining(says)]);
      expect(message).not.toContain('--');
    },
  );

  it('an import that fails says so in the words of its reader', async () => {
    const started = await json(
      await send('date,text\n08/07/2026,acme\n09/08/2026,acme\n', { name: 'o.csv' }),
    );
    const { error, state } = await over(started.import);
    expect([state, error]).toEqual(['failed', expect.stringContaining('date-format=dmy')]);
    const page = await app.request(`/imports/${String(started.import)}`, { headers: await token('analyst') });
    expect(await page.text()).toMatch(/failed: .*“Order of dates” dmy/);
  });

  it('one that unpacks to far more than it is ends with a reason', async () => {
    const bomb = gzipSync(Buffer.concat([Buffer.from('date,text\n'), Buffer.alloc(300 * 1024 * 1024, 'a')]));
    const answer = await send(bomb, { name: 'bomb.csv.gz', fields: { preview: 'true' } });
    expect([200, 400]).toContain(answer.status);
    if (answer.status === 200) expect((await json(answer)).accepted).toBe(0);
    expect(waiting()).toEqual([]);
  });
});

describe('in the browser', () => {
  const FORM = { 'Sec-Fetch-Site': 'same-origin' };

  it('a file is seen before it is imported, by its sender alone', async () => {
    const analyst = { ...FORM, ...(await token('analyst')) };
    const form = new FormData();
    form.set('brand', 'acme');
    form.set('file', new Blob(['date,text,<i>x\n2026-07-10,acme,1\n']), '<script>seen.csv');
    const sent = await app.request('/imports', { method: 'POST', headers: analyst, body: form });
    expect(sent.status).toBe(303);
    const path = sent.headers.get('location')!;
    const page = await eventually('the preview', async () => {
      const text = await (await app.request(path, { headers: analyst })).text();
      return text.includes('Would be taken') ? text : false;
    });
    expect(page).toContain('Import 1 row');
    expect(page).toContain('&lt;script&gt;seen.csv');
    expect(page).toContain('&lt;i&gt;x');
    expect(page).not.toMatch(/<script>seen|<i>x/);
    expect((await app.request(path, { headers: await token('admin') })).status).toBe(404);
    const changed = await app.request(`${path}&date-format=nonsense-zz`, { headers: analyst });
    expect(await changed.text()).not.toContain('--date-format');
    const body = new URLSearchParams({ brand: 'acme', do: 'import' }).toString();
    const begun = await app.request(path.split('?')[0]!, {
      method: 'POST',
      headers: { ...analyst, 'content-type': 'application/x-www-form-urlencoded' },
      body,
    });
    expect(begun.status).toBe(303);
    const id = begun.headers.get('location')!.split('/').at(-1);
    await over(id);
    const report = await (await app.request(`/imports/${id}`, { headers: analyst })).text();
    expect(report).toContain('New posts');
    expect(report).toContain('Take back');
    expect(await (await app.request('/imports', { headers: analyst })).text()).toContain('seen.csv');
  });

  it('a refused line is mended on the page of failed items, where what it holds is text', async () => {
    const hostile = 'sometime,acme </textarea><script>alert(1)</script>';
    const { import: id } = await json(
      await send(`date,text\n2026-07-08,acme\n${hostile}\n`, { name: 'm.csv' }),
    );
    await over(id);
    const analyst = { ...FORM, ...(await token('analyst')) };
    const page = async () => (await app.request('/dead-letters', { headers: analyst })).text();
    const [, action] = /action="(\/dead-letters\/\d+\/replay)"/.exec(await page())!;
    expect(await page()).toContain('&lt;/textarea&gt;&lt;script&gt;alert(1)');
    expect(await page()).not.toContain('<script>alert');
    const mend = (line: string, headers: Record<string, string> = analyst) =>
      app.request(action!, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ line }).toString(),
      });
    const refused = await mend(hostile);
    expect([refused.status, await refused.text()]).toEqual([409, expect.stringContaining('Still refused')]);
    expect((await mend('2026-07-09,acme', { ...FORM, ...(await token('viewer')) })).status).toBe(403);
    expect((await mend('2026-07-09,acme', { ...(await token('analyst', ['other'])), ...FORM })).status).toBe(
      404,
    );
    expect((await mend('2026-07-09,acme mended')).status).toBe(303);
    expect(await page()).not.toContain(`action="${action}"`);
    const jobs = await (await app.request('/imports', { headers: analyst })).text();
    expect(jobs).toContain('m.csv, line 3');
  });

  it('its source is in a group of its own, with its newest mention, which goes when the import is taken back', async () => {
    const fields = { source: 'desk' };
    const first = await json(await send('date,text\n2026-03-01T10:00Z,acme one\n', { fields }));
    await over(first.import);
    const later = await json(await send('date,text\n2026-05-01T10:00Z,acme two\n', { fields }));
    await over(later.import);
    const group = async () => {
      const html = await (await app.request('/sources', { headers: await token('viewer') })).text();
      return /<section id="imported".*?<\/section>/s.exec(html)![0];
    };
    expect(await group()).toMatch(/desk.*2026-05-01T10:00/s);
    expect(await group()).not.toContain('Lag');
    await app.request(`/api/v1/imports/${String(later.import)}`, {
      method: 'DELETE',
      headers: await token('analyst'),
    });
    expect(await over(later.import)).toMatchObject({ state: 'undone' });
    expect(await group()).toMatch(/desk.*2026-03-01T10:00/s);
    expect(await group()).not.toContain('2026-05-01');
  });
});
