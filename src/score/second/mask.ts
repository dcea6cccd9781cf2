/** A text as the second reading is given it: the names of the brand are masked there too. */
import type { Tokens } from '../tokens.ts';

/** Stands for the brand: words that the encoder has read before, in the place of a subject or an object. */
const INSTEAD = 'the company';

const SPACE = /\s+/g;

/**
 * `text` is normalised and `read` its tokens; words of `masked` become `INSTEAD`, several in a row once. What stands
 * between two of them goes with them. Spaces and new lines become one space, as in the texts that the encoder learnt from.
 */
export function maskNames(text: string, { all }: Tokens, masked: ReadonlySet<string>): string {
  let out = '';
  let at = 0;
  let within = false;
  for (const token of all) {
    const isName = masked.has(token.text);
    if (isName) {
      if (!within) out += text.slice(at, token.start) + INSTEAD;
      at = token.end;
    }
    within = isName;
  }
  return (out + text.slice(at)).replaceAll(SPACE, ' ').trim();
}
