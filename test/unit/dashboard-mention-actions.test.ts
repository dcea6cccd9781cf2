/** What is said of one post: about which brand, and one line with undo after each change. */
import { beforeEach, describe, expect, it } from 'vitest';
import { dashboardFixture, type Fixture, HOSTILE, ONSET } from './dashboard-fixture.ts';
import { sessionOf } from './notice-session.ts';

let f: Fixture;
let s: Awaited<ReturnType<typeof sessionOf>>;
/** About both brands, and about the first alone. */
let [both, one] = [0, 0];
const SCORE = {
  scored: true,
  lang: 'en',
  sentiment: { label: 'negative', score: -0.8, p: { negative: 1, neutral: 0, positive: 0 } },
  betrayal: { label: true, p: 0.9, categories: [], context: [] },
} as const;

beforeEach(async () => {
  f = await dashboardFixture({ deps: { deviceKey: 'key' } });
  s = await sessionOf(f, 'analyst');
  const brands = await f.store.read.brands.all();
  const id = (slug: string) => brands.find((brand) => brand.slug === slug)!.id;
  await f.store.tx(async (tx) => {
    const common = { source: 'board', kind: 'post', reach: 0, simulated: false } as const;
    const at = { publishedAt: ONSET + 5 * 3_600_000, collectedAt: ONSET };
    const { ids } = await tx.mentions.insert([
      {
        ...common,
        ...at,
        externalId: 'both',
        text: 'They took all of it here and there',
        authorPseudonym: 'c0ffee',
        brandIds: [id('spotify'), id('evil')],
      },
      { ...common, ...at, externalId: 'one', text: 'Quite another text', brandIds: [id('spotify')] },
    ]);
    await tx.mentions.saveScores(ids.map((mention) => ({ id: mention, score: SCORE, version: 'test' })));
    [both, one] = [ids[0]!, ids[1]!];
  });
});

/** The forms of one post on a page that say what it is not about: their brands and what their buttons say. */
async function notAbout(path: string, id: number): Promise<[brand: string, words: string][]> {
  const html = await s.get(path);
  const forms = html.matchAll(new RegExp(`action="/mentions/${id}/not-about">(.*?)</form>`, 'gs'));
  return [...forms].map(([, form]) => [
    /name="brand" value="([^"]*)"/.exec(form!)?.[1] ?? '',
    />\s*([^<>]+?)\s*<\/button>/.exec(form!)?.[1] ?? '',
  ]);
}

const counted = async (slug: string) => {
  const brand = (await f.store.read.brands.bySlug(slug))!;
  const range = { brandId: brand.id, from: 0, to: ONSET * 2, source: 'board', limit: 9 };
  return (await f.store.read.mentions.list({ ...range, order: 'newest' })).map(({ id }) => id);
};

describe('not about us', () => {
  it('is about the brand of the list', async () => {
    expect(await notAbout('/mentions?brand=evil&source=board', both)).toEqual([['evil', 'Not about us']]);
    expect(await notAbout('/mentions?brand=spotify&source=board', both)).toEqual([
      ['spotify', 'Not about us'],
    ]);
  });

  it('asks for which where the page is about several', async () => {
    for (const path of ['/mentions?brand=*&source=board', `/mentions/${both}`]) {
      const asked = await notAbout(path, both);
      expect(asked.map(([brand]) => brand).toSorted()).toEqual(['evil', 'spotify']);
      expect(asked.find(([brand]) => brand === 'spotify')?.[1]).toBe('Not about Spotify');
    }
    expect(await notAbout('/mentions?brand=*&source=board', one)).toEqual([['spotify', 'Not about us']]);
    const html = await s.get(`/mentions/${both}`);
    expect(html).toContain(`href="/mutes?brand=spotify&amp;mention=${both}"`);
    expect(html).toContain(`href="/mutes?brand=evil&amp;mention=${both}"`);
    expect(html).not.toContain('<script>alert');
  });

  it('is a list to choose from with many brands', async () => {
    const brandIds: number[] = [];
    await f.store.tx(async (tx) => {
      for (let i = 0; i < 5; i += 1) {
        const { row } = await tx.brands.upsert({ slug: `b${i}`, name: `${HOSTILE}${i}`, origin: 'config' });
        brandIds.push(row.id);
      }
      const { ids } = await tx.mentions.insert([
        {
          source: 'board',
          kind: 'post',
          reach: 0,
          simulated: false,
          publishedAt: ONSET,
          collectedAt: ONSET,
          externalId: 'many',
          text: 'About all of them',
          brandIds,
        },
      ]);
      both = ids[0]!;
    });
    const html = await s.get(`/mentions/${both}`);
    expect(html.match(new RegExp(`action="/mentions/${both}/not-about"`, 'g'))?.length).toBe(1);
    const select = /<select name="brand" required[^>]*>(.*?)<\/select>/s.exec(html)?.[1] ?? '';
    expect([...select.matchAll(/value="([^"]*)"/g)].map(([, slug]) => slug)).toEqual([
      '',
      'b0',
      'b1',
      'b2',
      'b3',
      'b4',
    ]);
    expect(html).not.toContain('<script>alert');
    expect((await s.post(`/mentions/${both}/not-about`, { brand: '' })).status).toBe(404);
  });

  it('leaves it out of that brand alone, says so, and is undone', async () => {
    const back = '/mentions?brand=evil&source=board';
    const done = await s.post(`/mentions/${both}/not-about`, { brand: 'evil', back });
    expect([done.status, done.headers.get('location')]).toEqual([303, back]);
    expect([await counted('evil'), (await counted('spotify')).includes(both)]).toEqual([[], true]);
    const page = await s.get(`/mentions/${both}`);
    expect(page).toContain('Left out of the counts and alerts of');
    expect(await notAbout(`/mentions/${both}`, both)).toEqual([['spotify', 'Not about us']]);
    expect(await s.noticeOf(done)).toContain('One post is left out of the counts and alerts of');
    expect((await s.undo(done)).headers.get('location')).toBe(back);
    expect(await counted('evil')).toEqual([both]);
  });
});

describe('each change of a post is one line with undo', () => {
  const back = '/mentions?brand=spotify&source=board';
  const mention = async () => (await f.store.read.mentions.one(one))!;
  const notes = async () =>
    (await f.store.read.annotations.ofMentions([one], 'analyst@example.org')).get(one);

  it('a correction of several things, as a whole', async () => {
    const form = { revision: '0', sentiment: 'neutral', betrayal: 'no', back };
    const done = await s.post(`/mentions/${one}/correct`, form);
    expect(await s.noticeOf(done)).toBe('Corrected: sentiment is neutral, no broken trust.');
    expect((await mention()).sentiment?.label).toBe('neutral');
    const undone = await s.undo(done);
    expect([undone.status, undone.headers.get('location')]).toEqual([303, `${back}#m-${one}`]);
    expect(await s.noticeOf(undone)).toBe('Correction undone.');
    const { sentiment, betrayal } = await mention();
    expect([sentiment?.label, betrayal?.label]).toEqual(['negative', true]);
    expect(await f.store.read.counts.audit()).toEqual([]);
    expect((await s.undo(done)).status).toBe(409);
  });

  it('of another post undoes nothing', async () => {
    await s.post(`/mentions/${one}/correct`, { revision: '0', sentiment: 'neutral' });
    const [said] = await f.store.read.corrections.ofMentions([one]);
    for (const correction of [String(said!.id), `${said!.id},${said!.id + 1}`, '', 'x'])
      expect((await s.post(`/mentions/${both}/undo`, { correction, revision: '0' })).status).toBe(400);
    expect((await mention()).sentiment?.label).toBe('neutral');
  });

  it('tags, bookmarks and notes, added and removed', async () => {
    const added = await s.post(`/mentions/${one}/tags`, { verb: 'add', tag: HOSTILE.slice(0, 60), back });
    expect(await s.noticeOf(added)).toContain('” added.');
    const untagged = await s.undo(added);
    expect((await notes())?.tags).toEqual([]);
    await s.undo(untagged);
    expect((await notes())?.tags.length).toBe(1);

    const marked = await s.post(`/mentions/${one}/bookmark`, { on: 'yes', back });
    expect((await notes())?.bookmarked).toBe(true);
    await s.undo(marked);
    expect((await notes())?.bookmarked).toBe(false);

    const noted = await s.post(`/mentions/${one}/notes`, { verb: 'add', text: 'Ask legal', back });
    const removed = await s.undo(noted);
    expect((await notes())?.notes).toEqual([]);
    await s.undo(removed);
    expect((await notes())?.notes.map(({ text }) => text)).toEqual(['Ask legal']);
  });

  it('without undo where the note is too long to carry', async () => {
    const text = 'x'.repeat(2_000);
    await s.post(`/mentions/${one}/notes`, { verb: 'add', text, back });
    const note = String((await notes())!.notes[0]!.id);
    const removed = await s.post(`/mentions/${one}/notes`, { verb: 'remove', note, back });
    expect(await s.noticeOf(removed)).toBe('Note removed. This cannot be undone.');
    expect((await s.undo(removed)).status).toBe(404);
  });
});

describe('“Not negative”', () => {
  /** The fields of its form on the list, and what its button says. */
  async function quick(id: number, back: string): Promise<{ fields: Record<string, string>; words: string }> {
    const html = await s.get(back);
    const forms = [...html.matchAll(new RegExp(`action="/mentions/${id}/correct">(.*?)</form>`, 'gs'))];
    const form = forms.map(([, inside]) => inside!).find((inside) => inside.includes('Not negative')) ?? '';
    const inputs = [...form.matchAll(/name="([^"]*)" value="([^"]*)"/g)];
    return {
      fields: Object.fromEntries(inputs.map(([, name, value]) => [name!, value!])),
      words: /<button[^>]*>(.*?)<\/button>/s.exec(form)?.[1]?.trim() ?? '',
    };
  }
  const labels = async (id: number) => {
    const { sentiment, betrayal } = (await f.store.read.mentions.one(id))!;
    return [sentiment?.label, betrayal?.label];
  };
  const back = '/mentions?brand=spotify&source=board';

  it('says how many posts it changes, takes both marks of all of them, and is undone as a whole', async () => {
    const brandIds = (await f.store.read.mentions.one(one))!.brandIds;
    const others = await f.store.tx(async (tx) => {
      const { ids } = await tx.mentions.insert(
        ['c1', 'c2'].map((externalId) => ({
          source: 'board',
          kind: 'post' as const,
          reach: 0,
          simulated: false,
          publishedAt: ONSET,
          collectedAt: ONSET,
          externalId,
          text: 'Quite another text',
          brandIds,
          duplicateOf: one,
        })),
      );
      await tx.mentions.saveScores(ids.map((id) => ({ id, score: SCORE, version: 'test' })));
      return ids;
    });
    const { fields, words } = await quick(one, back);
    expect(words).toBe('Not negative (all 3)');
    const done = await s.post(`/mentions/${one}/correct`, fields);
    expect(await s.noticeOf(done)).toBe(
      'Corrected: sentiment is neutral, no broken trust, also for 2 near-duplicates.',
    );
    for (const id of [one, ...others]) expect(await labels(id)).toEqual(['neutral', false]);
    await s.undo(done);
    for (const id of [one, ...others]) expect(await labels(id)).toEqual(['negative', true]);
    expect(await f.store.read.counts.audit()).toEqual([]);
  });

  it('of a single post names no number', async () => {
    expect((await quick(one, back)).words).toBe('Not negative');
  });

  it('in the form leaves broken trust as it is set there, and says so', async () => {
    const form = { revision: '0', sentiment: 'neutral', betrayal: 'yes', back };
    const done = await s.post(`/mentions/${one}/correct`, form);
    expect(await s.noticeOf(done)).toBe('Corrected: sentiment is neutral. It still counts as broken trust.');
    expect(await labels(one)).toEqual(['neutral', true]);
  });
});
