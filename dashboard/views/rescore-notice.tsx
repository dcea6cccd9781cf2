/** Says that numbers mix two versions of the scorer while history is scored again. */
import type { Ctx } from '../deps.ts';

/** The line for a page with numbers; null while no re-score runs. */
export async function rescoreBanner(c: Ctx) {
  const job = await c.var.deps.store.read.rescores.running();
  if (!job) return null;
  const percent = Math.floor((100 * Math.min(job.done, job.total)) / Math.max(1, job.total));
  return (
    <p class="banner" role="status">
      <strong>Re-scoring {percent} %:</strong> numbers mix two versions; detection waits.
    </p>
  );
}
