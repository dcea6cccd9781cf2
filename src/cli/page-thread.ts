/** Runs in the page thread: the dashboard's app with a database connection of its own, for pages only. */
import { parentPort, workerData } from 'node:worker_threads';
import { type App, createApp } from '../../dashboard/app.tsx';
import { servePages } from '../../dashboard/heavy/serve.ts';
import { openStore } from '../store/open.ts';
import { openConfiguration } from './configuration.ts';
import { databaseClock } from './database-clock.ts';
import { explainer } from './explainer.ts';
import type { PageThreadData } from './heavy-pages.ts';
import { mailDir } from './installation.ts';
import { installationSecret } from '../ops/secrets.ts';
import { reachOf } from './reach.ts';
import { stepBack } from '../thread/step-back.ts';

/** Connections to PostgreSQL that read: as many as pages and streams at once. */
const READERS = 4;

stepBack(2);
const { env, files, scorer } = workerData as PageThreadData;
const port = parentPort!;
const store = await openStore(env.databaseUrl, env.packageRoot, READERS);
const { clock, stop } = await databaseClock(store, () => {});
const live = await openConfiguration(env, files, store, { warn: () => {} });
const { config } = live;
const { explain, close } = explainer({ store, config, version: scorer });

const app = createApp({
  store,
  config,
  clock,
  ...reachOf(env),
  configDir: env.configDir,
  mailDir: mailDir(env),
  incidentLinkKey: installationSecret(env, 'pseudonym'),
  // Without it the line about what somebody just did would be on no page of this thread.
  deviceKey: installationSecret(env, 'device'),
  scorerVersion: scorer,
  explain,
  onError: (error, requestId) =>
    port.postMessage({ kind: 'error', requestId, reason: error.stack ?? error.message }),
});

/** Who has just changed the configuration sees it on the next page. */
const current = {
  async fetch(...given: Parameters<App['fetch']>) {
    await live.refresh();
    return app.fetch(...given);
  },
};

servePages(port, current, async () => {
  stop();
  await close();
  await store.close();
});
