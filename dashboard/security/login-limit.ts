/** Limits sign-in attempts, across all dashboards of an installation. */
import { createHmac } from 'node:crypto';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { senderNetworks } from '../../src/net/client-address.ts';
import { MAILS_OF_PERSON } from '../auth/mailed-link.ts';
import type { AppDeps } from '../deps.ts';
import type { AllowedTry, LoginLimit, PasswordTry } from './sign-in-limit.ts';

const QUARTER_S = 15 * 60;
/** Failed tries in a quarter of an hour. */
const LINKS = 20;
const OF_PERSON = 10;
/** Mails with links that one sender may ask for. */
const MAILS = 10;
const OF_DEVICE = 10;
const OF_ADDRESS = 50;
const OF_NETWORK = 200;

const seconds = (ms: number) => Math.max(1, Math.ceil(ms / 1_000));

/** Tries under a key in the running window, this one included, and when the window ends. */
interface Count {
  readonly tries: number;
  readonly leftMs: number;
}
interface Counter {
  /** Counts one more. */
  readonly count: (key: string) => Promise<Count>;
  /** What was counted so far; nothing where that is not known. */
  readonly soFar: (key: string) => Promise<Count | undefined>;
}

interface Verdict {
  readonly wait?: number;
  /** What was counted. */
  readonly keys: readonly string[];
}

/**
 * Counts a try and decides. From one address there are ten tries of a person and fifty of all; of a person ten from
 * anywhere, and one more from each address that has not tried yet: strangers cannot keep out somebody who has the right
 * password. A try that is refused counts for nothing further.
 */
async function judge({ address, email, known }: PasswordTry, { count, soFar }: Counter): Promise<Verdict> {
  const person = email.toLowerCase();
  const keys: string[] = [];
  const tries = async (
    key: string,
    most: number,
  ): Promise<{ over: boolean; wait: number; tries: number }> => {
    keys.push(key);
    const { tries, leftMs } = await count(key);
    return { over: tries > most, wait: seconds(leftMs), tries };
  };
  if (known) {
    const { over, wait } = await tries(`device ${person}`, OF_DEVICE);
    return over ? { wait, keys } : { keys };
  }
  const { own, around } = senderNetworks(address);
  // Whoever has used all of it up leaves no further keys behind, however many addresses they make up.
  const spent = await soFar(`from ${own}`);
  if (spent && spent.tries >= OF_ADDRESS) return { wait: seconds(spent.leftMs), keys };
  const pair = await tries(`from ${own} to ${person}`, OF_PERSON);
  if (pair.over) return { wait: pair.wait, keys };
  const from = await tries(`from ${own}`, OF_ADDRESS);
  if (from.over) return { wait: from.wait, keys };
  if (around !== undefined) {
    const network = await tries(`from ${around}`, OF_NETWORK);
    if (network.over) return { wait: network.wait, keys };
  }
  const to = await tries(`to ${person}`, OF_PERSON);
  return to.over && pair.tries > 1 ? { wait: to.wait, keys } : { keys };
}

/**
 * A process asks itself first, so that who is refused costs the database nothing; then the database, which counts for all
 * of them. Without a `deviceKey` each process counts for itself. Tries of links are counted by each process: a link is 256
 * random bits, and guesses cost no more than any other page.
 */
export function createLoginLimit({
  store,
  clock,
  deviceKey,
}: Pick<AppDeps, 'store' | 'clock' | 'deviceKey'>): LoginLimit {
  const memory = new RateLimiterMemory({ points: OF_PERSON, duration: QUARTER_S });

  const inMemory: Counter = {
    async count(key) {
      const { consumedPoints, msBeforeNext } = await memory.penalty(key);
      return { tries: consumedPoints, leftMs: msBeforeNext };
    },
    async soFar(key) {
      const found = await memory.get(key);
      return found === null ? undefined : { tries: found.consumedPoints, leftMs: found.msBeforeNext };
    },
  };
  const hashOf = (key: string) =>
    createHmac('sha256', deviceKey ?? '')
      .update(`try\0${key}`)
      .digest('base64url');

  function inDatabase(given: PasswordTry): Promise<Verdict> {
    const now = clock();
    return store.tx((tx) =>
      judge(given, {
        async count(key) {
          const { attempts, until } = await tx.people.countAttempt(hashOf(key), now, QUARTER_S * 1_000);
          return { tries: attempts, leftMs: until - now };
        },
        soFar: async () => undefined,
      }),
    );
  }

  return {
    async badLink(address) {
      const { tries, leftMs } = await inMemory.count(`link ${senderNetworks(address).own}`);
      return tries > LINKS ? seconds(leftMs) : undefined;
    },
    async mail(address) {
      const { tries, leftMs } = await inMemory.count(`mail from ${senderNetworks(address).own}`);
      return tries > MAILS ? seconds(leftMs) : undefined;
    },
    async mailToPerson(email) {
      const key = `mail to ${email.toLowerCase()}`;
      if ((await inMemory.count(key)).tries > MAILS_OF_PERSON) return false;
      if (deviceKey === undefined) return true;
      const { attempts } = await store.tx((tx) =>
        tx.people.countAttempt(hashOf(key), clock(), QUARTER_S * 1_000),
      );
      return attempts <= MAILS_OF_PERSON;
    },
    async password(given): Promise<AllowedTry | number> {
      const here = await judge(given, inMemory);
      if (here.wait !== undefined) return here.wait;
      const everywhere = deviceKey === undefined ? undefined : await inDatabase(given);
      if (everywhere?.wait !== undefined) return everywhere.wait;
      return {
        async forgive() {
          for (const key of here.keys) await memory.reward(key);
          if (!everywhere) return;
          await store.tx(async (tx) => {
            for (const key of everywhere.keys) await tx.people.forgiveAttempt(hashOf(key));
          });
        },
      };
    },
  };
}
