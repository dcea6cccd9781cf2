/** Several hosts in a bad hour, each a process on loopback; `npm run test:hosts` gives each a network of its own. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loopbackLab } from '../hosts/lab.ts';
import { openRoom, type Room } from '../hosts/room.ts';
import { badHour, forgottenPosts } from '../hosts/scenario.ts';
import { tempDirs } from '../support/temp.ts';

const tempDir = tempDirs();
let room: Room;
beforeAll(async () => {
  const dir = tempDir();
  room = await openRoom(loopbackLab(dir), dir, 2);
});
afterAll(() => room?.close());

it('a collector killed, another frozen, Redis and PostgreSQL restarted, clocks two hours off: nothing lost, nothing double', async () => {
  const outcome = await badHour(room);
  process.stderr.write(`hosts: ${JSON.stringify(outcome)}\n`);
  const { posted } = outcome;
  expect(outcome).toMatchObject({
    mentions: posted,
    finished: posted,
    counted: posted,
    pending: 0,
    dead: 0,
    auditDifferences: 0,
    shown: [posted, posted],
    clocksReported: 2,
  });
  for (const heard of outcome.heard) expect(heard).toBeGreaterThan(3);
});

it('control: what the site forgot while nobody read is missing', async () => {
  const { posted, stored } = await forgottenPosts(room);
  expect(posted - stored).toBeGreaterThan(40);
});
