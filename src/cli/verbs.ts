/** The table of verbs, and what answers a command line. A verb is loaded when it is used. */
import { UserError } from '../domain/result.ts';
import { say } from './output.ts';
import { UsageError, type Verb } from './verb.ts';

interface Entry {
  /** One line for `outcry --help`. */
  readonly summary: string;
  readonly load: () => Promise<Verb>;
}

export const VERBS: Readonly<Record<string, Entry>> = {
  start: {
    summary: 'run everything in one process: workers and dashboard',
    load: async () => (await import('./verbs/run.ts')).startVerb,
  },
  serve: {
    summary: 'run the dashboard alone',
    load: async () => (await import('./verbs/run.ts')).serveVerb,
  },
  worker: {
    summary: 'run the workers alone',
    load: async () => (await import('./verbs/run.ts')).workerVerb,
  },
  collect: {
    summary: 'run the collectors alone',
    load: async () => (await import('./verbs/run.ts')).collectVerb,
  },
  import: {
    summary: 'import mentions from a file',
    load: async () => (await import('./verbs/import.ts')).importVerb,
  },
  imports: {
    summary: 'list imports, take one back',
    load: async () => (await import('./verbs/imports.ts')).importsVerb,
  },
  mentions: {
    summary: 'list the stored mentions, as JSON Lines or CSV',
    load: async () => (await import('./verbs/mentions.ts')).mentionsVerb,
  },
  evaluate: {
    summary: 'say how well the reading does on posts that people labelled',
    load: async () => (await import('./verbs/evaluate.ts')).evaluateVerb,
  },
  backfill: {
    summary: 'fetch the past of a source',
    load: async () => (await import('./verbs/backfill.ts')).backfillVerb,
  },
  replay: {
    summary: 'replay a file of mentions at the pace of its timestamps',
    load: async () => (await import('./verbs/replay.ts')).replayVerb,
  },
  score: {
    summary: 'score texts on stdin for sentiment and betrayal, one JSON object per line',
    load: async () => (await import('./verbs/score.ts')).scoreVerb,
  },
  detect: {
    summary: 'find spikes in a CSV of counts',
    load: async () => (await import('./verbs/detect.ts')).detectVerb,
  },
  effect: {
    summary: 'measure the effect of an event on a CSV of counts',
    load: async () => (await import('./verbs/effect.ts')).effectVerb,
  },
  spikes: {
    summary: 'list the spikes found, as JSON',
    load: async () => (await import('./verbs/list.ts')).spikesVerb,
  },
  incidents: {
    summary: 'list the incidents, as JSON',
    load: async () => (await import('./verbs/list.ts')).incidentsVerb,
  },
  compare: {
    summary: 'compare incidents, aligned at day 0',
    load: async () => (await import('./verbs/compare.ts')).compareVerb,
  },
  forget: {
    summary: 'erase everything an author wrote',
    load: async () => (await import('./verbs/forget.ts')).forgetVerb,
  },
  backup: {
    summary: 'write the database to one file',
    load: async () => (await import('./verbs/backup.ts')).backupVerb,
  },
  restore: {
    summary: 'replace the database with a backup',
    load: async () => (await import('./verbs/backup.ts')).restoreVerb,
  },
  'migrate-store': {
    summary: 'copy the SQLite database into an empty PostgreSQL database',
    load: async () => (await import('./verbs/migrate-store.ts')).migrateStoreVerb,
  },
  rescore: {
    summary: 'score all mentions again with the current scorer and taxonomy',
    load: async () => (await import('./verbs/rescore.ts')).rescoreVerb,
  },
  simulate: {
    summary: 'generate mentions of a scenario, with the ground truth',
    load: async () => (await import('./verbs/simulate.ts')).simulateVerb,
  },
  examples: {
    summary: 'remove the simulated examples',
    load: async () => (await import('./verbs/examples.ts')).examplesVerb,
  },
  library: {
    summary: 'list past incidents of other companies, with their sources',
    load: async () => (await import('./verbs/library.ts')).libraryVerb,
  },
  policy: {
    summary: 'list policy changes in the snapshots of a tracker',
    load: async () => (await import('./verbs/policy.ts')).policyVerb,
  },
  config: {
    summary: 'check the files under config/',
    load: async () => (await import('./verbs/config.ts')).configVerb,
  },
  user: {
    summary: 'add people, create sign-in links',
    load: async () => (await import('./verbs/people.ts')).userVerb,
  },
  token: {
    summary: 'create, list and revoke API tokens',
    load: async () => (await import('./verbs/tokens.ts')).tokenVerb,
  },
  doctor: {
    summary: 'find problems and say what to do',
    load: async () => (await import('./verbs/doctor.ts')).doctorVerb,
  },
};

export async function findVerb(name: string): Promise<Verb | undefined> {
  return Object.hasOwn(VERBS, name) ? VERBS[name]?.load() : undefined;
}

/** What `outcry --help` says. */
export function overview(): string {
  const width = Math.max(...Object.keys(VERBS).map((name) => name.length)) + 2;
  const lines = Object.entries(VERBS).map(([name, { summary }]) => `  ${name.padEnd(width)}${summary}`);
  return [
    'outcry: watches for broken trust in what people write about a brand.',
    '',
    'Usage: npx outcry VERB [arguments]      npx outcry VERB --help',
    '',
    ...lines,
    '',
    'Exit status: 0 done, 1 failed, 2 wrong usage. Results go to stdout, progress and logs to stderr.',
    '',
  ].join('\n');
}

/** Finds the verb and runs it. */
async function run(argv: readonly string[]): Promise<number> {
  const [name, ...args] = argv;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(overview());
    return name === undefined ? 2 : 0;
  }
  const verb = await findVerb(name);
  if (!verb) throw new UsageError(`there is no verb ${name}`);
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(`${verb.help.trim()}\n`);
    return 0;
  }
  return verb.run(args);
}

/** Resolves to the exit status; `onError` is called before an error is printed. */
export async function answer(argv: readonly string[], onError: () => void): Promise<number> {
  try {
    return await run(argv);
  } catch (error) {
    onError();
    if (error instanceof UsageError) {
      const verb = argv[0] !== undefined && Object.hasOwn(VERBS, argv[0]) ? ` ${argv[0]}` : '';
      say(`outcry${verb}: ${error.message}. See: npx outcry${verb} --help`);
      return 2;
    }
    if (error instanceof UserError) say(error.message);
    else say(`outcry: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return 1;
  }
}
