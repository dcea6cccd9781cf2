/** Two files in a row: the second waits for the first without holding its sender up, and is imported once. */
import { beforeAll, expect, it } from 'vitest';
import type { App } from '../../../dashboard/deps.ts';
import { eventually } from '../../support/eventually.ts';
import { httpGround, json } from './http-ground.ts';

const ground = httpGround({ megabytes: 16 });
const { token, send, over } = ground;
let app: App;
beforeAll(() => {
  app = ground.app;
});

/** Reading and storing these takes some seconds. */
const MANY = 60_000;
const rows = (mark: string, count: number) =>
  `date,text\n${Array.from({ length: count }, (_, i) => `2026-07-10T10:00:00Z,acme ${mark} took ${i} contacts of mine\n`).join('')}`;

it('a file that is imported while another one is runs after it, and is answered at once', async () => {
  const analyst = { 'Sec-Fetch-Site': 'same-origin', ...(await token('analyst')) };
  const get = (path: string) => app.request(path, { headers: analyst });
  const form = new FormData();
  form.set('brand', 'acme');
  form.set('file', new Blob([rows('second', 3)]), 'second.csv');
  const sent = await app.request('/imports', { method: 'POST', headers: analyst, body: form });
  const path = sent.headers.get('location')!.split('?')[0]!;
  await eventually('it was read', async () =>
    (await (await get(`${path}?brand=acme`)).text()).includes('Would be taken'),
  );

  const first = await json(await send(rows('first', MANY), { name: 'first.csv' }));
  const firstRuns = async () =>
    (await json(await get(`/api/v1/imports/${String(first.import)}`))).progress !== null;
  const press = () =>
    app.request(path, {
      method: 'POST',
      headers: { ...analyst, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'brand=acme&do=import',
    });
  const pressed = await press();
  expect([pressed.status, pressed.headers.get('location')?.split('?')[0]]).toEqual([303, path]);
  expect(await firstRuns()).toBe(true);
  const waiting = await get(path);
  expect([waiting.status, waiting.headers.get('refresh')]).toEqual([200, '2']);
  expect(await waiting.text()).toContain('It is imported as soon as the import before it is over.');

  // The same button again, or the browser that sends the form again.
  const again = await press();
  expect([again.status, again.headers.get('location')]).toEqual([303, path]);

  const done = await over(first.import);
  expect(done.state).toBe('done');
  const leads = await eventually('it leads to its import', async () => {
    const answer = await get(path);
    return answer.status === 302 ? answer.headers.get('location')! : false;
  });
  const second = await over(leads.split('/').at(-1));
  expect([second.file, second.state, second.accepted]).toEqual(['second.csv', 'done', 3]);
  // Long after the file is gone its address still leads there, for whoever sent it alone.
  expect((await get(path)).headers.get('location')).toBe(leads);
  expect((await app.request(path, { headers: await token('admin') })).status).toBe(404);
  const all = (await json(await get('/api/v1/imports'))).imports as { file: string }[];
  expect(all.filter(({ file }) => file === 'second.csv')).toHaveLength(1);
});
