/** What a process without pages answers: whether it is alive, whether its parts answer, and its metrics. */
import { Hono } from 'hono';
import type { App, AppDeps, AppEnv } from './deps.ts';
import { healthz, metrics, readyz } from './health.ts';

/** The three paths alone; `/metrics` asks for a token unless the request comes from this machine. */
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
