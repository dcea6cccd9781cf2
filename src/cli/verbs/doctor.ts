import { lockHolder } from '../../ops/lock.ts';
import { installationSecret } from '../../ops/secrets.ts';
import { openJobQueue } from '../../queue/open.ts';
import { systemClock } from '../../domain/clock.ts';
import { fileProblems } from '../../store/sqlite/check.ts';
import { sourceHealth } from '../../report/sources/health.ts';
import { type Installation, openInstallation } from '../installation.ts';
import { write } from '../output.ts';
import { readSettings, tryConfig } from '../settings.ts';
import { readArgs, takeArgs, type Verb } from '../verb.ts';

type Finding = { readonly ok: boolean; readonly text: string };

async function tryIt(what: string, work: () => Promise<string> | string): Promise<Finding> {
  try {
    return { ok: true, text: `${what}: ${await work()}` };
  } catch (error) {
    return { ok: false, text: `${what}: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** One line per source that needs attention, or one line for all. */
async function sourceFindings({ store, config, clock }: Installation): Promise<Finding[]> {
  const all = sourceHealth({
    sources: config.sources,
    states: await store.read.sources.all(),
    gaps: await store.read.sources.gaps({ state: 'open' }),
    backfills: [],
    others: [],
    now: clock(),
  }).filter((one) => one.health !== 'imported' && one.health !== 'switched off');
  const wanting = all.filter((one) => ['failing', 'silent', 'needs a key'].includes(one.health));
  if (wanting.length === 0) return [{ ok: true, text: `Sources: ${all.length} configured, all healthy` }];
  return wanting.map((one) => ({ ok: false, text: `Source ${one.id}: ${one.health}. ${one.advice ?? ''}` }));
}

async function clockFinding(store: Installation['store']): Promise<Finding> {
  const seconds = Math.round((await store.clockAhead(systemClock)) / 1000);
  if (Math.abs(seconds) < 2) return { ok: true, text: "Clock: agrees with the database's" };
  const how = seconds > 0 ? 'slow' : 'fast';
  return {
    ok: false,
    text: `Clock: this host's is ${Math.abs(seconds)} s ${how}; the database's is used. Is NTP running?`,
  };
}

/** Tokens that nobody's removal ends. */
async function tokenFinding({ store, clock }: Installation): Promise<Finding> {
  const now = clock();
  const good = (await store.read.people.apiTokens()).filter(({ expiresAt = now + 1 }) => expiresAt > now);
  const orphans = good.filter(({ owner }) => owner === undefined).length;
  if (orphans === 0) return { ok: true, text: `API tokens: ${good.length}, each with an owner` };
  return {
    ok: false,
    text: `API tokens: ${orphans} without an owner, from an earlier version. Revoke them on the page /people and create new ones`,
  };
}

/** The file of a SQLite database; PostgreSQL looks after its own. */
function fileFinding(url: string): Finding[] {
  if (!url.startsWith('sqlite:')) return [];
  const problems = fileProblems(url.slice('sqlite:'.length));
  if (problems.length === 0) return [{ ok: true, text: 'Database file: sound' }];
  const text = `Database file: damaged (${problems[0]}). Keep a copy of it and restore a backup: npx outcry restore FILE`;
  return [{ ok: false, text }];
}

function folderFinding({ env, exposed = [] }: Installation): Finding {
  const [first] = exposed;
  if (!first) return { ok: true, text: `Data folder: private (${env.dataDir})` };
  const more = exposed.length > 1 ? ` and ${exposed.length - 1} more` : '';
  return {
    ok: false,
    text: `Data folder: other users of this machine can read or write ${first.path}${more} (mode ${first.mode}, ${first.reason}). Make it private: chmod -R go= ${env.dataDir}`,
  };
}

async function databaseFindings(newKey: boolean): Promise<Finding[]> {
  const installation = await openInstallation({ newKey });
  const { store, env } = installation;
  try {
    const counts = await store.read.mentions.countByState();
    const differences = await store.tx((tx) => tx.counts.audit());
    const letters = await store.read.deadLetters.waiting();
    const waiting = await store.read.outbox.waiting();
    const holder = lockHolder(env.dataDir);
    const states = Object.entries(counts).map(([state, n]) => `${n} ${state}`);
    return [
      { ok: true, text: `Database: ${env.databaseUrl.replace(/\/\/[^@/]*@/, '//…@')}, ${states.join(', ')}` },
      {
        ok: differences.length === 0,
        text:
          differences.length === 0
            ? 'Counts: agree with the mentions'
            : `Counts: ${differences.length} differ from the mentions, for example ${differences[0]}`,
      },
      {
        ok: letters === 0,
        text: letters === 0 ? 'Dead letters: none' : `Dead letters: ${letters}; see the page /dead-letters`,
      },
      ...fileFinding(env.databaseUrl),
      folderFinding(installation),
      await clockFinding(store),
      ...(await sourceFindings(installation)),
      await tokenFinding(installation),
      { ok: true, text: `Mails waiting: ${waiting}` },
      {
        ok: counts.pending === 0 || holder !== undefined,
        text:
          holder === undefined
            ? 'Server: not running on this data folder'
            : `Server: running, process ${holder}`,
      },
    ];
  } finally {
    await store.close();
  }
}

async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArgs(args, { 'new-key': { type: 'boolean', default: false } });
  takeArgs(positionals, []);
  const env = readSettings();
  const findings: Finding[] = [{ ok: true, text: `Node: ${process.version}` }];
  findings.push(
    await tryIt('Configuration', () => {
      const { problems } = tryConfig(env.configDir);
      if (problems.length > 0) throw new Error(`${problems.length} problems; run npx outcry config check`);
      return `in order (${env.configDir})`;
    }),
  );
  try {
    findings.push(...(await databaseFindings(values['new-key'])));
  } catch (error) {
    findings.push({ ok: false, text: `Database: ${error instanceof Error ? error.message : String(error)}` });
  }
  findings.push(
    await tryIt('Queue', async () => {
      if (env.queueUrl === 'embedded:') return 'embedded, opened by the server';
      const queue = await openJobQueue(env.queueUrl, '', { stallMs: env.stallMs, onError: () => {} });
      const depth = await queue.depth();
      await queue.close();
      return `answers, ${Object.values(depth).reduce((a, b) => a + b, 0)} jobs waiting`;
    }),
  );
  findings.push({
    ok: true,
    text:
      env.smtpUrl === undefined ? 'Mail: no SMTP_URL; mails are written to files' : 'Mail: SMTP_URL is set',
  });
  findings.push(
    await tryIt('Webhook', () => {
      if (env.webhookSecrets.length > 0) return 'secret from OUTCRY_WEBHOOK_SECRET';
      if (env.webhookSourceSecrets.size > 0) return 'secrets from OUTCRY_WEBHOOK_SOURCE_SECRETS';
      if (env.secret !== undefined) return 'secret derived from OUTCRY_SECRET';
      installationSecret(env, 'webhook');
      return `secret in ${env.dataDir}/webhook.key`;
    }),
  );
  for (const { ok, text } of findings) await write(`${ok ? 'ok   ' : 'LOOK '} ${text}\n`);
  return findings.every((finding) => finding.ok) ? 0 : 1;
}

export const doctorVerb: Verb = {
  name: 'doctor',
  help: `
Usage: npx outcry doctor [--new-key]

Checks configuration, database (its file, and counts against mentions), data folder, dead letters, clock, sources, queue, mail and webhook. Writes
one line each; status 1 if one of them needs attention. --new-key switches to this host's key if the key of the database's
pseudonyms is lost: authors get new pseudonyms from then on, and earlier ones can no longer be forgotten.`,
  run,
};
