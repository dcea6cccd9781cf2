/** The table of verbs. Each is loaded when it is typed: most need little of the whole. */
import type { Verb } from './verb.ts';

export const VERBS: Readonly<Record<string, () => Promise<Verb>>> = {
  start: async () => (await import('./verbs/run.ts')).startVerb,
  serve: async () => (await import('./verbs/run.ts')).serveVerb,
  worker: async () => (await import('./verbs/run.ts')).workerVerb,
  import: async () => (await import('./verbs/import.ts')).importVerb,
  backfill: async () => (await import('./verbs/backfill.ts')).backfillVerb,
  replay: async () => (await import('./verbs/replay.ts')).replayVerb,
  score: async () => (await import('./verbs/score.ts')).scoreVerb,
  detect: async () => (await import('./verbs/detect.ts')).detectVerb,
  effect: async () => (await import('./verbs/effect.ts')).effectVerb,
  spikes: async () => (await import('./verbs/list.ts')).spikesVerb,
  incidents: async () => (await import('./verbs/list.ts')).incidentsVerb,
  compare: async () => (await import('./verbs/compare.ts')).compareVerb,
  rescore: async () => (await import('./verbs/rescore.ts')).rescoreVerb,
  simulate: async () => (await import('./verbs/simulate.ts')).simulateVerb,
  examples: async () => (await import('./verbs/examples.ts')).examplesVerb,
  policy: async () => (await import('./verbs/policy.ts')).policyVerb,
  config: async () => (await import('./verbs/config.ts')).configVerb,
  user: async () => (await import('./verbs/people.ts')).userVerb,
  token: async () => (await import('./verbs/people.ts')).tokenVerb,
  doctor: async () => (await import('./verbs/doctor.ts')).doctorVerb,
};

export async function findVerb(name: string): Promise<Verb | undefined> {
  return Object.hasOwn(VERBS, name) ? VERBS[name]?.() : undefined;
}

export async function overview(): Promise<string> {
  const verbs = await Promise.all(Object.values(VERBS).map((load) => load()));
  const width = Math.max(...verbs.map((verb) => verb.name.length)) + 2;
  const lines = verbs.map((verb) => `  ${verb.name.padEnd(width)}${verb.summary}`);
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
