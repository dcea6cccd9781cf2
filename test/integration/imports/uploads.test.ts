/** Files that come in over a real connection: large ones, ones that stop, and ones whose sender goes away. */
import { type ClientRequest, request } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listen, type Running } from '../../../dashboard/main.ts';
import { eventually } from '../../support/eventually.ts';
import { httpGround } from './http-ground.ts';

const MEGABYTE = 1024 * 1024;
const LARGE = 160;
/** A file that makes progress may take longer than any other request. */
const LIMITS = { requestMs: 400, stalledMs: 3_000 };

const ground = httpGround({ megabytes: LARGE + 1 });
let server: Running;
beforeAll(async () => {
  server = await listen(ground.app, 0, '127.0.0.1', LIMITS);
});
afterAll(() => server.close());

const HEAD =
  '--b\r\nContent-Disposition: form-data; name="brand"\r\n\r\nacme\r\n--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\ndate,text\n2026-07-08,acme\n';

interface Answer {
  readonly status: number;
  readonly location: string;
}

/** Begins to send a form with a file; the answer, or undefined where the connection ended without one. */
async function begin(): Promise<{ sent: ClientRequest; answer: Promise<Answer | undefined> }> {
  const headers = {
    ...(await ground.token('analyst')),
    'Sec-Fetch-Site': 'same-origin',
    'content-type': 'multipart/form-data; boundary=b',
  };
  const sent = request({ host: '127.0.0.1', port: server.port, path: '/imports', method: 'POST', headers });
  const answer = new Promise<Answer | undefined>((resolve) => {
    sent.on('response', (response) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0, location: response.headers.location ?? '' });
    });
    sent.on('error', () => resolve(undefined));
  });
  sent.write(HEAD);
  return { sent, answer };
}

const write = (sent: ClientRequest, chunk: Buffer) =>
  new Promise<void>((resolve, reject) => sent.write(chunk, (error) => (error ? reject(error) : resolve())));

it('of one whose sender goes away nothing is left', async () => {
  const { sent, answer } = await begin();
  await eventually('it comes in', () => ground.waiting().length > 0);
  sent.destroy();
  expect(await answer).toBeUndefined();
  await eventually('nothing is left', () => ground.waiting().length === 0);
});

it('one of which nothing comes any more is given up with 408; one that dribbles on is taken', async () => {
  const stalled = await begin();
  expect(await stalled.answer).toMatchObject({ status: 408 });
  await eventually('nothing is left', () => ground.waiting().length === 0);
  const slow = await begin();
  for (let i = 0; i < 12; i += 1) {
    await new Promise((resolve) => setTimeout(resolve, LIMITS.stalledMs / 6));
    await write(slow.sent, Buffer.from(`2026-07-08,acme again ${i}\n`));
  }
  slow.sent.end('--b--\r\n'.replace('--b', '\r\n--b'));
  expect(await slow.answer).toMatchObject({
    status: 303,
    location: expect.stringMatching(/^\/imports\/files\//),
  });
});

it('a large one is never in memory', async () => {
  const { sent, answer } = await begin();
  const chunk = Buffer.from(
    '2026-07-08,acme sold what it knows of me\n'.repeat(Math.ceil(MEGABYTE / 40)).slice(0, MEGABYTE),
  );
  const held = () => {
    const { heapUsed, external } = process.memoryUsage();
    return (heapUsed + external) / MEGABYTE;
  };
  const before = held();
  let most = 0;
  for (let i = 0; i < LARGE - 1; i += 1) {
    await write(sent, chunk);
    most = Math.max(most, held() - before);
  }
  sent.end('\r\n--b--\r\n');
  expect((await answer)?.status).toBe(303);
  process.stderr.write(`${LARGE} MB came in with ${Math.round(most)} MB more in memory\n`);
  // Control: in memory it would be all of it.
  expect(most).toBeLessThan(LARGE / 2);
});
