/** Speed of the stream detector, one thread: 5-minute counts of a year with cycles and a few bursts. */
import { fileURLToPath } from 'node:url';
import { DetectStream } from '../../src/detect/stream/detect-stream.ts';
import { sampleCount } from '../../src/detect/stats/sampling.ts';
import { seededRandom } from '../../src/domain/clock.ts';

export interface DetectBenchRow {
  readonly name: string;
  readonly pointsPerCpuSecond: number;
  /** Against the goal of 200,000 points a second. */
  readonly ratio: number;
}

const GOAL = 200_000;
const POINTS = 365 * 288;
const WIDTH = 300_000;
const ROUNDS = 3;

/** The best of three rounds for each rate (counts per 5 minutes). Prints nothing. */
export function benchDetect(): DetectBenchRow[] {
  return [0.1, 5, 100].map((mean) => {
    const random = seededRandom(1);
    const counts = Array.from({ length: POINTS }, (_, i) => {
      const day = 1 + 0.5 * Math.sin((i / 288) * 2 * Math.PI);
      return sampleCount(mean * day * (i % 9000 < 60 ? 8 : 1), 0.1, random);
    });
    let best = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const stream = new DetectStream();
      const before = process.cpuUsage();
      for (const [i, count] of counts.entries()) stream.push(i * WIDTH, count);
      const { user, system } = process.cpuUsage(before);
      best = Math.max(best, POINTS / ((user + system) / 1e6));
    }
    return { name: `${mean} per 5 minutes`, pointsPerCpuSecond: best, ratio: best / GOAL };
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { name, pointsPerCpuSecond, ratio } of benchDetect())
    console.log(
      `${name}: ${Math.round(pointsPerCpuSecond)} points per CPU-second, ${ratio.toFixed(2)} × the goal`,
    );
}
