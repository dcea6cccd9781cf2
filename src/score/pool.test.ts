import { afterAll, describe, expect, it } from 'vitest';
import { eventually, HANG_MS } from '../../test/support/eventually.ts';
import { packs, scorer } from './fixtures.fixture.ts';
import { createScorePool, ScoreTimeoutError } from './pool.ts';

describe('score pool', () => {
  const pool = createScorePool({ packs, threads: 1, timeoutMs: HANG_MS });
  afterAll(() => pool.close());

  it('scores as the scorer does, in order', async () => {
    const texts = ['They sell our data to advertisers.', 'I love it', 'Bonjour à tous mes amis de France'];
    const scores = await pool.score(texts.map((text) => ({ text })));
    expect(scores).toEqual(texts.map((text) => scorer.score(text)));
    expect(pool.version).toBe(scorer.version);
  });
  it('takes an empty batch', async () => expect(await pool.score([])).toEqual([]));
});

describe('a text that hangs', () => {
  it('fails its batch by name and leaves the pool working', async () => {
    const threadFile = new URL('./hanging-thread.fixture.ts', import.meta.url);
    const pool = createScorePool({ packs: [], threads: 1, timeoutMs: 1_500, threadFile });
    // Starting a thread may take longer than the limit that this test waits for.
    const works = () =>
      pool.score([{ text: 'fine' }]).then(
        ({ length }) => length === 1,
        () => false,
      );
    await eventually('the thread has started', works);
    await expect(pool.score([{ text: 'fine' }, { text: 'hang' }])).rejects.toBeInstanceOf(ScoreTimeoutError);
    await eventually('another thread has started', works);
    await pool.close();
  });
});
