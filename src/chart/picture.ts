/** PNG drawn in a thread, for whoever must not stand still meanwhile. */
import { threadFile } from '../thread/start.ts';
import { type WorkThread, workThread } from '../thread/work-thread.ts';
import type { PngOptions } from './png.ts';

export interface Picture {
  readonly svg: string;
  readonly options: PngOptions;
}

const LIMIT_MS = 30_000;
const MEGABYTES = 256;
const WAITING = 100;

let thread: WorkThread<Picture, Uint8Array> | undefined;

/** The same bytes as `svgToPng`. Rejects when it takes too long. */
export function pictureOf(svg: string, options: PngOptions = {}): Promise<Uint8Array> {
  const file = threadFile(import.meta.url, './png-thread');
  thread ??= workThread({ file, limitMs: LIMIT_MS, megabytes: MEGABYTES, waiting: WAITING });
  return thread.run({ svg, options });
}
