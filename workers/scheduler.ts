/** Repeats a round of work at an interval. */
import type { StageContext } from './context.ts';

/**
 * Runs `work` every `ms`, never twice at the same time. A round may return the delay before the next one. Failures are
 * logged and do not stop it. Returns a function that stops it.
 */
export function schedule(
  ctx: Pick<StageContext, 'log'>,
  ms: number,
  what: string,
  work: () => Promise<number | void>,
): () => void {
  let stopped = false;
  let timer: NodeJS.Timeout;
  const round = () => {
    void work()
      .catch((error: unknown) => ctx.log.error({ reason: String(error) }, `${what} failed`))
      .then((next) => {
        if (!stopped) timer = setTimeout(round, next ?? ms);
      });
  };
  timer = setTimeout(round, Math.min(ms, 1_000));
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
