/** Health, readiness and metrics of a process without pages. */
import { Hono } from 'hono';
import type { App, AppDeps, AppEnv } from './deps.ts';
import { healthz, metrics, readyz } from './health.ts';

/** These three paths only; `/metrics` needs a token unless the request comes from the same machine. */
export function createOpsApp(deps: AppDeps): App {
  const app: App = new Hono<AppEnv>();
  app.use(async (c, next) => {
    c.set('deps', deps);
    await next();
  });
  app.get('/healthz', healthz);
  app.get('/readyz', readyz);
  app.get('/metrics', metrics);
  return app;
}
