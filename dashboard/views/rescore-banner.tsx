/** Warns that numbers mix two scorer versions while history is re-scored. */
import { percentText } from '../../src/report/text/labels.ts';
import type { Ctx } from '../deps.ts';

/** The banner for a page with numbers; null if no re-score is running. */
export async function rescoreBanner(c: Ctx) {
  const job = await c.var.deps.store.read.rescores.running();
  if (!job) return null;
  const done = Math.floor((100 * Math.min(job.done, job.total)) / Math.max(1, job.total)) / 100;
  return (
    <p class="banner" role="status">
      <strong>Re-scoring: {percentText(done)}.</strong> Until it is finished, numbers mix two scorer versions
      and detection is paused.
    </p>
  );
}
