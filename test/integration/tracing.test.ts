/** Traces reach a real HTTP collector when it is set, and nothing is sent when it is not. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCli, startCli } from '../support/cli.ts';
import { eventually, pause } from '../support/eventually.ts';
import { freePort } from '../support/port.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';
import { tempDirs } from '../support/temp.ts';

const tempDir = tempDirs();
const WORDS = 'they read my contacts without asking';
const bodies: string[] = [];
const collector = createServer((request, response) => {
  let body = '';
  request.on('data', (part: Buffer) => {
    body += part.toString();
  });
  request.on('end', () => {
    bodies.push(`${request.url} ${body}`);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
});
let redis: TestRedis;
beforeAll(async () => {
  redis = await startRedis();
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  collector.close();
  await redis.stop();
});

/** A worker that scores one imported mention, then ends. */
async function scoreOne(more: Record<string, string>): Promise<string> {
  const dir = tempDir();
  const port = await freePort();
  const env = {
    OUTCRY_DATA_DIR: dir,
    OUTCRY_DEMO: '0',
    QUEUE_URL: redis.url,
    OUTCRY_METRICS_PORT: String(port),
    ...more,
  };
  const file = join(dir, 'one.jsonl');
  const mention = { externalId: '1', source: 'x', text: WORDS, publishedAt: '2026-03-01T10:00:00Z' };
  writeFileSync(file, `${JSON.stringify(mention)}\n`);
  const worker = startCli(['worker'], env);
  try {
    const metrics = () =>
      fetch(`http://127.0.0.1:${port}/metrics`).then(
        (one) => one.text(),
        () => '',
      );
    await eventually('it is up', async () => (await metrics()) !== '', 100);
    expect((await runCli(['import', file, '--brand', 'acme'], env)).code).toBe(0);
    const scored = async () => /outcry_mentions\{state="pending"\} 0/.test(await metrics());
    await eventually('it is scored', scored, 100);
    await pause(500);
    worker.child.kill('SIGTERM');
    return (await worker.exited).stderr;
  } finally {
    await worker.kill();
  }
}

it('without a collector nothing is sent', async () => {
  await scoreOne({});
  expect(bodies).toEqual([]);
});

it('a job and its processing are spans of one trace and contain no text', async () => {
  const { port } = collector.address() as AddressInfo;
  await scoreOne({ OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` });
  const all = bodies.join('\n');
  expect(all).toContain('/v1/traces');
  expect(all).toContain('outcry');
  expect(all).not.toContain('contacts');
  const spans = [...all.matchAll(/"traceId":"([0-9a-f]{32})"[^}]*?"name":"([^"]+)"/g)];
  const traces = new Map<string, string[]>();
  for (const [, trace = '', name = ''] of spans) traces.set(trace, [...(traces.get(trace) ?? []), name]);
  // The import enqueued the job, the worker processed it.
  expect([...traces.values()].some((names) => names.filter((name) => /score/.test(name)).length >= 2)).toBe(
    true,
  );
});

it('a collector that is away disturbs nothing', async () => {
  const gone = await freePort();
  const stderr = await scoreOne({ OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${gone}` });
  expect(stderr).not.toMatch(/^\s+at /m);
});
