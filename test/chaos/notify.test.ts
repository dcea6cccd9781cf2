/**
 * kill -9 of the process that sends mail: nothing is lost, and a mail that comes twice is the same mail.
 * `npm run test:long`: 300 mails, 15 kills.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../../config/env.ts';
import { seededRandom } from '../../src/domain/clock.ts';
import { pause } from '../support/eventually.ts';
import { rounds } from '../support/long.ts';
import { mailGround } from '../support/mail-ground.ts';

const ground = mailGround();
const [MAILS, KILLS] = [rounds(60, 300), rounds(4, 15)];
const SEED = Number(process.env.SEED ?? 20_260_302);

async function sendOverKills(way: 'real' | 'naive', mailsToSend: number, kills: number) {
  const installation = await ground.ready({ routes: [] });
  const { store, env } = installation;
  const [incident] = await store.read.incidents.all();
  const rows = Array.from({ length: mailsToSend }, (_, i) => ({
    kind: 'incident' as const,
    incidentId: incident!.id,
    stage: 'opened',
    channel: 'email',
    recipient: `p${i}@example.com`,
    messageId: `<${i}@outcry.example>`,
    createdAt: ground.now,
  }));
  await store.tx((tx) => tx.outbox.add(rows));
  const random = seededRandom(SEED);
  const script = join(packageRoot, 'test/chaos/notifier.ts');
  let killed = 0;
  for (let round = 0; ; round += 1) {
    const time = String(ground.now + round * 200_000);
    const args = ['--import', 'tsx', script, env.dataDir, ground.smtp.url, way, time];
    const child = spawn(process.execPath, args, { cwd: packageRoot, stdio: ['ignore', 'pipe', 'inherit'] });
    let through = false;
    child.stdout.on('data', (data: Buffer) => {
      through ||= data.toString().includes('through');
    });
    const ended = once(child, 'exit');
    if (killed < kills) {
      await once(child.stdout, 'data');
      const before = ground.smtp.mails.length;
      // A moment after its first mails, so that each life gets somewhere.
      while (!through && child.exitCode === null && ground.smtp.mails.length < before + 2) await pause(5);
      await pause(random() * 120);
      if (!through) killed += 1;
      child.kill('SIGKILL');
    }
    await ended;
    if (through) break;
  }
  const got = await ground.smtp.parsed();
  const ids = new Map<string, Set<string>>();
  for (const mail of got) {
    const to = mail.to![0]!.address!;
    ids.set(to, (ids.get(to) ?? new Set()).add(mail.messageId!));
  }
  return { killed, mails: got.length, reached: ids.size, idsEach: [...ids.values()].map((set) => set.size) };
}

it('real: every mail arrives, at most one copy more a kill, under the same Message-ID', async () => {
  const { killed, mails, reached, idsEach } = await sendOverKills('real', MAILS, KILLS);
  process.stderr.write(`${killed} kills: ${reached} of ${MAILS} reached, ${mails - reached} duplicates\n`);
  expect(killed).toBe(KILLS);
  expect(reached).toBe(MAILS);
  expect(mails - reached).toBeLessThanOrEqual(killed);
  expect(new Set(idsEach)).toEqual(new Set([1]));
});

it('control: marked as sent before it is, mails are lost', async () => {
  const { killed, reached } = await sendOverKills('naive', 20, 2);
  expect(killed).toBe(2);
  expect(reached).toBeLessThan(20);
});
