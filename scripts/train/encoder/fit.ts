/** Fine-tunes the encoder's second layer with its heads, in this thread or in several. */
import { readEncoder, writeEncoder, type EncoderWeights } from '../../../src/score/second/weights.ts';
import { startThread, threadFile } from '../../../src/thread/start.ts';
import { newGround, openGround, SHARES } from './ground.ts';
import { newLowers } from './lowers.ts';
import { MEETING_BYTES } from './meeting.ts';
import type { Net } from './net.ts';
import { type Example, type FitPlan, type Progress, runShares, type Training } from './share.ts';

/** Heap of a thread. */
const MEGABYTES = 2048;

/** Every text has a piece. Resolves to what was trained, which is the same for any number of threads. */
export async function fitEncoder(
  weights: EncoderWeights,
  examples: readonly Example[],
  plan: FitPlan,
  each: Progress,
): Promise<Net> {
  const { sizes } = weights;
  const ground = newGround(sizes, plan.headCount, plan.threads);
  const texts = examples.map(({ pieces }) => pieces);
  const training: Training = {
    shipped: readEncoder(writeEncoder(weights)),
    start: weights,
    examples,
    plan,
    ground,
    lowers: newLowers(texts, sizes.width),
    meeting: new SharedArrayBuffer(MEETING_BYTES),
    losses: new SharedArrayBuffer(8 * SHARES),
  };
  if (plan.threads === 1) return runShares(training, 0, each);
  const file = threadFile(import.meta.url, 'thread');
  const workers = Array.from({ length: plan.threads }, (_, who) =>
    startThread(file, { training, who }, { megabytes: MEGABYTES }),
  );
  try {
    await Promise.all(
      workers.map(
        (worker) =>
          new Promise<void>((resolve, reject) => {
            worker.ref();
            worker.on('message', (progress: Parameters<Progress>) => each(...progress));
            worker.on('error', reject);
            worker.on('exit', (code) =>
              code === 0 ? resolve() : reject(new Error('a thread of training ended')),
            );
          }),
      ),
    );
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
  return openGround(ground, 0).net;
}
