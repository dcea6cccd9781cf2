/** Whether a text that was read as Windows-1252 was written in it. */
/** A letter that words of Western Europe have inside, or what stands for an apostrophe. */
const LIKELY = /(?<=[a-z])[ß-öø-ÿ’´·](?=[a-z])/g;
/** Between small letters stands no capital and no sign: such words were written in another encoding. */
const UNLIKELY = /(?<=[a-z])[\x81\x8d\x8f\x90\x9d€‚ƒ„†‡ˆ‰Š‹ŒŽ˜™›Ÿ¡-¬®-³µ¶¸-Þ](?=[a-z])/g;
/** Western words have one or two such letters in a row; Cyrillic, Greek, Arabic, Hebrew, Thai and East Asian bytes more. */
const RUN = /[\xa1-\xffŠŒŽšœžŸ€-™]{3,}/g;
const ANY = /[\xa1-\xffŠŒŽšœžŸ]/g;

const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;

/** Letters that no language of Windows-1252 has together, and the language and encoding that they show. */
const OTHERS: readonly (readonly [(text: string) => boolean, string])[] = [
  // ğ ı ş; Icelandic has these letters, and á, í, ú as well.
  [(text) => count(text, /[ðýþÐÝÞ]/g) > 2 && !/[áíú]/.test(text), 'it looks Turkish (windows-1254)'],
  // ř with ě, č, ů, ň; ø is Danish or Norwegian, which have å and æ, too.
  [
    (text) => count(text, /ø/g) > 1 && count(text, /[ìèùò]/g) > 1 && !/[åæ]/.test(text),
    'it looks Czech (windows-1250)',
  ],
  // š and ž in ISO 8859-2.
  [(text) => count(text, /[¹¾][a-z]|[a-z][¹¾]/g) > 1, 'it looks Czech, Slovak or Croatian (iso-8859-2)'],
  // Lead bytes of Shift_JIS.
  [
    (text) => {
      const leads = count(text, /[\x81\x8d\x8f\x90\x9dƒ‚†‡ˆ‰]/g);
      return leads > 2 && leads * 5 > count(text, ANY);
    },
    'it looks Japanese (shift_jis)',
  ],
  // ő and ű; õ is Portuguese before an e, or Estonian with ä.
  [
    (text) => count(text, /õ(?!e)/g) > 1 && /[öûü]/.test(text) && !/[ãä]/.test(text),
    'it looks Hungarian (windows-1250)',
  ],
];

/** Why a text that was read as Windows-1252 cannot be meant so; undefined where it may. */
export function doubts(text: string): string | undefined {
  if (count(text, UNLIKELY) > count(text, LIKELY)) return 'it has signs and capitals in the middle of words';
  const all = count(text, ANY);
  const inRuns = (text.match(RUN) ?? []).join('').length;
  if (all > 4 && inRuns * 3 > all) return 'its letters beyond ASCII stand in long rows';
  return OTHERS.find(([looksSo]) => looksSo(text))?.[1];
}
