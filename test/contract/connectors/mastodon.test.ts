import { describe, expect, it } from 'vitest';
import { collectStage } from '../../../workers/collect.ts';
import { connect } from '../../../src/collect/connect.ts';
import { fakeMastodon, status, uriOf } from '../../fakes/mastodon.ts';
import { BRAND, fakePosts, NEWEST } from '../../fakes/posts.ts';
import { fakeSite } from '../../fakes/site.ts';
import { brandOf, openTestInstallation } from '../../support/installation.ts';
import { tempDirs } from '../../support/temp.ts';
import { connectorContract } from './contract.ts';
import { HANG_MS } from '../../support/eventually.ts';

const sourceAt = (baseUrl: string, hashtags: string[] = [], brands = ['*']) => ({
  slug: 'mastodon',
  type: 'mastodon' as const,
  brands,
  everyMinutes: 5,
  enabled: true,
  baseUrl,
  hashtags,
});

connectorContract({
  name: 'mastodon',
  source: (url) => sourceAt(url),
  api: (posts, broken) =>
    fakeMastodon(posts, (post) => {
      const { uri, ...rest } = status(post);
      return broken.has(post.n) ? { ...rest, ap_id: uri } : { uri, ...rest };
    }),
  idOf: uriOf,
});

describe('mastodon', () => {
  const tempDir = tempDirs();
  const now = NEWEST + 3_600_000;
  const [post] = fakePosts(1);

  async function ground(options: {
    url: string;
    env?: Record<string, string>;
    hashtags?: string[];
    brand?: typeof BRAND;
  }) {
    const brand = options.brand ?? BRAND;
    const source = sourceAt(options.url, options.hashtags, [brand.slug]);
    const { ctx, store, close } = await openTestInstallation({
      dir: tempDir(),
      env: { OUTCRY_FETCH_PRIVATE: '1', ...options.env },
      config: { brands: [brand], sources: [source] },
      clock: () => now,
    });
    return { ctx, store, close, source, made: connect(ctx, source) };
  }

  async function mentionOf(raw: unknown, hashtags: string[] = []) {
    const { made, close } = await ground({ url: 'http://127.0.0.1:1', hashtags });
    await close();
    if ('needs' in made) throw new Error(made.needs);
    return made.toMention(raw, now);
  }

  it('takes every field', async () => {
    const raw = {
      ...status(post!),
      spoiler_text: 'Privacy',
      content:
        '<p>Fernway sold my letters &amp; told nobody.</p><p><a href="https://a.example/x">' +
        '<span class="invisible">https://</span><span>a.example/x</span></a> ' +
        '<a href="https://b.example/tags/fernway" class="mention hashtag">#<span>Fernway</span></a></p>',
      in_reply_to_id: '42',
      language: 'en',
      edited_at: '2026-03-02T12:30:00.000Z',
      favourites_count: 3,
      reblogs_count: 2,
      replies_count: 1,
      account: { acct: 'ann@b.example', bot: false, followers_count: 12 },
    };
    expect(await mentionOf(raw)).toEqual({
      kind: 'ok',
      value: {
        source: 'mastodon',
        externalId: uriOf(post!),
        kind: 'comment',
        text: 'Privacy\nFernway sold my letters & told nobody.\n\nhttps://a.example/x #Fernway',
        url: `https://social.example/@${post!.author}/1`,
        lang: 'en',
        author: { id: 'ann@b.example', followers: 12 },
        publishedAt: NEWEST,
        editedAt: Date.UTC(2026, 2, 2, 12, 30),
        engagement: { likes: 3, reposts: 2, replies: 1 },
        parentExternalId: '42',
        brands: ['fernway'],
      },
    });
  });

  it('drops what is not a mention, with a reason', async () => {
    const plain = status(post!);
    const account = plain['account'] as object;
    const cases: [object, string][] = [
      [{ reblog: status(post!) }, 'reposts'],
      [{ visibility: 'private' }, 'not public'],
      [{ visibility: 'direct' }, 'not public'],
      [{ account: { ...account, noindex: true } }, 'opted out'],
      [{ account: { ...account, bot: true } }, 'by a bot'],
      [{ content: '<p>something else</p>' }, 'no watched brand'],
    ];
    for (const [change, reason] of cases) {
      expect(await mentionOf({ ...plain, ...change })).toMatchObject({
        kind: 'drop',
        reason: expect.stringContaining(reason),
      });
    }
    expect(await mentionOf(plain)).toMatchObject({ kind: 'ok' });
  });

  it('a hashtag that was chosen for one brand is enough', async () => {
    const raw = { ...status(post!), content: '<p>I am out.</p>', tags: [{ name: 'DropFernway' }] };
    expect(await mentionOf(raw)).toMatchObject({ kind: 'drop' });
    expect(await mentionOf(raw, ['#dropfernway'])).toMatchObject({ value: { brands: ['fernway'] } });
  });

  it('searches for words where it has a token, and asks for one where only that helps', async () => {
    const brand = brandOf('fernway', 'Fernway', { terms: ['Fernway Post'] });
    const posts = fakePosts(130).map((one) => ({ ...one, text: `Fernway Post: ${one.text}` }));
    const site = await fakeSite(fakeMastodon(posts, status, { token: 'very-secret' }));
    const none = await ground({ url: site.url, brand });
    expect(none.made).toEqual({ needs: expect.stringContaining('OUTCRY_MASTODON_TOKEN') });
    await none.close();

    const shut = await ground({ url: site.url });
    await collectStage(shut.ctx, { source: 'mastodon' });
    const refused = await shut.store.read.sources.state('mastodon');
    expect(refused?.lastError).toMatch(/422.*set OUTCRY_MASTODON_TOKEN/);
    await shut.close();

    const wrong = await ground({ url: site.url, env: { OUTCRY_MASTODON_TOKEN: 'other-secret' } });
    await collectStage(wrong.ctx, { source: 'mastodon' });
    const notified = await wrong.store.read.sources.state('mastodon');
    expect(notified?.lastError).toMatch(/401.*to this server/);
    expect(JSON.stringify(notified)).not.toContain('secret');
    await wrong.close();

    const open = await ground({ url: site.url, brand, env: { OUTCRY_MASTODON_TOKEN: 'very-secret' } });
    await collectStage(open.ctx, { source: 'mastodon' });
    expect((await open.store.read.mentions.countByState()).pending).toBe(130);
    const state = await open.store.read.sources.state('mastodon');
    expect(state).toMatchObject({ failures: 0 });
    expect(JSON.stringify(state)).not.toContain('secret');
    await open.close();
    await site.close();
  });

  it('knows a tag that nobody has used from a server that is none', async () => {
    const site = await fakeSite(fakeMastodon(fakePosts(50)));
    const unused = await ground({ url: site.url, hashtags: ['nobody'] });
    await collectStage(unused.ctx, { source: 'mastodon' });
    expect(await unused.store.read.sources.state('mastodon')).toMatchObject({ failures: 0 });
    await unused.close();
    const other = await ground({ url: `${site.url}/blog` });
    await collectStage(other.ctx, { source: 'mastodon' });
    await other.close();

    const tagged = await ground({ url: site.url });
    await collectStage(tagged.ctx, { source: 'mastodon' });
    const state = await tagged.store.read.sources.state('mastodon');
    expect(state?.quota).toEqual({ remaining: 287, limit: 300, resetsAt: NEWEST + 7_200_000 });
    await tagged.close();
    await site.close();
  });

  it('reads the past, newest first, and no further', async () => {
    const posts = fakePosts(300);
    const site = await fakeSite(fakeMastodon(posts));
    const { made, close } = await ground({ url: site.url });
    if ('needs' in made) throw new Error(made.needs);
    const from = posts[100]!.at;
    const to = posts[200]!.at;
    const seen: string[] = [];
    for await (const page of made.backfill!({ from, to }, undefined, AbortSignal.timeout(HANG_MS))) {
      seen.push(...page.entries.map((entry) => (entry as { uri: string }).uri));
    }
    expect(seen).toEqual(posts.slice(100, 200).toReversed().map(uriOf));
    await close();
    await site.close();
  });
});
