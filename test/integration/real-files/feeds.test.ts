/** Feeds with the times and letters that sites write (case 75). */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sourceId } from '../../../src/domain/source.ts';
import type { feed as feedSource } from '../../../src/source/connectors/feed.ts';
import type { SettingsOf } from '../../../src/source/definition.ts';
import { collectStage } from '../../../workers/collect.ts';
import { brandOf, openTestInstallation, type TestInstallation } from '../../support/installation.ts';
import { tempDirs } from '../../support/temp.ts';
import { NOW, windows1252 } from './ground.ts';

const tempDir = tempDirs();
const AT = '2026-11-25T';
const sources: SettingsOf<typeof feedSource>[] = [];
let server: Server;
let body: Buffer;
let installation: TestInstallation;

beforeAll(async () => {
  server = createServer((_, response) =>
    response.writeHead(200, { 'content-type': 'application/xml' }).end(body),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  installation = await openTestInstallation({
    dir: tempDir(),
    env: { OUTCRY_FETCH_PRIVATE: '1' },
    config: { brands: [brandOf('acme', 'Acme')], sources },
    clock: () => NOW,
  });
});
afterAll(async () => {
  await installation.close();
  server.close();
});

/** What is stored of a feed with these entries: time and text by id. */
async function collect(entries: readonly (readonly [date: string, text: string])[], encoding = 'UTF-8') {
  const items = entries.map(
    ([date, text], i) =>
      `<item><guid isPermaLink="false">${i}</guid><title>Acme ${i}</title><description>${text}</description><pubDate>${date}</pubDate></item>`,
  );
  const xml = `<?xml version="1.0" encoding="${encoding}"?><rss version="2.0"><channel><title>News</title><link>https://n.example/</link><description>d</description>${items.join('')}</channel></rss>`;
  body = encoding === 'UTF-8' ? Buffer.from(xml) : windows1252(xml);
  const { port } = server.address() as AddressInfo;
  const source: SettingsOf<typeof feedSource> = {
    slug: `f${sources.length}`,
    type: 'feed',
    url: `http://127.0.0.1:${port}/f${sources.length}`,
    brands: ['acme'],
    keep: 'all',
    everyMinutes: 10,
    enabled: true,
  };
  sources.push(source);
  await collectStage(installation.ctx, { source: sourceId(source) });
  const brandId = (await installation.store.read.brands.bySlug('acme'))!.id;
  const filter = {
    brandId,
    from: 0,
    to: NOW + 1,
    source: sourceId(source),
    order: 'newest' as const,
    limit: 100,
  };
  const rows = await installation.store.read.mentions.list(filter);
  return new Map(rows.map((row) => [Number(row.externalId), row]));
}

describe('feeds', () => {
  it('75: zones of every form, months by number only where nothing else is possible', async () => {
    const dates = [
      'Wed, 25 Nov 2026 10:00:00 -0700 (PDT)',
      '2026-11-25 10:00:00+02',
      'Wed, 25 Nov 2026 10:00:00 CET',
      'Wed, 25 Nov 2026 10:00:00 EST',
      'Wed, 25 Nov 2026 10:00:00 GMT+0100',
      'Wed, Nov 25 2026',
    ];
    const found = await collect(dates.map((date) => [date, 'They sold my data'] as const));
    const times = dates.map((_, i) => found.get(i) && new Date(found.get(i)!.publishedAt).toISOString());
    expect(times).toEqual([
      `${AT}17:00:00.000Z`,
      `${AT}08:00:00.000Z`,
      `${AT}09:00:00.000Z`,
      `${AT}15:00:00.000Z`,
      `${AT}09:00:00.000Z`,
      `${AT}00:00:00.000Z`,
    ]);
  });

  it('75: 05-11-2026 is never read as 11 May', async () => {
    const found = await collect([['05-11-2026 10:00', 'They sold my data']]);
    for (const { publishedAt } of found.values())
      expect(new Date(publishedAt).toISOString()).not.toMatch(/^2026-05/);
  });

  it('75: the letters of a feed whose prolog says windows-1252', async () => {
    const found = await collect(
      [['Wed, 25 Nov 2026 10:00:00 GMT', 'I don’t trust the café app']],
      'windows-1252',
    );
    expect(found.get(0)!.text).toContain('I don’t trust the café app');
  });
});
