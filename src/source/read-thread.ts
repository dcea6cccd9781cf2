/** Runs in the thread that reads documents of sites: whoever writes them decides how long that takes. */
import { serveWork } from '../thread/serve-work.ts';
import { stepBack } from '../thread/step-back.ts';
import { readFeed } from './feed/read-feed.ts';
import type { Document, Read } from './read-document.ts';
import { policyText } from './trackers/policy-text.ts';

function read({ kind, text, at }: Document): Read[Document['kind']] {
  return kind === 'policy' ? policyText(text) : readFeed(text, at);
}

stepBack();
serveWork<Document>(read);
