/** A thread of a training. */
import { parentPort, workerData } from 'node:worker_threads';
import { runShares, type Training } from './share.ts';

const { training, who } = workerData as { training: Training; who: number };
runShares(training, who, (...progress) => {
  parentPort?.postMessage(progress);
});
