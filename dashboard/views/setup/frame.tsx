/** What the pages of the first run share: the steps with where one is, a heading, a way on. */
import type { Child } from 'hono/jsx';
import type { Ctx } from '../../deps.ts';
import { after, type Setup, type Step, stepPath, STEP_TITLES, STEPS } from '../../query/setup.ts';
import { page } from '../layout.tsx';

/** Steps behind the terms need a brand. */
function isOpen(step: Step, { state, brand }: Setup): boolean {
  if (step === 'brand' || step === 'watching') return true;
  return step === 'terms' ? state.name !== undefined || brand !== undefined : brand !== undefined;
}

export function StepBar(props: { setup: Setup; current: Step }) {
  const { setup, current } = props;
  return (
    <nav aria-label="Steps of the set-up" class="stepbar">
      <ol>
        {STEPS.map((step, i) => {
          const done = setup.done.has(step) && step !== 'watching';
          const state = done ? 'done' : setup.skipped.has(step) ? 'skipped' : '';
          const words = (
            <>
              <span class="number" aria-hidden="true">
                {done ? '✓' : i + 1}
              </span>
              <span class="words">{STEP_TITLES[step]}</span>
              {state !== '' && <span class="unseen"> ({state})</span>}
            </>
          );
          return (
            <li class={state}>
              {isOpen(step, setup) ? (
                <a href={stepPath(step)} {...(step === current ? { 'aria-current': 'step' } : {})}>
                  {words}
                </a>
              ) : (
                <span>{words}</span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

/** A form of its own that leaves a step for later. */
export function SkipStep(props: { step: Step }) {
  return (
    <form method="post" action="/setup/skip" class="inline">
      <input type="hidden" name="step" value={props.step} />
      <button type="submit" class="quiet">
        Skip for now
      </button>
    </form>
  );
}

/** The way to the step after this one, for steps whose parts are saved one by one. */
export function Onward(props: { step: Step; done: boolean }) {
  if (!props.done) return <SkipStep step={props.step} />;
  return (
    <a class="button" href={stepPath(after(props.step))}>
      Continue
    </a>
  );
}

/** Responds with the page of a step. */
export function stepPage(
  c: Ctx,
  given: { setup: Setup; step: Step; heading: string; lead: Child; status?: 200 | 400 | 409 | 429 },
  children: Child,
) {
  const { setup, step, heading, lead, status = 200 } = given;
  return page(
    c,
    { title: `Set-up: ${heading}`, current: '/setup' },
    <div class="setup">
      <StepBar setup={setup} current={step} />
      <h1>{heading}</h1>
      <p class="lead">{lead}</p>
      {children}
    </div>,
    status,
  );
}
