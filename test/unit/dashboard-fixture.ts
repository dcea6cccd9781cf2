/** A dashboard over a real SQLite database with one hostile and one ordinary incident. */
import { recipientOfToken } from '../../src/alert/unsubscribe.ts';
import { copyFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../config/env.ts';
import type { Config } from '../../config/load.ts';
import { type App, type AppDeps, createApp, createLoginLink } from '../../dashboard/app.tsx';
import { randomToken, tokenHash } from '../../src/ops/secrets.ts';
import { seededRandom } from '../../src/domain/clock.ts';
import type { Score } from '../../src/domain/scoring.ts';
import { DAY_MS, HOUR_MS } from '../../src/domain/series.ts';
import type { AllowedBrands, Role } from '../../src/domain/user.ts';
import type { Store } from '../../src/store/store.ts';
import type { InsertMention } from '../../src/store/mentions/port.ts';
import { testEditors } from '../support/editors.ts';
import { openStore } from '../../src/store/open.ts';

export const ORIGIN = 'http://127.0.0.1:3000';
export const ONSET = Date.UTC(2015, 7, 20);
export const HOSTILE = `"'><script>alert(1)</script><img src=x onerror=alert(2)>`;

export const config: Config = {
  brands: [
    { slug: 'spotify', name: 'Spotify', terms: ['spotify'], exclude: [], packs: [] },
    { slug: 'evil', name: HOSTILE, terms: ['evil'], exclude: [], packs: [] },
  ],
  policyChanges: [
    {
      slug: 'policy-2015',
      brand: 'spotify',
      title: `New policy ${HOSTILE}`,
      announced: ONSET - 3 * DAY_MS,
      touches: ['over_collection'],
      words: [],
      evidence: [{ note: 'blog', url: 'javascript:alert(3)' }],
    },
  ],
  responses: [],
  incidents: [],
  routes: [],
  sources: [],
  responseTemplates: [],
  packs: [
    {
      name: 'privacy-betrayal',
      version: 2,
      title: 'Privacy',
      subject: [],
      categories: [
        {
          code: 'over_collection',
          title: 'Takes more than it needs',
          description: 'x',
          type: 'harm',
          strong: [],
          weak: [],
          decoys: [],
        },
      ],
    },
  ],
};

function scoreOf(text: string, betrayed: boolean): Score {
  const label = betrayed ? 'negative' : 'neutral';
  return {
    scored: true,
    lang: 'en',
    sentiment: { label, score: betrayed ? -0.8 : 0, p: { negative: 0.8, neutral: 0.1, positive: 0.1 } },
    betrayal: {
      label: betrayed,
      p: betrayed ? 0.9 : 0.1,
      categories: betrayed
        ? [{ code: 'over_collection', p: 0.9, span: [0, Math.min(4, text.length)], polarity: 'concern' }]
        : [],
      context: [],
    },
  };
}

/** A brand with an outcry; `mark` begins each of its posts. */
export async function fill(
  store: Store,
  slug: string,
  name: string,
  simulated: boolean,
  mark = '',
): Promise<void> {
  const random = seededRandom(5);
  await store.tx(async (tx) => {
    const { row } = await tx.brands.upsert({ slug, name, origin: 'config' });
    const mentions: InsertMention[] = [];
    const start = ONSET - 20 * DAY_MS;
    for (let hour = 0; hour < 24 * 26; hour += 1) {
      const at = start + hour * HOUR_MS;
      const extra = at >= ONSET && at < ONSET + 2 * DAY_MS ? 30 : 0;
      const count = 3 + Math.floor(random() * 3) + extra;
      for (let i = 0; i < count; i += 1) {
        mentions.push({
          source: 'forum',
          externalId: `${slug}-${hour}-${i}`,
          kind: 'post' as const,
          text: `${mark}${i === 5 ? `Text ${hour} ${HOSTILE}` : `They took it ${hour} ${i}`}`,
          title: i === 5 ? HOSTILE : undefined,
          url: i === 5 ? 'javascript:alert(4)' : `https://example.org/${hour}/${i}`,
          reach: i === 5 ? 10_000 : i,
          publishedAt: at + i * 60_000,
          collectedAt: at + i * 60_000,
          brandIds: [row.id],
          simulated,
        });
      }
    }
    const { ids } = await tx.mentions.insert(mentions);
    const scores = ids.map((id, i) => {
      const mention = mentions[i]!;
      const betrayed = Number(mention.externalId.split('-').at(-1)) >= 5 || i % 9 === 0;
      return { id, score: scoreOf(mention.text, betrayed), version: 'test' };
    });
    await tx.mentions.saveScores(scores);
    const incident = await tx.incidents.open({
      slug: `${slug}-2015`,
      brandId: row.id,
      title: `Outcry about ${name}`,
      onset: ONSET,
      end: ONSET + 2 * DAY_MS,
      severity: 7,
      simulated,
      openedAt: ONSET + HOUR_MS,
    });
    await tx.spikes.replace(row.id, start, [
      {
        series: 'betrayal',
        source: 'all',
        kind: 'backlash',
        onset: ONSET,
        peakAt: ONSET + 5 * HOUR_MS,
        end: ONSET + 2 * DAY_MS,
        observed: 1400,
        expected: 40,
        score: 0.9,
        severity: 7,
        betrayalShare: 0.8,
        negativeShare: 0.8,
        categories: [{ code: 'over_collection', count: 1000, share: 0.7 }],
        attribution: [
          {
            policyChange: 'policy-2015',
            verdict: 'very likely',
            pValue: 0.01,
            lagHours: 72,
            because: `Because ${mark}${HOSTILE}.`,
          },
        ],
        phrases: [`${mark}phone number`, HOSTILE],
        incidentId: incident.id,
        simulated,
      },
    ]);
  });
}

export interface Fixture {
  readonly app: App;
  readonly store: Store;
  readonly deps: AppDeps;
  readonly mailDir: string;
  /** A request header with a session of that role. */
  cookie(role: Role, brands?: AllowedBrands): Promise<Record<string, string>>;
  loginToken(role: Role, brands?: AllowedBrands): Promise<string>;
  apiToken(role: Role, brands?: AllowedBrands): Promise<Record<string, string>>;
  setNow(at: number): void;
}

/** A filled database. Each fixture of this process uses a copy: filling one takes longer than most tests. */
let filled: Promise<string> | undefined;

async function makeFilled(): Promise<string> {
  const path = join(mkdtempSync(join(tmpdir(), 'outcry-dashboard-')), 'outcry.db');
  const store = await openStore(`sqlite:${path}`, packageRoot);
  await fill(store, 'spotify', 'Spotify', false);
  await fill(store, 'evil', HOSTILE, true);
  // Closing leaves one file, without a write-ahead log.
  await store.close();
  return path;
}

/** Builds it; `empty` leaves the database without brands. */
export async function dashboardFixture(
  options: { empty?: boolean; deps?: Partial<AppDeps> } = {},
): Promise<Fixture> {
  const folder = mkdtempSync(join(tmpdir(), 'outcry-dashboard-'));
  const path = join(folder, 'outcry.db');
  const given = options.deps?.store;
  if (!options.empty && !given) copyFileSync(await (filled ??= makeFilled()), path);
  const store = given ?? (await openStore(`sqlite:${path}`, packageRoot));
  let now = ONSET + 60 * DAY_MS;
  const clock = () => now;
  const shown = options.deps?.config ?? config;
  const made = given ? undefined : await testEditors({ store, config: shown, clock });
  const editors = made ? { editor: made.editor, keyEditor: made.keyEditor, hookEditor: made.hookEditor } : {};
  // A view that follows what the editors change.
  const inForce = made?.live.config ?? config;
  const base = { store, config: inForce, clock, publicUrl: ORIGIN, mailDir: folder, ...editors };
  const deps: AppDeps = { ...base, ...options.deps };
  const app = createApp({ ...deps, recipientOfToken: (token) => recipientOfToken('key', token) });
  const loginToken = async (role: Role, brands: AllowedBrands = null) => {
    const email = `${role}${brands ? '-some' : ''}@example.org`;
    const added = await store.tx((tx) => tx.people.addUser({ email, role, brands, at: now }));
    const there = added ?? (await store.read.people.userByEmail(email));
    if (there && String(there.brands) !== String(brands)) {
      await store.tx((tx) => tx.people.changeUser(there.id, there.revision, { role, brands }));
    }
    return (await createLoginLink(store, clock, email, ORIGIN)).split('/').at(-1) ?? '';
  };
  return {
    app,
    store,
    deps,
    mailDir: folder,
    loginToken,
    async cookie(role, brands = null) {
      const headers = { 'Sec-Fetch-Site': 'same-origin' };
      const token = await loginToken(role, brands);
      const response = await app.request(`/login/${token}`, { method: 'POST', headers });
      return { Cookie: (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '' };
    },
    async apiToken(role, brands = null) {
      const token = randomToken();
      await store.tx((tx) =>
        tx.people.addApiToken({ hash: tokenHash(token), name: 'robot', role, brands, at: now }),
      );
      return { Authorization: `Bearer ${token}` };
    },
    setNow(at) {
      now = at;
    },
  };
}

/** A path of the table with its parameters filled in. */
export function concrete(path: string): string {
  return path
    .replace('/brands/:slug', '/brands/spotify')
    .replace('/incidents/:slug', '/incidents/spotify-2015')
    .replace('/library/:slug', '/library/unity-runtime-fee-2023')
    .replace('/policy-changes/:slug', '/policy-changes/policy-2015')
    .replace('/brands/edit/:slug', '/brands/edit/evil')
    .replace('/policy-changes/edit/:slug', '/policy-changes/edit/policy-2015')
    .replace(':token', 'no-such-token')
    .replace(':name', 'style.css')
    .replace(':id', '1');
}
