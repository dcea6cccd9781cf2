/** Adds mentions to the search index, a part at a time; what is not in it is found by reading the texts. */
import { partBuilder } from '../src/store/search/build.ts';
import type { Store } from '../src/store/store.ts';
import { breather } from '../src/thread/breathe.ts';

/** Mentions that are read at a time. */
const PAGE = 1_000;

/** Adds a part. False where its mentions changed meanwhile. */
export async function indexPart(store: Store, part: number): Promise<boolean> {
  const revision = await store.tx((tx) => tx.search.begin(part));
  const builder = partBuilder(part);
  const breathe = breather();
  let after = -1;
  for (;;) {
    const rows = await store.read.search.mentionsOf(part, after, PAGE);
    for (const row of rows) {
      builder.add(row);
      await breathe();
    }
    if (rows.length < PAGE) break;
    after = rows.at(-1)!.id;
  }
  const built = builder.build();
  return store.tx((tx) => tx.search.save(part, revision, built));
}

/** Adds the parts that are missing, the newest first; returns how many. The rest waits where one changes meanwhile. */
export async function indexSearch(store: Store): Promise<number> {
  for (let parts = 0; ; parts += 1) {
    const part = await store.read.search.due();
    if (part === undefined || !(await indexPart(store, part))) return parts;
  }
}
