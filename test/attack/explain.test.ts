/** Long posts are explained in a thread: the process goes on, few wait, and what was explained is kept. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { explainer, EXPLAINED_LENGTH } from '../../src/cli/explainer.ts';
import { explain } from '../../src/score/explain.ts';
import { createScorer } from '../../src/score/scorer.ts';
import type { OneMention } from '../../src/store/mentions/port.ts';
import { makeTempDir, removeDir } from '../support/folder.ts';
import { openTestInstallation, type TestInstallation } from '../support/installation.ts';
import { attackRounds } from './rounds.ts';
import { turnsDuring } from './turns.fixture.ts';

const TEXTS = [
  'acme sells my data ',
  'I hate acme, they read my messages. ',
  'acme!!! 😡 ',
  'не продавайте acme ',
  'a',
].slice(0, attackRounds(2, 5));

const mentionOf = (id: number, text: string) =>
  ({ id, text, state: 'scored', brandIds: [], lang: 'en' }) as unknown as OneMention;

describe('explaining a post of 100,000 characters', () => {
  let dir: string;
  let installation: TestInstallation;
  let parts: Parameters<typeof explainer>[0];

  beforeAll(async () => {
    dir = makeTempDir();
    installation = await openTestInstallation({ dir });
    const { store, config } = installation;
    parts = { store, config, version: 'one' };
  });
  afterAll(async () => {
    await installation.close();
    removeDir(dir);
  });

  it.each(TEXTS)('"%s" does not stop the process; the control in the process does', async (words) => {
    const text = words.repeat(Math.ceil(100_000 / words.length)).slice(0, 100_000);
    const own = explainer(parts);
    const { turns, result } = await turnsDuring(() => own.explain(mentionOf(1, text)));
    await own.close();
    expect(turns).toBeGreaterThan(0);
    expect(result).toMatchObject({ kind: expect.stringMatching(/^(explained|none|too-long)$/) });
    if ('cut' in result) expect(result.cut).toBe(true);
    const scorer = createScorer(installation.config.packs);
    const inProcess = await turnsDuring(() => explain(scorer, text.slice(0, EXPLAINED_LENGTH)));
    expect(inProcess.turns).toBe(0);
  });

  it('answers a few of many at once and asks the others to try again', async () => {
    const own = explainer(parts);
    const all = await Promise.all(
      Array.from({ length: 12 }, (_, i) => own.explain(mentionOf(i, `They sell my data, number ${i}.`))),
    );
    await own.close();
    const kinds = all.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'explained')).toHaveLength(5);
    expect(kinds.filter((kind) => kind === 'busy')).toHaveLength(7);
  });

  it('keeps what it explained, for this text alone: it is answered while others have to try again', async () => {
    const own = explainer(parts);
    const first = await own.explain(mentionOf(7, 'They sell my data.'));
    const filling = Array.from({ length: 6 }, (_, i) =>
      own.explain(mentionOf(i, `They sell it, number ${i}.`)),
    );
    expect(await own.explain(mentionOf(7, 'They sell my data.'))).toEqual(first);
    expect(await own.explain(mentionOf(7, 'They sell my house.'))).toEqual({ kind: 'busy' });
    await Promise.all(filling);
    await own.close();
  });
});
