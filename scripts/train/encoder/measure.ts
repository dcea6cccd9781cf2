/** How well held-out texts are read, in one line. */
import { PACK_HEAD, SENTIMENTS, TRAINED_PACKS } from '../../../src/score/model/heads.ts';
import { ANSWERS } from '../../../src/score/second/heads.ts';
import type { Row } from '../rows.ts';

/**
 * `logits` are `rows × ANSWERS`: macro-recall of sentiment in per cent, and of each pack F1 at a probability
 * of ½ and how often a text of it stands above one that is not (AUC).
 */
export function measure(rows: readonly Row[], logits: Float32Array): string {
  const at = (i: number, head: number) => logits[i * ANSWERS.length + head] as number;
  const recalls = SENTIMENTS.map((_, label) => {
    const those = rows.flatMap(({ sentiment }, i) => (sentiment === label ? [i] : []));
    const right = those.filter((i) => SENTIMENTS.every((_, other) => at(i, other) <= at(i, label)));
    return right.length / those.length;
  });
  const macro = (100 * recalls.reduce((a, b) => a + b, 0)) / recalls.length;
  const packs = TRAINED_PACKS.map((name, pack) => {
    const known = rows.flatMap(({ packs: p }, i) => ((p[pack] as number) >= 0 ? [i] : []));
    const isSo = (i: number) => (rows[i]?.packs[pack] as number) === 1;
    const says = (i: number) => at(i, PACK_HEAD + pack) > 0;
    const both = known.filter((i) => isSo(i) && says(i)).length;
    const f1 = (2 * both) / (known.filter(isSo).length + known.filter(says).length);
    const ranked = known.toSorted((a, b) => at(a, PACK_HEAD + pack) - at(b, PACK_HEAD + pack));
    const so = known.filter(isSo).length;
    const ranks = ranked.reduce((sum, i, rank) => sum + (isSo(i) ? rank : 0), 0);
    const auc = (ranks - (so * (so - 1)) / 2) / (so * (known.length - so));
    return `${name} F1 ${f1.toFixed(3)} AUC ${auc.toFixed(3)}`;
  });
  return `macro-recall ${macro.toFixed(1)}, ${packs.join(', ')}`;
}
