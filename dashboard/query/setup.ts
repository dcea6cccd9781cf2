/** Where the first run stands: the brand that is set up, and which steps are done or skipped. */
import { z } from 'zod';
import type { Brand } from '../../src/domain/brand.ts';
import { parseJson } from '../../src/domain/parse-json.ts';
import type { Ctx } from '../deps.ts';

export const STEPS = ['brand', 'terms', 'sources', 'alerts', 'policy', 'watching'] as const;
export type Step = (typeof STEPS)[number];

export const STEP_TITLES: Readonly<Record<Step, string>> = {
  brand: 'Your brand',
  terms: 'Search terms',
  sources: 'Sources',
  alerts: 'Alerts',
  policy: 'Policy and dates',
  watching: 'Watching',
};

/** Of an installation: whoever goes on with the set-up finds it where it was left. */
const SETTING = 'setup';

const stateSchema = z.object({
  slug: z.string().optional(),
  name: z.string().optional(),
  skipped: z.array(z.enum(STEPS)).default([]),
});
export type SetupState = z.output<typeof stateSchema>;

export interface Setup {
  readonly state: SetupState;
  /** The brand, once its terms are saved. */
  readonly brand: Brand | undefined;
  readonly done: ReadonlySet<Step>;
  readonly skipped: ReadonlySet<Step>;
  /** The first step that is neither done nor skipped. */
  readonly next: Step;
}

async function readState(c: Ctx): Promise<SetupState> {
  const text = await c.var.deps.store.read.settings.get(SETTING);
  const parsed = stateSchema.safeParse(text === undefined ? {} : parseJson(text));
  return parsed.success ? parsed.data : { skipped: [] };
}

export async function saveState(c: Ctx, state: SetupState): Promise<void> {
  await c.var.deps.store.tx((tx) => tx.settings.set(SETTING, JSON.stringify(state)));
}

const covers = (brands: readonly string[], slug: string) => brands.includes(slug) || brands.includes('*');

/** Steps that the configuration shows to be done, whoever did them and where. */
function doneSteps(c: Ctx, state: SetupState, brand: Brand | undefined): Set<Step> {
  const { config } = c.var.deps;
  const done = new Set<Step>();
  if (state.name !== undefined || brand) done.add('brand');
  if (!brand) return done;
  const { slug } = brand;
  done.add('terms');
  const sources = config.sources.filter((source) => source.enabled && covers(source.brands, slug));
  if (sources.some(({ type }) => type !== 'policy-page')) done.add('sources');
  // A route for all brands came with the program: its address is an example.
  if (config.routes.some(({ brands }) => brands.includes(slug))) done.add('alerts');
  const policies = sources.some(({ type }) => type === 'policy-page' || type === 'open-terms-archive');
  if (policies || config.policyChanges.some((change) => change.brand === slug)) done.add('policy');
  return done;
}

export async function loadSetup(c: Ctx): Promise<Setup> {
  const state = await readState(c);
  const brand = c.var.deps.config.brands.find(({ slug }) => slug === state.slug);
  const done = doneSteps(c, state, brand);
  const skipped = new Set(state.skipped.filter((step) => !done.has(step)));
  const next = STEPS.find((step) => !done.has(step) && !skipped.has(step)) ?? 'watching';
  return { state, brand, done, skipped, next };
}

export function stepPath(step: Step): string {
  if (step === 'watching') return '/watching';
  return step === 'brand' ? '/setup' : `/setup/${step}`;
}

/** The step after this one. */
export function after(step: Step): Step {
  return STEPS[Math.min(STEPS.indexOf(step) + 1, STEPS.length - 1)]!;
}

/** Whether nobody has begun the set-up. */
export async function isUntouched(c: Ctx): Promise<boolean> {
  return (await c.var.deps.store.read.settings.get(SETTING)) === undefined;
}
