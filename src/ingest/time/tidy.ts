/** Brings rare spellings of a time into the usual one, so that one grammar reads them all. */

const MEANT_AS = /[\u2010-\u2015\u2212]/g; // dashes and the minus sign
const INVISIBLE = /[\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g;

/** Chinese, Japanese and Korean: 2026年7月8日 下午3時09分, 2026년 7월 8일 오후 3:09. */
function eastAsian(text: string): string {
  return text
    .replaceAll(
      /(?:星期|周|週|礼拜|禮拜)[一二三四五六日天]|[月火水木金土日]曜日?|\([月火水木金土日]\)|[월화수목금토일]요일|\([월화수목금토일]\)/g,
      ' ',
    )
    .replace(/(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日号號일]?/, '$1-$2-$3 ')
    .replace(
      /(\d{1,2})\s*[時时点點시]\s*(\d{1,2})\s*[分분](?:\s*(\d{1,2})\s*[秒초])?/,
      (_, h, m, s?: string) => (s === undefined ? `${h}:${m}` : `${h}:${m}:${s}`),
    )
    .replace(/(?:上午|午前|오전)\s*/, ' AM ')
    .replace(/(?:下午|午後|오후)\s*/, ' PM ');
}

/** Forms in which digits stand together or behind unusual marks. Each begins with what it replaces. */
const FORMS: readonly (readonly [RegExp, string])[] = [
  // 20260708T101112.5, 20260708 1011
  [/^(\d{4})(\d\d)(\d\d)[T_ -](\d\d):?(\d\d)(?::?(\d\d)([.,]\d+)?)?(?=$|[^\d:.])/i, '$1-$2-$3 $4:$5:$6$7'],
  // names of files and DB2: 2026-07-08_10-11-12, 2026-07-08-10.11.12.123456
  [/^(\d{4}-\d\d-\d\d)[T_ -](\d\d)[-.](\d\d)[-.](\d\d)(\.\d+)?$/i, '$1 $2:$3:$4$5'],
  // Oracle and German: 08-JUL-26 10.11.12.000 AM, 10.11 Uhr
  [/\b(\d{1,2})\.(\d\d)\.(\d\d)(\.\d+)? ?(?=[AP]M\b)/i, '$1:$2:$3$4 '],
  [/\b(\d{1,2})\.(\d\d)(?= ?Uhr\b)/i, '$1:$2'],
  // Finnish, Danish, Indonesian: 8.7.2026 klo 10.11, 2026-07-08 10.11.12
  [
    /(?<=\b\d{4}|\b\d{4}[-/.]\d{1,2}[-/.]\d{1,2}),? (?:klo|kl\.?)? ?(\d{1,2})\.(\d\d)(?:\.(\d\d))?$/i,
    ' $1:$2:$3',
  ],
  // Go: … +0200 CEST m=+0.000012
  [/ m=[+-]\d+\.\d+$/, ''],
  // cameras: 2026:07:08 10:11:12
  [/^(\d{4}):(\d\d):(\d\d)(?=\s)/, '$1-$2-$3'],
  // web servers: 08/Jul/2026:10:11:12 +0000
  [/^(\d{1,2}\/\p{L}{3}\/\d{4}):(?=\d)/u, '$1 '],
  // ISO 8601 with an hour alone: 2026-07-08T10Z
  [/^(\d{4}-\d\d-\d\d)T(\d\d)(?=$|Z|[+-]\d)/i, '$1 $2:00'],
  // a date column that a join gave a midnight: 2026-07-08 00:00:00 23:42
  [/^(.*\d)[ T]0?0:00(?::00(?:\.0+)?)?(?=\s+\d{1,2}:\d\d)/i, '$1'],
];

/** The text in ASCII digits, with single blanks, dashes as hyphens and without quotes around it. */
export function tidy(value: string): string {
  let text = value.trim();
  if (/[^\x20-\x7E]/.test(text)) {
    text = eastAsian(text.normalize('NFKC').replaceAll(MEANT_AS, '-').replaceAll(INVISIBLE, ''));
  }
  text = text.replaceAll(/\s+/g, ' ').trim();
  const quoted = /^(["'[])(.*?)["'\]]?$/.exec(text);
  if (quoted && !/^\[[A-Z]/.test(text)) text = quoted[2]!.trim();
  for (const [form, usual] of FORMS) {
    if (form.test(text)) text = text.replace(form, usual).replace(/:(?=$|[^\d])/, '');
  }
  return text;
}
