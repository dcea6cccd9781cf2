/** Runs the models over the tokens of one text. */
import type { Tokens } from '../tokens.ts';
import { newFeatures, readFeatures } from './features.ts';
import { CODE_HEAD, HEADS, LINEAR_HEADS, PACK_HEAD } from './heads.ts';
import { readSix } from './linear.ts';
import type { Model } from './model.ts';

/** What the models say before the last step. Valid until the next text is read. */
export interface Raw {
  /** Logits of the linear model: sentiment, packs, broken trust of any kind. */
  readonly linear: Float32Array;
  /** All heads of the nets: sentiment, packs; codes only after `readCodes`. */
  readonly conv: number[];
}

/** The part of a model that reads. */
export type Readable = Pick<Model, 'linear' | 'sentiment' | 'trust'>;

export interface ModelReader {
  read(tokens: Tokens, masked: ReadonlySet<string>): Raw;
  /** Completes the codes for the text read last. */
  readCodes(): void;
  /** The net's logit of a head for the text read last. */
  convHead(head: number): number;
  /** Number in `all` of the token around which the net found most that speaks for a head. */
  placeOf(head: number): number;
}

export function modelReader(model: Readable): ModelReader {
  const features = newFeatures();
  const raw: Raw = {
    linear: new Float32Array(LINEAR_HEADS),
    conv: Array<number>(HEADS).fill(0),
  };
  let answers = new Float32Array(0);

  return {
    read({ all }, masked) {
      readFeatures(features, all, masked);
      readSix(model.linear, features, raw.linear);
      const felt = model.sentiment.read(all, masked);
      for (let h = 0; h < PACK_HEAD; h += 1) raw.conv[h] = model.sentiment.head(felt, h);
      answers = model.trust.read(all, masked) as Float32Array<ArrayBuffer>;
      for (let h = PACK_HEAD; h < CODE_HEAD; h += 1) raw.conv[h] = trustHead(h);
      return raw;
    },
    readCodes() {
      for (let h = CODE_HEAD; h < HEADS; h += 1) raw.conv[h] = trustHead(h);
    },
    convHead: trustHead,
    placeOf(head) {
      const { heads, headCount } = model.trust.weights;
      const sums = new Map<number, number>();
      model.trust.places().forEach((place, f) => {
        const gain = (answers[f] as number) * (heads[f * headCount + head - PACK_HEAD] as number);
        if (place >= 0 && gain > 0) sums.set(place, (sums.get(place) ?? 0) + gain);
      });
      let best = 0;
      for (const [place, sum] of sums)
        if (sum > (sums.get(best) ?? 0) || (sum === sums.get(best) && place < best)) best = place;
      return best;
    },
  };

  function trustHead(head: number): number {
    return model.trust.head(answers, head - PACK_HEAD);
  }
}
