/** The table of verbs. Each is loaded when it is typed: most need little of the whole, and the overview needs none. */
import type { Verb } from './verb.ts';

interface Entry {
  /** One line for `outcry --help`. */
  readonly summary: string;
  readonly load: () => Promise<Verb>;
}

export const VERBS: Readonly<Record<string, Entry>> = {
  start: {
    summary: 'everything in one process: workers and dashboard',
    load: async () => (await import('./verbs/run.ts')).startVerb,
  },
  serve: {
    summary: 'the dashboard alone',
    load: async () => (await import('./verbs/run.ts')).serveVerb,
  },
  worker: {
    summary: 'the workers alone',
    load: async () => (await import('./verbs/run.ts')).workerVerb,
  },
  collect: {
    summary: 'the reading of sources alone',
    load: async () => (await import('./verbs/run.ts')).collectVerb,
  },
  import: {
    summary: 'mentions from a CSV or JSON Lines file',
    load: async () => (await import('./verbs/import.ts')).importVerb,
  },
  backfill: {
    summary: 'the past of a source',
    load: async () => (await import('./verbs/backfill.ts')).backfillVerb,
  },
  replay: {
    summary: 'a file of mentions, each when its time comes',
    load: async () => (await import('./verbs/replay.ts')).replayVerb,
  },
  score: {
    summary: 'sentiment and betrayal of texts on stdin, one JSON object a line',
    load: async () => (await import('./verbs/score.ts')).scoreVerb,
  },
  detect: {
    summary: 'spikes in a CSV of counts',
    load: async () => (await import('./verbs/detect.ts')).detectVerb,
  },
  effect: {
    summary: 'the effect of a date on a CSV of counts',
    load: async () => (await import('./verbs/effect.ts')).effectVerb,
  },
  spikes: {
    summary: 'the spikes found, as JSON',
    load: async () => (await import('./verbs/list.ts')).spikesVerb,
  },
  incidents: {
    summary: 'the incidents, as JSON',
    load: async () => (await import('./verbs/list.ts')).incidentsVerb,
  },
  compare: {
    summary: 'two or more incidents side by side, aligned at day 0',
    load: async () => (await import('./verbs/compare.ts')).compareVerb,
  },
  forget: {
    summary: "an author's words, everywhere",
    load: async () => (await import('./verbs/forget.ts')).forgetVerb,
  },
  backup: {
    summary: 'the database as one file',
    load: async () => (await import('./verbs/backup.ts')).backupVerb,
  },
  restore: {
    summary: 'a backup in the place of the database',
    load: async () => (await import('./verbs/backup.ts')).restoreVerb,
  },
  'migrate-store': {
    summary: 'the SQLite database into an empty PostgreSQL database',
    load: async () => (await import('./verbs/migrate-store.ts')).migrateStoreVerb,
  },
  rescore: {
    summary: 'history again with the scorer and taxonomy of now',
    load: async () => (await import('./verbs/rescore.ts')).rescoreVerb,
  },
  simulate: {
    summary: 'made-up mentions of a scenario, with the truth beside them',
    load: async () => (await import('./verbs/simulate.ts')).simulateVerb,
  },
  examples: {
    summary: 'takes the simulated examples out again',
    load: async () => (await import('./verbs/examples.ts')).examplesVerb,
  },
  policy: {
    summary: 'policy changes among the records of a tracker',
    load: async () => (await import('./verbs/policy.ts')).policyVerb,
  },
  config: {
    summary: 'checks the files under config/',
    load: async () => (await import('./verbs/config.ts')).configVerb,
  },
  user: {
    summary: 'adds people, makes sign-in links',
    load: async () => (await import('./verbs/people.ts')).userVerb,
  },
  token: {
    summary: 'makes API tokens',
    load: async () => (await import('./verbs/people.ts')).tokenVerb,
  },
  doctor: {
    summary: 'finds what is wrong and says what to do',
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
    'Usage: npx outcry VERB [words]      npx outcry VERB --help',
    '',
    ...lines,
    '',
    'Exit status: 0 done, 1 failed, 2 wrong use. Results go to stdout, progress and logs to stderr.',
    '',
  ].join('\n');
}
