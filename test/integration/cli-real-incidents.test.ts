/** Two real backlashes from headlines, where the benchmark data lie beside the repository. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../config/env.ts';
import { runCli } from '../support/cli.ts';
import { tempDirs } from '../support/temp.ts';

const tempDir = tempDirs();
const TITLES = join(packageRoot, '../shared/bench/incidents/titles');
const HOUR = 3_600_000;

const CASES = [
  {
    file: 'unity_runtime_fee.csv',
    brand: 'unity',
    event: '2023-09-12',
    checkpoints: ['2023-08-29', '2023-09-05'],
  },
  {
    file: 'reddit_blackout.csv',
    brand: 'reddit',
    event: '2023-06-12',
    checkpoints: ['2023-05-15', '2023-05-22'],
  },
] as const;

describe('headlines', () => {
  it.each(CASES)('$file: a spike within 48 h of the event, none in a week without an event', async (one) => {
    const path = join(TITLES, one.file);
    if (!existsSync(TITLES)) {
      console.warn(`${TITLES} is not here: nothing was tested with real headlines`);
      expect(existsSync(path)).toBe(false);
      return;
    }
    const env = { OUTCRY_DATA_DIR: tempDir() };
    const mapping = ['--map', 'publishedAt=published_utc,text=title'];
    const imported = await runCli(['import', path, '--brand', one.brand, ...mapping, '--wait'], env);
    expect(imported.code).toBe(0);
    expect(JSON.parse(imported.stdout)).toMatchObject({ rejected: 0, deadLetters: [] });
    const listed = await runCli(['spikes', '--brand', one.brand, '--json'], env);
    const spikes = JSON.parse(listed.stdout) as { onset: string; kind: string }[];
    const onsets = spikes.map((spike) => Date.parse(spike.onset));
    process.stderr.write(`${one.file}: onsets ${spikes.map((s) => `${s.onset} ${s.kind}`).join(', ')}\n`);
    const event = Date.parse(one.event);
    expect(onsets.some((onset) => Math.abs(onset - event) <= 48 * HOUR)).toBe(true);
    const [from, to] = one.checkpoints.map((day) => Date.parse(day));
    expect(onsets.filter((onset) => onset >= from! && onset < to!)).toEqual([]);
  });
});
