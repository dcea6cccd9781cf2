/** Runs in the thread that searches brands for spikes: a search of 400 days takes up to half a second. */
import { searchSpikes } from '../detect/spike/find-spikes.ts';
import { serveWork } from '../thread/serve-work.ts';
import type { SearchQuestion } from './search.ts';

serveWork<SearchQuestion>(({ brand, options }) => searchSpikes(brand, options));
