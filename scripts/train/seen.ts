/** What the models below the last step say about texts, as the last step takes it. */
import type { TaxonomyPack } from '../../src/domain/taxonomy.ts';
import { loweredBy } from '../../src/score/betrayal.ts';
import { lexiconOver } from '../../src/score/lexicon/table.ts';
import { CODE_HEAD, PACK_HEAD, TRAINED_CODES, TRAINED_PACKS } from '../../src/score/model/heads.ts';
import type { Model } from '../../src/score/model/model.ts';
import { modelReader, type Readable } from '../../src/score/model/reader.ts';
import { codeInputs, packInputs, phraseSigns } from '../../src/score/model/stack.ts';
import { readPhrases } from '../../src/score/phrases.ts';
import type { Lowered } from '../../src/score/second/stack.ts';
import { compileTaxonomy, trustCodes } from '../../src/score/taxonomy-compile.ts';
import { valence } from '../../src/score/valence.ts';
import type { Prepared } from './prepare.ts';

/** What all models below the last step say about a text. */
export interface Seen {
  readonly text: Prepared;
  readonly packs: readonly (readonly number[])[];
  readonly codes: readonly (readonly number[])[];
  readonly linear: readonly number[];
  readonly conv: readonly number[];
  readonly valence: number;
  readonly lowered: Lowered;
}

export function look(
  model: Readable & Pick<Model, 'valences'>,
  packs: readonly TaxonomyPack[],
  held: readonly Prepared[],
): Seen[] {
  const reader = modelReader(model);
  const taxonomy = compileTaxonomy(packs);
  const lexicon = lexiconOver(model.valences);
  const packCodes = TRAINED_PACKS.map((name) =>
    trustCodes(packs.find((pack) => pack.name === name) as TaxonomyPack),
  );
  return held.map((text) => {
    const raw = reader.read(text.read, text.names);
    reader.readCodes();
    const phrases = readPhrases(taxonomy, text.read.tokens, (a, b) => [a, b]);
    const { hits, context } = phrases;
    const tags = new Set(context.map(({ code }) => code));
    const best = Math.max(raw.conv[PACK_HEAD] as number, raw.conv[PACK_HEAD + 1] as number);
    return {
      text,
      packs: packCodes.map((codes, k) =>
        packInputs(
          raw.linear[PACK_HEAD + k] as number,
          raw.conv[PACK_HEAD + k] as number,
          phraseSigns(hits, codes),
        ),
      ),
      codes: TRAINED_CODES.map((code, k) => {
        const signs = phraseSigns(hits, new Set([code]));
        const said = tags.has(code) ? { ...signs, strong: 1 } : signs;
        return codeInputs(raw.conv[CODE_HEAD + k] as number, said, best);
      }),
      linear: Array.from(raw.linear),
      conv: Array.from(raw.conv),
      valence: valence(text.read, text.names, lexicon),
      lowered: loweredBy(phrases),
    };
  });
}
