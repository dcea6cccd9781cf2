import { readArgs, takeArgs, type Verb } from '../verb.ts';
import { runService } from '../run-service.ts';
import type { ServiceParts } from '../service-parts.ts';

const NO_COLLECT = { 'no-collect': { type: 'boolean' } } as const;

function runner(parts: ServiceParts, options: typeof NO_COLLECT | Record<string, never> = {}) {
  return async (args: readonly string[]): Promise<number> => {
    const { values, positionals } = readArgs(args, options);
    takeArgs(positionals, []);
    return runService(values['no-collect'] === true ? { ...parts, collects: false } : parts);
  };
}

export const startVerb: Verb = {
  name: 'start',
  help: `
Usage: npx outcry start     (npm start does the same after installing and building)

Settings come from the environment: PORT, HOST, PUBLIC_URL, OUTCRY_DATA_DIR, OUTCRY_CONFIG_DIR, OUTCRY_DEMO,
QUEUE_URL, DATABASE_URL, SMTP_URL, MAIL_FROM and others; docs/configuration.md lists them all. On first start the
terminal shows a one-time sign-in link.`,
  run: runner({ collects: true, works: true, dashboard: true }),
};

export const serveVerb: Verb = {
  name: 'serve',
  help: `
Usage: npx outcry serve

Serves pages, API and webhook on HOST:PORT. \`outcry worker\` or \`outcry start\` does the work.`,
  run: runner({ collects: false, works: false, dashboard: true }),
};

export const workerVerb: Verb = {
  name: 'worker',
  help: `
Usage: npx outcry worker [--no-collect]

Collects, scores, detects and sends. With QUEUE_URL=redis://… or postgres://… any number of workers on any number of
hosts share the work; with DATABASE_URL=postgres://… they share the database. --no-collect leaves collecting to
\`outcry collect\`. OUTCRY_METRICS_PORT serves /healthz, /readyz and /metrics.`,
  run: runner({ collects: true, works: true, dashboard: false }, NO_COLLECT),
};

export const collectVerb: Verb = {
  name: 'collect',
  help: `
Usage: npx outcry collect

Reads sources and does nothing else: for hosts that may reach the internet. Any number may run; each source is read by
one at a time, and another takes over within half a minute if it fails. OUTCRY_METRICS_PORT serves /healthz, /readyz and
/metrics.`,
  run: runner({ collects: true, works: false, dashboard: false }),
};
