/** A scored database with one real-looking incident, a mail server, and a clock, for the tests of alert mail. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Email } from 'postal-mime';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { packageRoot } from '../../config/env.ts';
import { loadScenario } from '../../src/cli/scenario.ts';
import type { Route } from '../../src/domain/incident.ts';
import { MINUTE_MS } from '../../src/domain/series.ts';
import { acceptPage } from '../../src/ingest/accept.ts';
import { generate } from '../../src/simulate/generate.ts';
import type { OutboxRow } from '../../src/store/outbox/port.ts';
import { drain } from '../../workers/drain.ts';
import { handlers } from '../../workers/stages.ts';
import { brandOf, openTestInstallation, type TestInstallation } from './installation.ts';
import { byMail } from './recipients.ts';
import { smtpServer, type TestSmtp } from './smtp.ts';
import { tempDirs } from './temp.ts';

/** After the last post. */
export const AFTER = Date.UTC(2015, 8, 5);
export const TO = ['ann@example.com', 'bob@example.com'];

export function route(name: string, emails: string[], maxPerHour = 10): Route {
  return {
    name,
    brands: ['*'],
    recipients: byMail(...emails),
    kinds: ['backlash'],
    minSeverity: 3,
    maxPerHour,
  };
}

interface Changes {
  readonly env?: Record<string, string>;
  readonly routes?: readonly Route[];
  /** Run on the copy of the database first. */
  readonly sql?: string;
}

export interface MailGround {
  now: number;
  readonly smtp: TestSmtp;
  /** A copy of the scored database, ready to alert. */
  ready(changes?: Changes): Promise<TestInstallation>;
  /** Lets `minutes` go by, looking at the outbox every `every`. */
  pass(of: TestInstallation, minutes: number, every?: number): Promise<void>;
  /** Everybody who got a mail, one entry a mail. */
  recipients(): string[];
}

export function outboxOf(of: TestInstallation): Promise<OutboxRow[]> {
  return of.store.read.outbox.list(1_000);
}

export function headerOf(mail: Email, name: string): string[] {
  return mail.headers.filter((h) => h.key === name).map((h) => h.value);
}

/** Prepares it once for a test file; call it at the top. The posts are not marked as simulated. */
export function mailGround(): MailGround {
  const tempDir = tempDirs();
  const base = tempDir();
  const open: TestInstallation[] = [];
  const config = {
    brands: [brandOf('spotify', 'Spotify')],
    routes: [route('pr', TO), route('legal', TO.slice(1))],
  };
  let smtp: TestSmtp;

  beforeAll(async () => {
    smtp = await smtpServer();
    const first = await openTestInstallation({
      dir: base,
      config: { ...config, routes: [] },
      clock: () => AFTER,
    });
    const { mentions } = generate(loadScenario(join(packageRoot, 'config'), 'spotify-2015'), 7);
    const real = mentions.map(({ simulated: _, ...mention }) => mention);
    for (let i = 0; i < real.length; i += 1_000) {
      const page = real.slice(i, i + 1_000);
      await acceptPage(first.ctx, { source: page[0]!.source, mentions: page });
    }
    await drain(first.ctx);
    await first.close();
    // Scored and detected, and nobody was notified: the decision without routes is removed.
    const file = new Database(join(base, 'outcry.db'));
    file.exec('delete from alert; delete from timeline_entry');
    file.exec("update incident set state = 'open', decided_revision = null, decide_again_at = null");
    file.close();
  });
  afterEach(async () => {
    for (const installation of open.splice(0)) await installation.close();
    await smtp.down();
    await smtp.up();
    smtp.mood = 'ok';
    smtp.mails.length = 0;
  });
  afterAll(() => smtp.down());

  const ground: MailGround = {
    now: AFTER,
    get smtp() {
      return smtp;
    },
    async ready({ env, routes = config.routes, sql } = {}) {
      ground.now = AFTER;
      const dir = tempDir();
      cpSync(base, dir, { recursive: true });
      if (sql !== undefined) {
        const file = new Database(join(dir, 'outcry.db'));
        file.exec(sql);
        file.close();
      }
      const mail = {
        SMTP_URL: smtp.url,
        MAIL_FROM: 'outcry@example.org',
        PUBLIC_URL: 'https://outcry.example',
      };
      const installation = await openTestInstallation({
        dir,
        env: { ...mail, ...env },
        config: { ...config, routes },
        clock: () => ground.now,
      });
      open.push(installation);
      return installation;
    },
    async pass({ ctx }, minutes, every = 5) {
      for (let at = 0; at < minutes; at += every) {
        ground.now += every * MINUTE_MS;
        await handlers.notify(ctx, {});
      }
    },
    recipients: () => smtp.mails.flatMap((m) => m.recipients).sort(),
  };
  return ground;
}
