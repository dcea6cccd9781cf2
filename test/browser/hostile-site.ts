/** A real server whose database is full of hostile texts: through the doors where they let them in, else planted. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { createApp, createLoginLink } from '../../dashboard/app.tsx';
import { listen } from '../../dashboard/main.ts';
import { mountWebhook } from '../../dashboard/webhook.ts';
import { importFile } from '../../src/import/import-file.ts';
import { mailDir } from '../../src/cli/installation.ts';
import { DAY_MS, HOUR_MS } from '../../src/domain/series.ts';
import type { Score } from '../../src/domain/scoring.ts';
import { fileMailer } from '../../src/notify/email/mailer.ts';
import type { Tx } from '../../src/store/store.ts';
import type { InsertMention } from '../../src/store/mentions/port.ts';
import { drain } from '../../workers/drain.ts';
import { brandOf, openTestInstallation, type TestInstallation } from '../support/installation.ts';
import { hostileMail } from './hostile-mails.ts';
import { plantPeople } from './hostile-people.ts';
import { PAYLOADS } from './payloads.ts';

const ONSET = Date.UTC(2026, 2, 11);
const START = ONSET - 10 * DAY_MS;
const SECRET = Buffer.from('a secret of twenty-four b').toString('base64');

export interface HostileSite {
  readonly url: string;
  readonly link: string;
  readonly failures: string[];
  /** A post of each payload's brand, by its number. */
  readonly posts: readonly number[];
  /** What the webhook and the import said. */
  readonly doors: { accepted: number; rejected: number }[];
  close(): Promise<void>;
}

function scoreOf(text: string): Score {
  const p = { negative: 0.9, neutral: 0.05, positive: 0.05 };
  const span = [0, Math.min(6, text.length)] as const;
  const category = { code: 'over_collection', p: 0.9, span, polarity: 'concern' } as const;
  return {
    scored: true,
    lang: 'en',
    sentiment: { label: 'negative', score: -0.8, p },
    betrayal: { label: true, p: 0.9, categories: [category], context: [] },
  };
}

/** Ten ordinary days, then six hours of outcry, for a brand made of the payload alone. Returns its first post. */
async function plant(tx: Tx, n: number, payload: string): Promise<number> {
  const slug = `evil-${n}`;
  const { row } = await tx.brands.upsert({ slug, name: payload, origin: 'import' });
  const mentions: InsertMention[] = [];
  for (let hour = 0; hour < 11 * 24; hour += 2) {
    const at = START + hour * HOUR_MS;
    const loud = at >= ONSET && at < ONSET + 6 * HOUR_MS;
    for (let i = 0; i < (loud ? 20 : 1); i += 1) {
      const fields = { externalId: `${slug}-${hour}-${i}-${payload}`, kind: 'post' as const, url: payload };
      const times = { publishedAt: at + i * 60_000, collectedAt: at + i * 60_000 };
      const words = { source: payload, text: `${payload} ${hour}-${i}`, title: payload };
      mentions.push({
        ...fields,
        ...times,
        ...words,
        reach: i,
        lang: payload,
        brandIds: [row.id],
        simulated: false,
      });
    }
  }
  const { ids } = await tx.mentions.insert(mentions);
  await tx.mentions.saveScores(
    ids.map((id, i) => ({ id, score: scoreOf(mentions[i]!.text), version: payload })),
  );
  const times = { onset: ONSET, end: ONSET + 6 * HOUR_MS };
  const shared = { ...times, severity: 7, simulated: false };
  const names = { slug: `case-${n}`, brandId: row.id, title: payload, openedAt: ONSET };
  const incident = await tx.incidents.open({ ...shared, ...names });
  await tx.incidents.addEntry(incident.id, { at: ONSET, who: payload, what: payload });
  const measured = { peakAt: ONSET + 2 * HOUR_MS, observed: 60, expected: 3, score: 0.9 };
  const judged = { verdict: 'very likely', pValue: 0.01, lagHours: 1, because: payload } as const;
  const spike = {
    ...shared,
    ...measured,
    ...({
      series: 'betrayal',
      source: 'all',
      kind: 'backlash',
    } as const),
    betrayalShare: 1,
    negativeShare: 1,
    categories: [
      {
        code: payload,
        count: 9,
        share: 0.5,
      },
    ],
    attribution: [
      {
        ...judged,
        policyChange: `change-${n}`,
      },
    ],
    phrases: [payload],
    incidentId: incident.id,
  } as const;
  await tx.spikes.replace(row.id, START, [spike]);
  await tx.sources.saveFailure(payload, { at: ONSET, error: payload });
  await plantPeople(tx, {
    n,
    payload,
    brandId: row.id,
    brand: slug,
    incidentId: incident.id,
    incident: incident.slug,
    mentionId: ids[0]!,
    at: ONSET,
  });
  await tx.deadLetters.add([
    { stage: payload, source: payload, ref: payload, reason: payload, payload, createdAt: ONSET },
  ]);
  return ids[0]!;
}

async function plantMails({ env, store }: TestInstallation): Promise<void> {
  const mailer = fileMailer(mailDir(env), 'outcry@example.org');
  for (const [n, payload] of PAYLOADS.entries()) {
    const messageId = `<${n}@outcry.test>`;
    const html = hostileMail(payload);
    const message = {
      to: 'pr@example.org',
      subject: payload,
      text: payload,
      html,
      messageId,
      references: [],
    };
    const delivery = await mailer.deliver(message);
    await store.tx(async (tx) => {
      const subject = { kind: 'incident' as const, incidentId: n + 1, stage: payload };
      const base = { ...subject, channel: 'email', createdAt: ONSET };
      await tx.outbox.add([{ ...base, recipient: 'pr@example.org', messageId }]);
      await tx.outbox.add([{ ...base, recipient: payload, messageId: `<b${n}@outcry.test>` }]);
      // Rows count up from 1: the written mail is odd, the failed one even.
      if (delivery.kind === 'written') await tx.outbox.markWritten(2 * n + 1, ONSET, delivery.file);
      await tx.outbox.markFailed(2 * n + 2, payload, ONSET);
    });
  }
}

function entryOf(payload: string) {
  const ids = { externalId: payload, author: { id: payload }, lang: payload, parentExternalId: payload };
  return {
    ...ids,
    text: `Acme ${payload}`,
    title: payload,
    url: payload,
    publishedAt: '2026-03-01T00:00:00Z',
  };
}

/** The webhook over HTTP and the import of a file; then everything is scored for real. */
async function throughTheDoors(installation: TestInstallation, url: string, dir: string) {
  const entries = PAYLOADS.flatMap((payload) => [
    { ...entryOf(payload), brand: 'acme' },
    { ...entryOf(payload), brand: payload },
  ]);
  const body = JSON.stringify(entries);
  // One instant for both: a second that ends between them would make the signature a wrong one.
  const at = new Date();
  const signature = new Webhook(SECRET).sign('m-1', at, body);
  const stamp = String(Math.floor(at.getTime() / 1000));
  const headers = { 'webhook-id': 'm-1', 'webhook-timestamp': stamp, 'webhook-signature': signature };
  const response = await fetch(`${url}/ingest/webhook/evil`, { method: 'POST', body, headers });
  const said = await response.text();
  if (response.status !== 200) throw new Error(`the webhook answered ${response.status}: ${said}`);
  const answer = JSON.parse(said) as { accepted: number; rejected: unknown[] };
  const file = join(dir, 'hostile.jsonl');
  const broken = PAYLOADS.map((payload) => ({ ...entryOf(payload), publishedAt: payload }));
  const rows = [...PAYLOADS.map((payload) => ({ ...entryOf(payload), source: payload })), ...broken];
  writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  const options = { file, brand: 'acme', source: 'file', mapping: {}, onProgress: () => undefined };
  const imported = await importFile(installation.ctx, options);
  await drain(installation.ctx);
  return [
    { accepted: answer.accepted, rejected: answer.rejected.length },
    { accepted: imported.accepted, rejected: imported.rejected },
  ];
}

export async function openHostileSite(dir: string): Promise<HostileSite> {
  const evidence = (payload: string) => [{ note: payload, url: payload }];
  const policyChanges = PAYLOADS.map((payload, n) => {
    const words = { slug: `change-${n}`, brand: `evil-${n}`, title: payload, announced: ONSET - HOUR_MS };
    return { ...words, touches: [payload], words: [], evidence: evidence(payload) };
  });
  const responses = PAYLOADS.map((payload, n) => {
    const words = { slug: `response-${n}`, brand: `evil-${n}`, title: payload, kind: 'other' as const };
    return { ...words, at: ONSET + HOUR_MS, evidence: evidence(payload) };
  });
  const brands = [brandOf('acme', 'Acme')];
  const installation = await openTestInstallation({ dir, config: { brands, policyChanges, responses } });
  const { store, config, ctx, env } = installation;
  const failures: string[] = [];
  const app = createApp({
    store,
    config,
    clock: ctx.clock,
    publicUrl: 'http://127.0.0.1',
    mailDir: mailDir(env),
    onError: (error) => failures.push(error.stack ?? error.message),
    extraRoutes: (routes) =>
      mountWebhook(routes, {
        ingest: ctx,
        config: { brands },
        secrets: [SECRET],
      }),
  });
  const server = await listen(app, 0, '127.0.0.1');
  const url = `http://127.0.0.1:${server.port}`;
  const doors = await throughTheDoors(installation, url, dir);
  const posts: number[] = [];
  await store.tx(async (tx) => {
    for (const [n, payload] of PAYLOADS.entries()) posts.push(await plant(tx, n, payload));
    await tx.people.addUser({ email: 'admin@example.org', role: 'admin', at: ctx.clock() });
  });
  await plantMails(installation);
  const link = await createLoginLink(store, ctx.clock, 'admin@example.org', url);
  return {
    url,
    link,
    failures,
    doors,
    posts,
    async close() {
      await server.close();
      await installation.close();
    },
  };
}
