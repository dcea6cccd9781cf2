/** Health, readiness and metrics of a process without pages. */
import { Hono } from 'hono';
import type { App, AppDeps, AppEnv } from './deps.ts';
import { healthz, opsMetrics, readyz } from './health.ts';

/** These three paths only; `/metrics` needs an admin's token unless the request comes from the same machine. */
export function createOpsApp(deps: AppDeps): App {
  const app: App = new Hono<AppEnv>();
  app.use(async (c, next) => {
    c.set('deps', deps);
    await next();
  });
  app.get('/healthz', healthz);
  app.get('/readyz', readyz);
  app.get('/metrics', opsMetrics);
  return app;
}
