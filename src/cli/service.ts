/** Assembles and starts the dashboard, the workers, or both. */
import { join } from 'node:path';
import { shownSettings } from '../../config/shown-settings.ts';
import { type AppDeps, createApp, type ReadyCheck } from '../../dashboard/app.tsx';
import { listen } from '../../dashboard/main.ts';
import { createOpsApp } from '../../dashboard/ops-app.ts';
import { mountWebhook } from '../../dashboard/webhook.ts';
import type { StageContext } from '../../workers/context.ts';
import { replayEntry } from '../../workers/replay-entry.ts';
import { schedule } from '../../workers/scheduler.ts';
import { startWorkers } from '../../workers/main.ts';
import { learnUsual } from '../ingest/letters.ts';
import { watchEventLoop } from '../ops/event-loop.ts';
import { createMetrics, type Metrics } from '../ops/metrics.ts';
import { createReadiness } from '../ops/readiness.ts';
import { installationSecret } from '../ops/secrets.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import { openJobQueue } from '../queue/open.ts';
import { editorsOf } from './configuration.ts';
import { isEmpty, loadExamples, removeExamples } from './examples.ts';
import { firstLink } from './first-link.ts';
import { ThreadedImports } from './import-runs.ts';
import { heavyPages } from './heavy-pages.ts';
import { invitationMailer, signInMailer } from './invitation-mailer.ts';
import { inIdleTurns } from '../thread/breathe.ts';
import { recipientOfToken } from '../alert/unsubscribe.ts';
import { fileMailer, smtpMailer } from '../notify/email/mailer.ts';
import { type Installation, mailDir } from './installation.ts';
import { reachOf } from './reach.ts';
import { setupTools } from '../setup/tools.ts';
import type { ServiceParts, Undo } from './service-parts.ts';
import { noQueue } from './no-queue.ts';
import { stageContext } from './stage-context.ts';

/**
 * How often the database is asked, by one cheap query, whether another process changed the configuration. Requests by webhook
 * and jobs ask before their work; this is for streams, due sources and pages. A connection that listens would be no faster
 * by much, and poolers such as PgBouncer have none.
 */
const CONFIG_MS = 500;

/** While it opens, a problem is thrown as the one error of the start; after that each is logged. */
async function openQueue({ env, log }: Installation, metrics: Metrics): Promise<JobQueue> {
  let open = false;
  const queue = await openJobQueue(env.queueUrl, join(env.dataDir, 'queue'), {
    stallMs: env.stallMs,
    traceTo: env.traceTo,
    onFailed: (stage) => metrics.stageErrors.inc({ stage }),
    onError: (where, error) => {
      if (open) log.warn({ where, reason: error.message }, 'queue');
    },
  });
  open = true;
  return queue;
}

/** For parts that start before the queue is open. Jobs are lost until then; the reconciler queues them again. */
class LateQueue {
  queue: JobQueue | undefined;
  readonly enqueue: JobQueue['enqueue'] = (stage, payload) =>
    this.queue ? this.queue.enqueue(stage, payload) : Promise.reject(new Error('the queue is not open yet'));

  async check(): Promise<ReadyCheck> {
    if (!this.queue) return { name: 'queue', ok: false, detail: 'is being opened' };
    const answers = await this.queue.depth().then(
      () => true,
      () => false,
    );
    return { name: 'queue', ok: answers, detail: answers ? 'answers' : 'does not answer' };
  }
}

function appDeps(
  installation: Installation,
  ctx: StageContext,
  metrics: Metrics,
  checks: AppDeps['ready'],
): AppDeps {
  const { store, config, env, log, clock } = installation;
  const { webhookSecrets, webhookSourceSecrets: secretsByName } = env;
  // The made one counts while no other is set: it signs for all names.
  const made = webhookSecrets.length + secretsByName.size === 0;
  const secrets = made ? [installationSecret(env, 'webhook')] : webhookSecrets;
  const mailer =
    env.smtpUrl === undefined
      ? fileMailer(mailDir(env), env.mailFrom)
      : smtpMailer(env.smtpUrl, env.mailFrom);
  return {
    store,
    config,
    clock,
    ...reachOf(env),
    onNotice: (text) => log.warn(text),
    configDir: env.configDir,
    mailDir: mailDir(env),
    recipientOfToken: (token) => recipientOfToken(ctx.pseudonymKey, token),
    incidentLinkKey: ctx.pseudonymKey,
    deviceKey: installationSecret(env, 'device'),
    settings: shownSettings(env),
    ...editorsOf(env, installation.files, installation),
    mailSignInLink: signInMailer(mailer, log),
    ...(env.smtpUrl === undefined ? {} : { mailInvitation: invitationMailer(mailer, log) }),
    scorerVersion: ctx.scorer.version,
    metrics: metrics.text,
    ...(ctx.watch ? { watch: ctx.watch } : {}),
    onError: (error, requestId) =>
      log.error({ requestId, reason: error.stack ?? error.message }, 'a page failed'),
    ...(checks ? { ready: checks } : {}),
    ingest: { ...ctx, replayEntry: replayEntry(ctx) },
    setup: setupTools(
      { ...ctx, publicUrl: env.publicUrl, hooks: () => installation.live.current().hooks },
      () => removeExamples(installation),
    ),
    extraRoutes: (routes) =>
      mountWebhook(routes, {
        ingest: ctx,
        config,
        refresh: () => installation.live.refresh(),
        secrets,
        secretsByName,
      }),
  };
}

/** Starts the parts, the port first so that a port in use is reported at once; adds how to end each to `undo`. */
export async function startParts(parts: ServiceParts, installation: Installation, undo: Undo): Promise<void> {
  const { env, log } = installation;
  const usesQueue = parts.works || parts.collects || env.queueUrl !== 'embedded:';
  const late = new LateQueue();
  const base = stageContext(installation, usesQueue ? late : noQueue, { scoresAtOnce: parts.works });
  const watch = watchEventLoop({ log, starting: true });
  undo.add(() => watch.stop());
  const metrics = createMetrics(installation.store.read, base.scorer.version, watch);
  const ctx = {
    ...base,
    watch,
    onAccepted: (source: string, count: number) => metrics.accepted.inc({ source }, count),
  };
  // The queue closes first: jobs that ran without the scorer would count as failed attempts of their mentions.
  undo.add(async () => {
    await late.queue?.close();
    await ctx.close();
  });
  let { publicUrl } = env;
  const { store, clock, live } = installation;
  undo.add(schedule({ log }, CONFIG_MS, 'configuration', () => live.refresh()));
  const readiness = createReadiness({
    store,
    dataDir: env.dataDir,
    clock,
    onProblem: ({ message: reason }) => log.warn({ reason }, 'the database cannot be written'),
  });
  const checks = async () => [...(await readiness()), ...(usesQueue ? [await late.check()] : [])];
  const deps = () => appDeps(installation, ctx, metrics, checks);
  if (!parts.dashboard && env.metricsPort !== undefined) {
    const server = await listen(createOpsApp(deps()), env.metricsPort, env.host);
    undo.add(() => server.close());
    log.info({ port: server.port }, 'answers /healthz, /readyz and /metrics');
  }
  if (parts.dashboard) {
    const pages = heavyPages(installation, ctx.scorer.version);
    const imports = new ThreadedImports(installation, ctx);
    undo.add(() => imports.close());
    const server = await listen(createApp({ ...deps(), pages, imports }), env.port, env.host);
    undo.add(() => pages.close());
    undo.add(live.onChange(() => pages.changed()));
    undo.add(() => server.close());
    // PORT=0 takes any free port, which is known only now.
    publicUrl = publicUrl.replace(/:0$/, `:${server.port}`);
  }
  if (usesQueue) late.queue = await openQueue(installation, metrics);
  if ((parts.works || parts.collects) && late.queue) {
    const workers = await startWorkers({ ...ctx, env: { ...env, publicUrl } }, late.queue, parts);
    undo.add(() => workers.stop());
  }
  if (parts.dashboard) {
    process.stderr.write(`Outcry is at ${publicUrl}\n`);
    const link = await firstLink(installation.store, installation.clock, publicUrl);
    if (link !== undefined) process.stderr.write(`Sign in once with ${link}\n`);
  }
  if (parts.works && (env.demo ?? true) && (await isEmpty(ctx))) {
    const mentions = await loadExamples(ctx);
    log.info({ mentions }, 'loaded the two example incidents (simulated); OUTCRY_DEMO=0 starts without');
  }
  watch.ready();
  undo.add(inIdleTurns(learnUsual()));
}
