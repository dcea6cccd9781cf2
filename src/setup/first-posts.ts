/** Reads the newest posts of a source through its connector, within limits of time and number. Stores nothing. */
import type { NewMention } from '../domain/mention.ts';
import { sortEntries } from '../collect/ingest-page.ts';
import type { Connector } from '../source/connector.ts';
import { whyNot } from './why-not.ts';

export interface FirstPosts {
  /** Entries that the site showed, posts or not. */
  readonly entries: number;
  readonly mentions: readonly NewMention[];
  /** Entries of unknown shape. */
  readonly unreadable: number;
  /** All that the site has in the reach of a first read was read. */
  readonly complete: boolean;
  /** Why reading ended, where it failed. */
  readonly problem?: string;
}

export interface ReadLimits {
  readonly pages: number;
  readonly entries: number;
  readonly ms: number;
}

/** Never throws: a failure is a part of the answer, with what was read before it. */
export async function firstPosts(connector: Connector, limits: ReadLimits, now: number): Promise<FirstPosts> {
  const signal = AbortSignal.timeout(limits.ms);
  const mentions: NewMention[] = [];
  let [entries, unreadable, pages] = [0, 0, 0];
  let complete = false;
  const found = (problem?: string): FirstPosts => ({
    entries,
    mentions,
    unreadable,
    complete: complete && problem === undefined,
    ...(problem === undefined ? {} : { problem }),
  });
  try {
    complete = true;
    for await (const page of connector.read(undefined, signal)) {
      const sorted = await sortEntries(connector, page.entries, now);
      entries += page.entries.length;
      mentions.push(...sorted.mentions);
      unreadable += sorted.deadLetters.length;
      pages += 1;
      complete = page.more !== true;
      if (!complete && (pages >= limits.pages || entries >= limits.entries)) break;
    }
    if (signal.aborted) complete = false;
  } catch (error) {
    if (signal.aborted) return found(entries > 0 ? undefined : 'it did not answer in time');
    return found(whyNot(error));
  }
  return found(signal.aborted && pages === 0 ? 'it did not answer in time' : undefined);
}
