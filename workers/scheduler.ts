/** A round of work again and again. */
import type { StageContext } from './context.ts';

/**
 * Runs `work` every `ms`, never twice at once; a round may say after how long the next one comes. Failures are logged and the
 * next round comes anyway. Returns how it is ended.
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
