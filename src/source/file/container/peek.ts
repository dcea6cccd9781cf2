/** Looks at the beginning of a stream and gives the whole of it afterwards. */
import { UserError } from '../../../domain/result.ts';

export interface Peeked<T> {
  /** What came first; all of it when the stream is shorter. */
  readonly first: readonly T[];
  /** The stream from its beginning. An error that came meanwhile is thrown where it came. */
  readonly all: AsyncIterable<T>;
}

/** Reads pieces until they are `enough` or the stream ends. Throws a UserError that comes meanwhile at once. */
export async function peek<T>(
  pieces: AsyncIterable<T>,
  enough: (first: readonly T[]) => boolean,
): Promise<Peeked<T>> {
  const source = pieces[Symbol.asyncIterator]();
  const first: T[] = [];
  const broken: unknown[] = [];
  let ended = false;
  while (!ended && !enough(first)) {
    try {
      const next = await source.next();
      if (next.done) ended = true;
      else first.push(next.value);
    } catch (error) {
      if (error instanceof UserError) throw error;
      broken.push(error);
      ended = true;
    }
  }
  async function* all(): AsyncGenerator<T> {
    try {
      for (let piece = first.shift(); piece !== undefined; piece = first.shift()) yield piece;
      if (broken.length > 0) throw broken[0];
      while (!ended) {
        const next = await source.next();
        if (next.done) return;
        yield next.value;
      }
    } finally {
      await source.return?.();
    }
  }
  return { first: [...first], all: all() };
}
