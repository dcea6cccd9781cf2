/** The whole app with its webhook behind a port, as a running server has it. */
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Webhook } from 'standardwebhooks';
import { createApp } from '../../dashboard/app.tsx';
import { mountWebhook, type WebhookOptions } from '../../dashboard/webhook.ts';
import type { TestInstallation } from '../support/installation.ts';
import { BRANDS } from './databases.fixture.ts';

export const secretOf = (name: string) => Buffer.from(`the secret of ${name}, 24 bytes`).toString('base64');
export const ANY = secretOf('anybody');

export interface Signing {
  readonly id: string;
  /** ms since 1970. */
  readonly at: number;
  readonly secret?: string;
}

export interface WebhookServer {
  post(
    name: string,
    body: string,
    signing: Signing,
  ): Promise<{ status: number; answer: Record<string, unknown> }>;
  /** What the app reported as failed. */
  readonly failures: readonly string[];
  close(): Promise<void>;
}

export async function webhookServer(
  { store, config, ctx }: TestInstallation,
  mailDir: string,
  options: Partial<WebhookOptions> = {},
): Promise<WebhookServer> {
  const failures: string[] = [];
  const app = createApp({
    store,
    config,
    clock: ctx.clock,
    publicUrl: 'http://127.0.0.1:3000',
    mailDir,
    onError: (error) => failures.push(error.stack ?? error.message),
    extraRoutes: (routes) =>
      mountWebhook(routes, { ingest: ctx, config: { brands: BRANDS }, secrets: [ANY], ...options }),
  });
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 });
  await new Promise<void>(
    (resolve) => void (server.listening ? resolve() : server.once('listening', resolve)),
  );
  const { port } = server.address() as AddressInfo;
  return {
    failures,
    async post(name, body, { id, at, secret = ANY }) {
      const signature = new Webhook(secret).sign(id, new Date(at), body);
      const headers = {
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(at / 1000)),
        'webhook-signature': signature,
      };
      const response = await fetch(`http://127.0.0.1:${port}/ingest/webhook/${name}`, {
        method: 'POST',
        body,
        headers,
      });
      const answer = (await response.json().catch(() => ({}))) as Record<string, unknown>;
      return { status: response.status, answer };
    },
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}
