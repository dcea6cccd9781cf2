/** A form with a file that is cut off or spoilt anywhere: an answer each time, nothing kept, and no error without a listener. */
import type { Readable } from 'node:stream';
import { Hono } from 'hono';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AppEnv } from '../../dashboard/deps.ts';
import { readFileForm } from '../../dashboard/query/multipart.ts';
import { seededRandom } from '../../src/domain/clock.ts';

const kept = new Set<string>();
const app = new Hono<AppEnv>();
app.post('/', async (c) => {
  const form = await readFileForm(
    c,
    async (file: Readable, name) => {
      let text = '';
      for await (const chunk of file) text += String(chunk);
      kept.add(name);
      return { name, text };
    },
    async ({ name }) => void kept.delete(name),
  );
  return c.json(form);
});

const part = (head: string, body: string) =>
  `--b\r\nContent-Disposition: form-data; ${head}\r\n\r\n${body}\r\n`;
const BODY = [
  part('name="brand"', 'acme'),
  part('name="file"; filename="a.csv"', 'date,text\n2026-07-08,acme lied\n'),
  part('name="map"', 'text=What'),
  part('name="other"; filename="b.csv"', 'ignored'),
  '--b--\r\n',
].join('');

const errors: unknown[] = [];
const onError = (error: unknown) => void errors.push(error);
beforeAll(() => void process.on('uncaughtException', onError).on('unhandledRejection', onError));
afterAll(() => void process.off('uncaughtException', onError).off('unhandledRejection', onError));

async function send(body: string): Promise<number> {
  kept.clear();
  const answer = await app.request('/', {
    method: 'POST',
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
    body,
  });
  if (answer.status !== 200) expect([...kept]).toEqual([]);
  await new Promise(setImmediate);
  return answer.status;
}

it('whole, it gives its fields and its file; another file is ignored', async () => {
  const two = part('name="file"; filename="a.csv"', 'x');
  const headers = { 'content-type': 'multipart/form-data; boundary=b' };
  const body = `${part('name="brand"', 'acme')}${two}--b--\r\n`;
  const answer = await app.request('/', { method: 'POST', headers, body });
  expect(await answer.json()).toEqual({ fields: { brand: 'acme' }, file: { name: 'a.csv', text: 'x' } });
});

it('cut off at any byte it is refused', async () => {
  const seen = new Set<number>();
  for (let at = 0; at < BODY.length - 4; at += 1) seen.add(await send(BODY.slice(0, at)));
  expect([...seen]).toEqual([400]);
  expect(errors).toEqual([]);
});

it('spoilt anywhere it is answered', async () => {
  const random = seededRandom(4);
  for (let round = 0; round < 300; round += 1) {
    const bytes = Array.from(BODY);
    for (let i = 0; i < 3; i += 1)
      bytes[Math.floor(random() * bytes.length)] = String.fromCharCode(Math.floor(random() * 256));
    expect([200, 400]).toContain(await send(bytes.join('')));
  }
  expect(errors).toEqual([]);
});
