/** Searches a brand for spikes, in a thread. */
import type { Search, searchSpikes } from '../detect/spike/find-spikes.ts';
import type { BrandSeries } from '../domain/series.ts';
import { threadFile } from '../thread/start.ts';
import { type WorkThread, workThread } from '../thread/work-thread.ts';

export interface SearchQuestion {
  readonly brand: BrandSeries;
  readonly options: NonNullable<Parameters<typeof searchSpikes>[1]>;
}

const LIMIT_MS = 60_000;
const MEGABYTES = 256;
const WAITING = 1_000;

let thread: WorkThread<SearchQuestion, Search> | undefined;

/** What `searchSpikes` finds. Rejects when it takes too long. */
export function searchInThread(brand: BrandSeries, options: SearchQuestion['options']): Promise<Search> {
  const file = threadFile(import.meta.url, './search-thread');
  thread ??= workThread({ file, limitMs: LIMIT_MS, megabytes: MEGABYTES, waiting: WAITING });
  return thread.run({ brand, options });
}
