/** Requests that no HTTP library would send, over a socket. */
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen } from '../../dashboard/main.ts';
import { eventually } from '../support/eventually.ts';
import { dashboardFixture, type Fixture } from '../unit/dashboard-fixture.ts';

let f: Fixture;
let port = 0;
let close: () => Promise<void>;
let cookie = '';
const failures: string[] = [];
let bodies = 0;
beforeAll(async () => {
  f = await dashboardFixture({
    deps: {
      onError: (error) => void failures.push(error.message),
      extraRoutes(app) {
        app.post('/ingest/webhook/:source', async (c) => {
          bodies += 1;
          return c.text(await c.req.text());
        });
        app.get('/bad', () => {
          throw new Error('bad');
        });
      },
    },
  });
  ({ Cookie: cookie = '' } = await f.cookie('admin'));
  const server = await listen(f.app, 0, '127.0.0.1');
  ({ port, close } = server);
});
afterAll(() => close());

/** Sends it and gives the status, or 0 if the connection ended without one. `hangUp`: as soon as it is sent. */
function send(lines: readonly string[], body = '', hangUp = false): Promise<number> {
  return new Promise((resolve) => {
    let got = '';
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`, 'latin1'), () => {
        if (hangUp) socket.destroy();
      });
    });
    socket.on('data', (part) => {
      got += part.toString('latin1');
      // The rest does not matter.
      if (/^HTTP\/1\.1 (?!100)\d/m.test(got)) socket.destroy();
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(Number(/^HTTP\/1\.1 (?!100)(\d{3})/m.exec(got)?.[1] ?? 0)));
  });
}
const get = (target: string, ...headers: string[]) =>
  send([`GET ${target} HTTP/1.1`, ...headers, `Cookie: ${cookie}`]);

describe('a name that is not ours', () => {
  it.each([
    ['two names', '/brands', ['Host: localhost', 'Host: evil.example']],
    ['two names, ours last', '/brands', ['Host: evil.example', 'Host: localhost']],
    ['an address in full', 'http://evil.example/brands', ['Host: localhost']],
    ['another name beside an address in full', 'http://localhost/brands', ['Host: evil.example']],
    ['no name', '/brands', []],
    ['an empty name', '/brands', ['Host: ']],
    ['a blank', '/brands', ['Host: local host']],
    ['a user', '/brands', ['Host: localhost@evil.example']],
    ['a path', '/brands', ['Host: localhost/evil']],
    ['a port that is none', '/brands', ['Host: localhost:99999']],
    ['no text', '/brands', ['Host: \xff']],
  ])('with %s gets no page', async (_name, target, headers) => {
    expect([400, 421]).toContain(await get(target, ...headers));
  });

  it('control: ours does', async () => {
    expect(await get('/brands', 'Host: localhost')).toBe(200);
    expect(await get('http://localhost/brands', 'Host: localhost')).toBe(200);
  });
});

it.each([
  '/%',
  '/%ff',
  '/brands/%ED%A0%80',
  '/login/%',
  '/incidents/%00',
  '/mentions/1%2f2',
  '/mentions?brand=%&page=%',
  '/assets/%2e%2e%2fpackage.json',
  '//evil.example/brands',
  '/brands/\xff\xfe',
  '*',
])('the path %j is no fault', async (path) => {
  const status = await get(path, 'Host: localhost');
  expect(status).toBeGreaterThan(0);
  expect(status).toBeLessThan(500);
});

it('a body that is cut off is no fault and leaves nothing in the log', async () => {
  const form = [
    'Host: localhost',
    'Origin: http://localhost',
    'Content-Type: application/x-www-form-urlencoded',
  ];
  const partial = [
    [...form, 'Content-Length: 100'],
    [...form, 'Transfer-Encoding: chunked'],
    [
      'Host: localhost',
      'Origin: http://localhost',
      'Content-Type: multipart/form-data; boundary=x',
      'Content-Length: 100',
    ],
  ];
  for (const path of ['/login', '/login/x', '/unsubscribe/x', '/ingest/webhook/x']) {
    for (const headers of partial) {
      for (const body of ['', 'a=b', 'zz\r\n', '3\r\na=b\r\n'])
        await send([`POST ${path} HTTP/1.1`, ...headers], body, true);
    }
  }
  // All of them arrived: the server goes on, and answers what comes after them.
  await eventually('deliveries were begun', () => bodies > 0);
  expect(await get('/healthz', 'Host: localhost')).toBe(200);
  expect(failures).toEqual([]);
  // Control: a fault is in the log.
  expect(await get('/bad', 'Host: localhost')).toBe(500);
  expect(failures).toEqual(['bad']);
});
