/** The tools of the set-up against fakes of sites: previews, tests of sources and recipients, policy pages. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { removeExamples } from '../../src/cli/examples.ts';
import type { SetupContext } from '../../src/setup/context.ts';
import type { SetupTools } from '../../src/setup/port.ts';
import { setupTools } from '../../src/setup/tools.ts';
import { fakeHackerNews } from '../fakes/hacker-news.ts';
import { fakeLemmy } from '../fakes/lemmy.ts';
import { fakeMastodon } from '../fakes/mastodon.ts';
import { BASIC } from '../fakes/policies.ts';
import { fakePolicyPage } from '../fakes/policy-page.ts';
import { BRAND, type FakePost, fakePosts, NEWEST } from '../fakes/posts.ts';
import { type FakeSite, fakeSite } from '../fakes/site.ts';
import { openTestInstallation, type TestInstallation } from '../support/installation.ts';
import { smtpServer, type TestSmtp } from '../support/smtp.ts';
import { tempDirs } from '../support/temp.ts';

const tempDir = tempDirs();
const NOW = NEWEST + 4 * 60_000;
const POSTS = fakePosts(40, 600_000);
const OTHER: FakePost = { ...POSTS[0]!, n: 900, at: NEWEST, text: 'a fernway is a path between ferns' };

const sites: FakeSite[] = [];
const open: TestInstallation[] = [];
let smtp: TestSmtp | undefined;

afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
  for (const site of sites.splice(0)) await site.close();
});
afterAll(() => smtp?.down());

async function site(...given: Parameters<typeof fakeSite>): Promise<string> {
  const made = await fakeSite(...given);
  sites.push(made);
  return made.url;
}

interface Ground {
  readonly tools: SetupTools;
  readonly installation: TestInstallation;
  readonly dir: string;
}

async function ground(env: Readonly<Record<string, string>>, allowPrivate = '1'): Promise<Ground> {
  const dir = tempDir();
  const installation = await openTestInstallation({
    dir,
    env: { OUTCRY_FETCH_PRIVATE: allowPrivate, ...env },
    config: { brands: [BRAND] },
    clock: () => NOW,
  });
  open.push(installation);
  const ctx: SetupContext = { ...installation.ctx, publicUrl: 'https://outcry.example' };
  return { tools: setupTools(ctx, () => removeExamples(installation)), installation, dir };
}

const threeSites = async () => {
  const posts = [...POSTS, OTHER];
  const [hackerNews, mastodon, lemmy] = [
    await site(fakeHackerNews(posts)),
    await site(fakeMastodon(POSTS)),
    await site(fakeLemmy(POSTS)),
  ];
  return { hackerNews, mastodon, lemmy };
};

describe('preview of terms', () => {
  it('asks three sites at once, tries the terms, and stores nothing', async () => {
    const { hackerNews, mastodon, lemmy } = await threeSites();
    const env = `hacker-news=${hackerNews} mastodon=${mastodon} lemmy=${lemmy}`;
    const { tools, installation } = await ground({ OUTCRY_PREVIEW_SITES: env });
    const preview = await tools.preview({ ...BRAND, exclude: ['fernway is a path'] });
    expect(preview.sources.map(({ source, problem }) => [source, problem])).toEqual([
      ['Hacker News', undefined],
      ['Mastodon', undefined],
      ['Lemmy', undefined],
    ]);
    for (const { source, caught } of preview.sources) expect(caught, source).toBeGreaterThan(10);
    expect(preview.near).toMatchObject([
      { text: OTHER.text, verdict: { kind: 'near', reason: 'excluded', name: 'Fernway' } },
    ]);
    expect(preview.expected!.perDay).toBeGreaterThan(20);
    expect(preview.expected!.lower).toBeLessThan(preview.expected!.perDay);
    expect(preview.expected!.upper).toBeGreaterThan(preview.expected!.perDay);
    const counts = await installation.store.read.mentions.countByState();
    expect(Object.values(counts).every((count) => count === 0)).toBe(true);
    expect(await installation.store.read.sources.all()).toEqual([]);
  });

  it('asks nobody again for other exclusions of the same names', async () => {
    const { hackerNews } = await threeSites();
    const { tools } = await ground({ OUTCRY_PREVIEW_SITES: `hacker-news=${hackerNews}` });
    await tools.preview(BRAND);
    const before = sites[0]!.requests();
    expect(before).toBeGreaterThan(0);
    const preview = await tools.preview({ ...BRAND, exclude: ['Fernway'] });
    expect(sites[0]!.requests()).toBe(before);
    expect(preview.caught).toEqual([]);
  });

  it('says which site did not answer, and works when nobody may be asked', async () => {
    const { lemmy } = await threeSites();
    const gone = `hacker-news=http://127.0.0.1:1 lemmy=${lemmy}`;
    const some = await (await ground({ OUTCRY_PREVIEW_SITES: gone })).tools.preview(BRAND);
    expect(some.sources[0]?.problem).toMatch(/does not answer/);
    expect(some.caught.length).toBeGreaterThan(10);
    const none = await (await ground({ OUTCRY_PREVIEW_SITES: 'none' })).tools.preview(BRAND);
    expect(none).toMatchObject({ caught: [], near: [], sources: [] });
    expect(none.expected).toBeUndefined();
  });

  it('asks no private address', async () => {
    const { hackerNews } = await threeSites();
    const { tools } = await ground({ OUTCRY_PREVIEW_SITES: `hacker-news=${hackerNews}` }, '0');
    const preview = await tools.preview(BRAND);
    expect(preview.sources[0]?.problem).toMatch(/is not read|not a public address/);
    expect(sites[0]!.requests()).toBe(0);
  });
});

describe('test of a source', () => {
  const settings = (type: string, more: Record<string, unknown>) => ({
    type,
    slug: 'trial',
    brands: ['fernway'],
    ...more,
  });

  it('reads one page and says what it found', async () => {
    const { hackerNews } = await threeSites();
    const { tools, installation } = await ground({});
    const tested = await tools.testSource(settings('hacker-news', { baseUrl: hackerNews }), BRAND);
    expect(tested).toEqual({ ok: true, text: 'Read 41 posts, all about Fernway, newest 4 minutes ago.' });
    expect(await installation.store.read.sources.all()).toEqual([]);
  });

  it('names the field that is not right, the key that is missing, the site that fails', async () => {
    const { tools } = await ground({});
    const feed = await tools.testSource(settings('feed', { url: 'nonsense' }), BRAND);
    expect(feed).toMatchObject({ ok: false, fields: { url: expect.stringMatching(/begins with https/) } });
    const x = await tools.testSource(settings('x', {}), BRAND);
    expect(x).toMatchObject({ ok: false, text: expect.stringMatching(/needs a key/) });
    const gone = await tools.testSource(settings('lemmy', { baseUrl: 'http://127.0.0.1:1' }), BRAND);
    expect(gone).toMatchObject({ ok: false, text: expect.stringMatching(/does not answer/) });
  });

  it('refuses private addresses', async () => {
    const { hackerNews } = await threeSites();
    const { tools } = await ground({}, '0');
    for (const baseUrl of [hackerNews, 'http://169.254.169.254', 'http://[::1]:8080', 'http://localhost']) {
      const tested = await tools.testSource(settings('hacker-news', { baseUrl }), BRAND);
      expect(tested, baseUrl).toMatchObject({ ok: false, text: expect.stringMatching(/cannot be read/) });
    }
    expect(sites[0]!.requests()).toBe(0);
  });
});

describe('policy page', () => {
  it('says how long it is and which dates it gives', async () => {
    const text = `Last updated: 12 November 2026\n${BASIC}`;
    const url = `${await site(fakePolicyPage(() => text))}/privacy`;
    const { tools, installation } = await ground({});
    const look = await tools.readPolicy(url, BRAND);
    expect(look).toMatchObject({
      ok: true,
      heading: 'Privacy policy',
      lastModified: Date.UTC(2026, 10, 12),
      text: expect.stringMatching(/^Read a policy of \d+ words\.$/),
    });
    expect(await installation.store.read.policies.documents()).toEqual([]);
  });

  it('says why a page cannot be read', async () => {
    const url = await site(fakePolicyPage(() => BASIC));
    const { tools } = await ground({});
    expect(await tools.readPolicy(`${url}/elsewhere`, BRAND)).toMatchObject({
      ok: false,
      text: expect.stringMatching(/answered 404/),
    });
    const guarded = (await ground({}, '0')).tools;
    expect((await guarded.readPolicy(`${url}/privacy`, BRAND)).ok).toBe(false);
    expect(await guarded.readPolicy('file:///etc/passwd', BRAND)).toMatchObject({
      ok: false,
      fields: { url: expect.anything() },
    });
  });
});

describe('test message', () => {
  it('arrives through the mail server and says that it is a test', async () => {
    smtp = await smtpServer();
    const { tools, installation } = await ground({ SMTP_URL: smtp.url });
    expect(tools.channels).toEqual({ hooks: [], mail: 'smtp' });
    const sent = await tools.sendTest({ channel: 'email', address: 'pr@example.com' }, 'ana@example.com');
    expect(sent).toEqual({ ok: true, text: 'Test sent to pr@example.com.' });
    const [mail] = await smtp.parsed();
    expect(mail?.subject).toBe('[Outcry] Test: alerts arrive here');
    expect(mail?.text).toContain('ana@example.com sent from Outcry');
    smtp.mood = 'refuse-recipient';
    const refused = await tools.sendTest({ channel: 'email', address: 'no@example.com' }, 'ana');
    expect(refused).toMatchObject({ ok: false, text: expect.stringMatching(/could not be sent/) });
    expect(await installation.store.read.outbox.list(9)).toMatchObject([
      { kind: 'test', recipient: 'no@example.com', state: 'dead', lastError: expect.stringMatching(/550/) },
      { kind: 'test', recipient: 'pr@example.com', state: 'sent' },
    ]);
  });

  it('is written to a file without a mail server, and refused for what is no address', async () => {
    const { tools, dir, installation } = await ground({});
    const to = (address: string) => tools.sendTest({ channel: 'email', address }, 'ana');
    expect(await to('pr@example.com')).toMatchObject({ ok: true, text: expect.stringMatching(/file/) });
    const [file] = readdirSync(join(dir, 'mail'));
    expect(readFileSync(join(dir, 'mail', file!), 'utf8')).toContain('Subject: [Outcry] Test');
    for (const bad of ['', 'nobody', 'a@example.com, b@example.com', 'a@example.com\r\nBcc: c@example.com'])
      expect(await to(bad), bad).toMatchObject({ ok: false, fields: { address: expect.anything() } });
    expect(readdirSync(join(dir, 'mail'))).toHaveLength(1);
    expect(await installation.store.read.outbox.list(9)).toMatchObject([{ state: 'written', file }]);
    expect(await tools.sendTest({ channel: 'slack', address: 'team' }, 'ana')).toMatchObject({ ok: false });
  });

  it('reaches a hook', async () => {
    const bodies: string[] = [];
    const url = await site({
      errorBody: {},
      answer({ body }) {
        bodies.push(body);
        return { status: 200, body: 'ok' };
      },
    });
    const { tools } = await ground({ OUTCRY_ALERT_HOOKS: `team=${url}/hook` });
    expect(tools.channels.hooks).toEqual(['team']);
    const sent = await tools.sendTest({ channel: 'slack', address: 'team' }, 'ana <b>');
    expect(sent).toEqual({ ok: true, text: 'Test sent to slack:team.' });
    expect(JSON.parse(bodies[0]!)).toEqual({
      text: expect.stringContaining('ana &lt;b&gt; sent from Outcry'),
    });
  });
});

describe('cards', () => {
  it('describe every type, and the ready ones need nothing', async () => {
    const { tools } = await ground({ OUTCRY_X_TOKEN: 'geheim-4711' });
    const cards = tools.cards(BRAND);
    for (const { type, ready, guess } of cards) {
      const read = tools.checkSource({ ...guess, type, slug: 'one', brands: ['fernway'] });
      if (ready) expect(read, type).toHaveProperty('source');
    }
    const ready = cards.filter((card) => card.ready).map(({ type }) => type);
    expect(ready).toEqual(
      expect.arrayContaining(['hacker-news', 'bluesky', 'mastodon', 'lemmy', 'stack-exchange']),
    );
    expect(ready).toContain('x');
    expect(ready).not.toContain('reddit');
    expect(cards.find(({ type }) => type === 'x')?.keys).toEqual([{ name: 'OUTCRY_X_TOKEN', set: true }]);
    expect(JSON.stringify(cards)).not.toContain('geheim-4711');
  });
});
