/** Imports on pages: a file before it is imported, its report, its source, and lines that were refused. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../../dashboard/deps.ts';
import { eventually } from '../../support/eventually.ts';
import { httpGround, json } from './http-ground.ts';

const ground = httpGround();
const { token, send, over } = ground;
let app: App;
beforeAll(() => {
  app = ground.app;
});

describe('what is wrong', () => {
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
    expect(await page()).toContain('<h1>Failed items</h1>');
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
