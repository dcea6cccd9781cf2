/** The app with imports over HTTP on an installation of its own, and a sender of files. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { createApp } from '../../../dashboard/app.tsx';
import type { App } from '../../../dashboard/deps.ts';
import { ThreadedImports } from '../../../src/cli/import-runs.ts';
import type { AllowedBrands, Role } from '../../../src/domain/user.ts';
import { randomToken, tokenHash } from '../../../src/ops/secrets.ts';
import { eventually } from '../../support/eventually.ts';
import { brandOf, openTestInstallation, type TestInstallation } from '../../support/installation.ts';
import { tempDirs } from '../../support/temp.ts';

export type Json = Record<string, unknown>;
export const json = async (answer: Response) => (await answer.json()) as Json;

interface Sent {
  readonly name?: string;
  readonly fields?: Record<string, string>;
  readonly headers?: Record<string, string>;
}

/** Opened before the tests of a file; call it at the top. */
export function httpGround({ megabytes = 2 } = {}) {
  const tempDir = tempDirs();
  let dir: string;
  let installation: TestInstallation;
  let imports: ThreadedImports;
  let app: App;

  async function token(role: Role, brands: AllowedBrands = null): Promise<Record<string, string>> {
    const secret = randomToken();
    await installation.store.tx((tx) =>
      tx.people.addApiToken({ hash: tokenHash(secret), name: role, role, brands, at: 1 }),
    );
    return { Authorization: `Bearer ${secret}` };
  }

  beforeAll(async () => {
    dir = tempDir();
    installation = await openTestInstallation({
      dir,
      env: { OUTCRY_IMPORT_MB: String(megabytes) },
      config: { brands: [brandOf('acme'), brandOf('other')] },
    });
    imports = new ThreadedImports({ ...installation, ...installation.ctx }, installation.ctx);
    app = createApp({
      store: installation.store,
      config: installation.config,
      clock: installation.ctx.clock,
      publicUrl: 'http://127.0.0.1:3000',
      mailDir: dir,
      imports,
      ingest: installation.ctx,
    });
  });
  afterAll(async () => {
    await imports.close();
    await installation.close();
  });

  async function send(content: string | Buffer, { name = 'a.csv', fields, headers }: Sent = {}) {
    const form = new FormData();
    for (const [key, value] of Object.entries({ brand: 'acme', ...fields })) form.set(key, value);
    form.set('file', new Blob([content]), name);
    return app.request('/api/v1/imports', {
      method: 'POST',
      headers: headers ?? (await token('analyst')),
      body: form,
    });
  }

  /** The import when it is over. */
  async function over(id: unknown): Promise<Json> {
    const headers = await token('viewer');
    return eventually('the import is over', async () => {
      const detail = await json(await app.request(`/api/v1/imports/${String(id)}`, { headers }));
      return detail.progress === null && detail.state !== 'running' && detail.state !== 'undoing'
        ? detail
        : false;
    });
  }

  const waiting = () => (existsSync(join(dir, 'uploads')) ? readdirSync(join(dir, 'uploads')) : []);

  return {
    get app() {
      return app;
    },
    get installation() {
      return installation;
    },
    token,
    send,
    over,
    waiting,
  };
}
