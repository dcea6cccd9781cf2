/**
 * Explains mentions for the dashboard, one at a time in a thread of its own: an explanation scores a text up to sixty
 * times. The last ones are kept.
 */
import { createHash } from 'node:crypto';
import type { AppDeps } from '../../dashboard/app.tsx';
import { optionsFor } from '../../workers/score.ts';
import type { Config } from '../../config/load.ts';
import type { Explanation, ScoreRequest } from '../domain/scoring.ts';
import type { Store } from '../store/store.ts';
import { threadFile } from '../thread/start.ts';
import { WorkBusyError, WorkLimitError, workThread } from '../thread/work-thread.ts';
import { cutText } from '../domain/text.ts';

/** Longer texts are cut: scoring reads no more either. */
export const EXPLAINED_LENGTH = 10_000;
const LIMIT_MS = 10_000;
const MEGABYTES = 384;
/** Requests behind the one that is being explained. */
const WAITING = 4;
const KEPT = 200;

interface ExplainerParts {
  readonly store: Store;
  readonly config: Config;
  /** Of the scorer. */
  readonly version: string;
}

/** The first characters of a text, without half of a pair at the end. */
function beginning(text: string): string {
  const cut = cutText(text, EXPLAINED_LENGTH);
  return text.length > cut.length ? cut.replace(/[\uD800-\uDBFF]$/, '') : cut;
}

/** Reads a mention as the stage `score` does: in its language, with the packs and without the names of its brands. */
export function explainer(
  { store, config, version }: ExplainerParts,
  { file = threadFile(import.meta.url, '../score/explain-thread'), limitMs = LIMIT_MS } = {},
): { explain: NonNullable<AppDeps['explain']>; close(): Promise<void> } {
  const thread = workThread<ScoreRequest, Explanation | undefined>({
    file,
    workerData: { packs: config.packs },
    limitMs,
    megabytes: MEGABYTES,
    waiting: WAITING,
  });
  const kept = new Map<string, Explanation | undefined>();
  return {
    async explain(mention) {
      if (mention.state !== 'scored') return { kind: 'none' };
      const text = beginning(mention.text);
      const cut = text.length < mention.text.length;
      const options = (await optionsFor({ store, config }))(mention);
      const read = JSON.stringify([text, options]);
      const key = `${mention.id} ${version} ${createHash('sha256').update(read).digest('base64')}`;
      try {
        const explanation = kept.has(key) ? kept.get(key) : await thread.run({ text, options });
        kept.delete(key);
        kept.set(key, explanation);
        if (kept.size > KEPT) kept.delete(kept.keys().next().value!);
        return explanation ? { kind: 'explained', explanation, cut } : { kind: 'none' };
      } catch (error) {
        if (error instanceof WorkBusyError) return { kind: 'busy' };
        if (error instanceof WorkLimitError) return { kind: 'too-long' };
        throw error;
      }
    },
    close: () => thread.close(),
  };
}
