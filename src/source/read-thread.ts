/** Runs in the thread that reads documents of sites: whoever writes them decides how long that takes. */
import { parseFeed } from 'feedsmith';
import { pruneJson } from '../domain/parse-json.ts';
import { serveWork } from '../thread/serve-work.ts';
import { feedEntries, type FeedEntry } from './connectors/feed-entries.ts';
import { plainText } from './html.ts';
import type { Document, Read } from './read-document.ts';
import { policyText } from './trackers/policy-text.ts';
import { stepBack } from '../thread/step-back.ts';

/** A feed shows its newest entries first; what lies further down was read before. */
const MOST_ENTRIES = 5_000;

/** The words of an entry, so that nobody has to read markup outside this thread. */
function withoutMarkup(entry: FeedEntry): FeedEntry {
  const { title, summary } = entry;
  return {
    ...entry,
    ...(title === undefined ? {} : { title: plainText(title) }),
    ...(summary === undefined ? {} : { summary: plainText(summary) }),
    plain: true,
  };
}

/** An entry whose markup cannot be read is left as it is: it becomes a dead letter of its own. */
function readable(entry: FeedEntry): FeedEntry {
  try {
    return withoutMarkup(entry);
  } catch {
    return entry;
  }
}

function read({ kind, text }: Document): Read[Document['kind']] {
  if (kind === 'policy') return policyText(text);
  return feedEntries(parseFeed(/^\s*[{[]/.test(text) ? pruneJson(text) : text))
    .slice(0, MOST_ENTRIES)
    .map(readable);
}

stepBack();
serveWork<Document>(read);
