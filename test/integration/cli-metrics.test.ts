/** The figures of a running server move with what happens to it. */
import { Webhook } from 'standardwebhooks';
import { expect, it } from 'vitest';
import { startCli } from '../support/cli.ts';
import { eventually } from '../support/eventually.ts';
import { startRedis } from '../support/redis.ts';
import { tempDirs } from '../support/temp.ts';

const tempDir = tempDirs();
const SECRET = Buffer.from('a secret of this test').toString('base64');

function figure(text: string, name: string): number {
  const line = text.split('\n').find((one) => one.startsWith(`${name} `));
  return line === undefined ? 0 : Number(line.slice(name.length));
}

it('a delivery of three new mentions and one known counts three', async () => {
  const settings = { PORT: '0', OUTCRY_DEMO: '0', OUTCRY_WEBHOOK_SECRET: SECRET };
  const redis = await startRedis({ aof: false });
  const server = startCli(['start'], { ...settings, QUEUE_URL: redis.url, OUTCRY_DATA_DIR: tempDir() });
  try {
    const output = () => /^Outcry is at (http\S+)$/m.exec(server.stderr())?.[1];
    const url = await eventually('the server tells its address', output);
    const metrics = async () => (await fetch(`${url}/metrics`)).text();
    const accepted = 'outcry_mentions_accepted_total{source="webhook:test"}';
    expect(figure(await metrics(), accepted)).toBe(0);
    const mentions = ['a', 'b', 'c', 'a'].map((externalId) => ({
      externalId,
      text: 'They sold my data, I feel betrayed.',
      brand: 'spotify',
      publishedAt: '2026-03-01T10:00Z',
    }));
    const body = JSON.stringify(mentions);
    const at = new Date();
    const headers = {
      'webhook-id': 'one',
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(SECRET).sign('one', at, body),
    };
    const answer = await fetch(`${url}/ingest/webhook/test`, { method: 'POST', body, headers });
    expect(await answer.json()).toMatchObject({ accepted: 3, duplicates: 1 });
    expect(figure(await metrics(), accepted)).toBe(3);
    const scored = async () => {
      const text = await metrics();
      return ['pending', 'dead'].every((state) => text.includes(`outcry_mentions{state="${state}"} 0\n`));
    };
    await eventually('they are scored', scored);
  } finally {
    await server.kill();
    await redis.stop();
  }
});
