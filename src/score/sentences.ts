/** Where sentences begin after a full stop. Other stops need no model, so they are the tokeniser's. */
import model from 'wink-eng-lite-web-model';
import winkNLP, { type ItemSentence } from 'wink-nlp';

const nlp = winkNLP(model, ['sbd']);
/** One full stop with text behind it; several are a pause and end nothing. */
const STOP = /[^.…\s]\.["')\]]*\s+\S/;
/** A stop after a word of four letters or more, or after a short word that is no abbreviation, ends a sentence. */
const SURE =
  /(?:[a-z]{4}|\b(?:it|me|us|you|him|her|them|this|that|up|out|off|on|in|to|do|so|is|was|now|day|all|too|one|two|yet|not|app|ads|ad|way|how|who|why|lol|here|bad|mad|sad|fun|new|old|job|use|pay|it's|ok|bye|yes|go|by|for|be|at|if|my|we|he|she|and|or|but|any|ago|own|big|let|got|get|has|had|did|see|say|try|buy|top|end|far|low|car|bus|air|eye|key|man|men|dad|mom|mum|kid|dog|cat|sky|sun|war|law|tax|fix|bug|fee|tv|pc|uk|eu|ai|us|fb|ios|api|ceo))\.["')\]]*\s+/gi;

/**
 * Offsets at which a sentence begins, after the first one; empty for a text of one sentence.
 * Uses wink-nlp's sentence boundary detection only where the text holds a doubtful full stop.
 */
export function sentenceStarts(text: string): number[] {
  if (!STOP.test(text)) return [];
  if (STOP.test(text.replace(SURE, ' '))) return askWink(text);
  return [...text.matchAll(SURE)].map((match) => match.index + match[0].length);
}

function askWink(text: string): number[] {
  const starts: number[] = [];
  let at = 0;
  nlp
    .readDoc(text)
    .sentences()
    .each((sentence: ItemSentence) => {
      const words = sentence.out();
      const found = text.indexOf(words.slice(0, 16), at);
      if (found > 0 && at > 0) starts.push(found);
      if (found >= 0) at = found + Math.max(1, words.length - 2);
    });
  return starts;
}
