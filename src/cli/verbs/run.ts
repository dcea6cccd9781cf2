import { readArgs, takeWords, type Verb } from '../verb.ts';
import { runService, type ServiceParts } from '../run-service.ts';

function runner(parts: ServiceParts) {
  return async (args: readonly string[]): Promise<number> => {
    takeWords(readArgs(args, {}).positionals, []);
    return runService(parts);
  };
}

export const startVerb: Verb = {
  name: 'start',
  help: `
Usage: npx outcry start     (npm start does the same after installing and building)

Settings come from the environment: PORT, HOST, PUBLIC_URL, OUTCRY_DATA_DIR, OUTCRY_CONFIG_DIR, OUTCRY_DEMO,
QUEUE_URL, DATABASE_URL, SMTP_URL, MAIL_FROM and others; the README lists them all. On first start the
terminal shows a link that signs in once.`,
  run: runner({ workers: true, dashboard: true }),
};

export const serveVerb: Verb = {
  name: 'serve',
  help: `
Usage: npx outcry serve

Serves pages, API and webhook on HOST:PORT. The work is done by \`outcry worker\`, or by \`outcry start\`.`,
  run: runner({ workers: false, dashboard: true }),
};

export const workerVerb: Verb = {
  name: 'worker',
  help: `
Usage: npx outcry worker

Collects, scores, detects and sends. With QUEUE_URL=redis://… any number of workers share the work.`,
  run: runner({ workers: true, dashboard: false }),
};
