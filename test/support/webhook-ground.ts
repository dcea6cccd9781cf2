/** The whole app with its webhook over a real database, and a sender that signs. The clock stands still. */
import { afterAll, beforeAll, beforeEach, vi } from 'vitest';
import { Webhook } from 'standardwebhooks';
import { createApp } from '../../dashboard/app.tsx';
import type { App } from '../../dashboard/deps.ts';
import { mountWebhook } from '../../dashboard/webhook.ts';
import { brandOf, openTestInstallation, type TestInstallation } from './installation.ts';
import { tempDirs } from './temp.ts';

export const NOW = Date.UTC(2026, 2, 2, 12);
export const SECONDS = NOW / 1000;
export const OLD_KEY = Buffer.from('an old secret of 24 bytes').toString('base64');
export const NEW_KEY = Buffer.from('a new secret of 24 bytes!').toString('base64');
const PATH = '/ingest/webhook/partner';

export type Headers = Record<string, string>;

export interface Signing {
  readonly id?: string;
  /** Seconds since 1970. */
  readonly at?: number;
  readonly secret?: string;
}

let deliveries = 0;
let mentions = 0;

export function signed(body: string, { id, at = SECONDS, secret = NEW_KEY }: Signing = {}): Headers {
  deliveries += 1;
  const own = id ?? `msg-${deliveries}`;
  const signature = new Webhook(secret).sign(own, new Date(at * 1000), body);
  return { 'webhook-id': own, 'webhook-timestamp': String(at), 'webhook-signature': signature };
}

/** A mention of its own. */
export function incoming(more: Record<string, unknown> = {}): Record<string, unknown> {
  mentions += 1;
  const at = '2026-03-02T11:00:00Z';
  return {
    externalId: `e-${mentions}`,
    text: `They sold my data ${mentions}`,
    publishedAt: at,
    brand: 'acme',
    ...more,
  };
}

/** One as an object, several as an array. */
export function json(...list: unknown[]): string {
  return JSON.stringify(list.length === 1 ? list[0] : list);
}

export interface WebhookGround {
  readonly app: App;
  readonly installation: TestInstallation;
  /** What the app reported as failed. */
  readonly failures: readonly string[];
  post(
    body: string,
    headers: Headers,
    path?: string,
  ): Promise<{ status: number; answer: Record<string, unknown> }>;
  /** Mentions in the database. */
  stored(): Promise<number>;
}

/** Prepares it for a test file; call it at the top. */
export function webhookGround(): WebhookGround {
  const tempDir = tempDirs();
  const failures: string[] = [];
  let installation: TestInstallation;
  let app: App;

  beforeAll(async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: NOW });
    const brands = [brandOf('acme', 'Acme'), brandOf('beta', 'Beta')];
    const clock = () => Date.now();
    installation = await openTestInstallation({ dir: tempDir(), config: { brands }, clock });
    const { store, config, ctx } = installation;
    app = createApp({
      store,
      config,
      clock,
      publicUrl: 'http://127.0.0.1:3000',
      mailDir: tempDir(),
      onError: (error) => failures.push(error.stack ?? error.message),
      extraRoutes: (routes) =>
        mountWebhook(routes, { ingest: ctx, config: { brands }, secrets: [NEW_KEY, OLD_KEY] }),
    });
  });
  afterAll(async () => {
    vi.useRealTimers();
    await installation.close();
  });
  beforeEach(() => void vi.setSystemTime(NOW));

  return {
    failures,
    get app() {
      return app;
    },
    get installation() {
      return installation;
    },
    async post(body, headers, path = PATH) {
      const response = await app.request(path, { method: 'POST', body, headers });
      const answer = (await response.json().catch(() => ({}))) as Record<string, unknown>;
      return { status: response.status, answer };
    },
    async stored() {
      const states = await installation.store.read.mentions.countByState();
      return Object.values(states).reduce((a, b) => a + b, 0);
    },
  };
}
