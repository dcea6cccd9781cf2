import { checkConfig } from '../../../config/load.ts';
import { readEnv } from '../../../config/env.ts';
import { lockHolder } from '../../ops/lock.ts';
import { installationSecret } from '../../ops/secrets.ts';
import { openDoorbell } from '../../queue/open.ts';
import { systemClock } from '../../domain/clock.ts';
import { sourceHealth } from '../../report/source-health.ts';
import { type Installation, openInstallation } from '../installation.ts';
import { write } from '../output.ts';
import { readArgs, takeWords, type Verb } from '../verb.ts';

type Finding = { readonly ok: boolean; readonly text: string };

async function tryIt(what: string, work: () => Promise<string> | string): Promise<Finding> {
  try {
    return { ok: true, text: `${what}: ${await work()}` };
  } catch (error) {
    return { ok: false, text: `${what}: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** One line a source that wants a look; one for all where none does. */
async function sourceFindings({ ledger, config }: Installation): Promise<Finding[]> {
  const all = sourceHealth({
    sources: config.sources,
    states: await ledger.read.sources.all(),
    gaps: await ledger.read.sources.gaps({ state: 'open' }),
    backfills: [],
    others: [],
    now: systemClock(),
  }).filter((one) => one.health !== 'brought in' && one.health !== 'switched off');
  const wanting = all.filter((one) => ['failing', 'silent', 'needs a key'].includes(one.health));
  if (wanting.length === 0)
    return [{ ok: true, text: `Sources: ${all.length} configured, none wants a look` }];
  return wanting.map((one) => ({ ok: false, text: `Source ${one.id}: ${one.health}. ${one.advice ?? ''}` }));
}

async function ledgerFindings(): Promise<Finding[]> {
  const installation = await openInstallation();
  const { ledger, env } = installation;
  try {
    const counts = await ledger.read.mentions.countByState();
    const differences = await ledger.tx((tx) => tx.counts.audit());
    const letters = await ledger.read.deadLetters.waiting();
    const waiting = await ledger.read.outbox.waiting();
    const holder = lockHolder(env.dataDir);
    const states = Object.entries(counts).map(([state, n]) => `${n} ${state}`);
    return [
      { ok: true, text: `Ledger: ${env.databaseUrl.replace(/\/\/[^@/]*@/, '//…@')}, ${states.join(', ')}` },
      {
        ok: differences.length === 0,
        text:
          differences.length === 0
            ? 'Counts: equal to the mentions they count'
            : `Counts: ${differences.length} differ from the mentions, e.g. ${differences[0]}`,
      },
      {
        ok: letters === 0,
        text:
          letters === 0
            ? 'Dead letters: none'
            : `Dead letters: ${letters}; look at them on the page /dead-letters`,
      },
      ...(await sourceFindings(installation)),
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
    await ledger.close();
  }
}

async function run(args: readonly string[]): Promise<number> {
  takeWords(readArgs(args, {}).positionals, []);
  const env = readEnv();
  const findings: Finding[] = [{ ok: true, text: `Node: ${process.version}` }];
  findings.push(
    await tryIt('Configuration', () => {
      const { problems } = checkConfig(env.configDir);
      if (problems.length > 0) throw new Error(`${problems.length} problems; run npx outcry config check`);
      return `in order (${env.configDir})`;
    }),
  );
  try {
    findings.push(...(await ledgerFindings()));
  } catch (error) {
    findings.push({ ok: false, text: `Ledger: ${error instanceof Error ? error.message : String(error)}` });
  }
  findings.push(
    await tryIt('Queue', async () => {
      if (env.queueUrl === 'embedded:') return 'embedded, opened by the server';
      const bell = await openDoorbell(env.queueUrl, '', { stallMs: env.stallMs, onError: () => {} });
      const depth = await bell.depth();
      await bell.close();
      return `answers, ${Object.values(depth).reduce((a, b) => a + b, 0)} rings wait`;
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
      installationSecret(env.dataDir, 'webhook');
      return `secret in ${env.dataDir}/webhook.key`;
    }),
  );
  for (const { ok, text } of findings) await write(`${ok ? 'ok   ' : 'LOOK '} ${text}\n`);
  return findings.every((finding) => finding.ok) ? 0 : 1;
}

export const doctorVerb: Verb = {
  name: 'doctor',
  help: `
Usage: npx outcry doctor

Checks configuration, ledger (counts against mentions), dead letters, sources, queue, mail and webhook. One line each;
status 1 when one of them wants a look.`,
  run,
};
