/** A bad hour for a room of hosts: one killed, one cut off, Redis and PostgreSQL restarted, two clocks wrong. */
import { eventually, pause } from '../support/eventually.ts';
import { truthOf, type Truth } from '../chaos/kill.ts';
import { BRAND } from '../fakes/posts.ts';
import { dashboardsReady, type Room } from './room.ts';

export interface Outcome extends Truth {
  readonly posted: number;
  /** Seconds from a collector's end to the first post that another brought. */
  readonly takeovers: readonly number[];
  /** Changes that each dashboard sent to its listeners meanwhile. */
  readonly heard: readonly number[];
  /** Mentions that each dashboard exports at the end. */
  readonly shown: readonly number[];
  /** Hosts that reported their wrong clock. */
  readonly clocksReported: number;
}

/** Listens to a dashboard's stream as a page does, and again when it breaks. */
function listenTo(url: string, token: string): { heard: () => number; stop: () => void } {
  const end = new AbortController();
  let heard = 0;
  void (async () => {
    while (!end.signal.aborted) {
      try {
        const response = await fetch(`${url}/live`, {
          headers: { authorization: token },
          signal: end.signal,
        });
        for await (const chunk of response.body ?? []) {
          heard +=
            Buffer.from(chunk as Uint8Array)
              .toString()
              .split('event: change').length - 1;
        }
      } catch {
        await pause(500);
      }
    }
  })();
  return { heard: () => heard, stop: () => end.abort() };
}

/** Seconds until posts come again; they came no more from now on but for what was on its way. */
async function takeover(room: Room): Promise<number> {
  const from = performance.now();
  await pause(500);
  const stood = await room.stored();
  await eventually('another collector reads', async () => (await room.stored()) > stood + 5, 100);
  return Math.round((performance.now() - from) / 100) / 10;
}

/** Mentions that a dashboard hands out. */
async function shownBy(url: string, token: string): Promise<number> {
  const path = `/mentions/export?brand=${BRAND.slug}&format=jsonl`;
  const answer = await fetch(`${url}${path}`, { headers: { authorization: token } });
  return (await answer.text()).trim().split('\n').length;
}

/** Runs it all and tells what came of it; what the hosts say goes with an error. */
export async function badHour(room: Room): Promise<Outcome> {
  const [a, b] = room.collectors as [Room['collectors'][0], Room['collectors'][0]];
  const [first, second] = room.workers as [Room['workers'][0], Room['workers'][0]];
  const stored = (least: number) => async () => (await room.stored()) >= least;
  a.up();
  for (const host of [...room.workers, ...room.dashboards]) host.up();
  await dashboardsReady(room);
  // Without a cursor a stream begins at now: what was posted before is nobody's.
  await eventually('the first collector listens', () => room.stream.asked.length > 0);
  const listeners = room.dashboards.map(({ url }) => listenTo(url, room.token));
  const stopPump = room.pump();
  try {
    await eventually('the first collector reads', stored(40));
    b.up();
    // It tells of its clock when it has the database; the queue is next.
    await eventually('the second collector is up', () => /clock is off/.test(b.stderr()));
    await pause(3_000);
    const takeovers: number[] = [];

    await a.kill();
    const gone = takeover(room);
    await second.kill();
    await room.redis.kill();
    await pause(1_500);
    await room.redis.start();
    takeovers.push(await gone);
    a.up();
    second.up();
    await pause(4_000);

    b.cut();
    takeovers.push(await takeover(room));
    await room.postgres.crash();
    await pause(2_000);
    first.cut();
    await pause(2_000);
    first.mend();
    b.mend();
    await pause(3_000);
    stopPump();

    const posted = room.posted();
    await eventually('all is there', stored(posted), 200);
    const waits = async () => (await room.store.read.mentions.countByState()).pending === 0;
    await eventually('nothing waits', waits, 200);
    return {
      posted,
      ...(await truthOf(room.store, BRAND.slug)),
      takeovers,
      heard: listeners.map((one) => one.heard()),
      shown: await Promise.all(room.dashboards.map(({ url }) => shownBy(url, room.token))),
      clocksReported: [first, b].filter((one) => /clock is off/.test(one.stderr())).length,
    };
  } catch (error) {
    const hosts = [a, b, ...room.workers, ...room.dashboards];
    const said = hosts.map((one) => `${one.name}: ${one.stderr().slice(-2_000)}`).join('\n');
    throw new Error(`${String(error)}; posted ${room.posted()}, stored ${await room.stored()}\n${said}`);
  } finally {
    stopPump();
    for (const one of listeners) one.stop();
  }
}

/** Control: posts that the site forgot while nobody read are lost, and the room's own count shows how many. */
export async function forgottenPosts(room: Room): Promise<{ posted: number; stored: number }> {
  for (const one of room.collectors) await one.kill();
  const from = room.posted();
  const stopPump = room.pump();
  await eventually('fifty were posted', () => room.posted() >= from + 50);
  stopPump();
  room.stream.forget((Date.now() + 1_000) * 1000);
  await pause(1_500);
  for (const one of room.collectors) one.up();
  const again = room.pump();
  await eventually('some came again', async () => (await room.stored()) >= from + 10, 200);
  again();
  await pause(2_000);
  return { posted: room.posted(), stored: await room.stored() };
}
