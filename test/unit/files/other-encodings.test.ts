/** Files and feeds that do not say their encoding, in the words of eighteen languages and at several lengths. */
import { describe, expect, it } from 'vitest';
import { decodeAnswer } from '../../../src/net/charset.ts';
import { encode } from '../../support/encode.ts';
import { readContent } from '../../support/read-file.ts';

const JAPANESE =
  'このアプリは私の連絡先を広告会社に売っていた。何年も信じて使ってきたのに、本当に裏切られた気持ちです。すぐに退会しました。説明も謝罪もなく、規約が勝手に変わっていたことを友人から聞いて初めて知りました。二度と使いません。';
const SIMPLIFIED =
  '这个应用把我的通讯录卖给了广告商。我用了很多年，一直相信他们，现在觉得被欺骗了。隐私条款悄悄改了，没有任何通知。我已经删除了账号，也劝朋友们不要再使用它。客服到现在还没有回答我的问题。';
const TRADITIONAL =
  '這個應用程式把我的聯絡人賣給了廣告商。我用了很多年，一直相信他們，現在覺得被欺騙了。隱私條款悄悄改了，沒有任何通知。我已經刪除了帳號，也勸朋友們不要再使用它。客服到現在還沒有回答我的問題。';
const KOREAN =
  '이 앱이 내 연락처를 광고 회사에 팔았습니다. 몇 년 동안 믿고 사용했는데 정말 배신당한 기분입니다. 약관이 아무 말도 없이 바뀌었다는 것을 친구에게서 들었습니다. 계정을 삭제했고 다시는 사용하지 않을 것입니다.';
const RUSSIAN =
  'Приложение продало мои контакты рекламным компаниям. Я доверял им много лет, а теперь чувствую себя обманутым. Условия изменили тихо, никого не предупредив. Я удалил учётную запись и советую друзьям сделать то же самое. Служба поддержки до сих пор не ответила.';
const POLISH =
  'Aplikacja sprzedała moje kontakty firmom reklamowym. Ufałem im przez wiele lat, a teraz czuję się oszukany. Regulamin zmieniono po cichu, nikogo nie uprzedzając. Usunąłem konto i radzę znajomym zrobić to samo. Obsługa klienta do dziś mi nie odpowiedziała, więc żegnam.';
const CZECH =
  'Aplikace prodala moje kontakty reklamním společnostem. Věřil jsem jim mnoho let a teď se cítím podvedený. Podmínky změnili potichu, nikoho předem neupozornili. Účet jsem zrušil a přátelům radím, ať udělají totéž. Podpora mi dodnes neodpověděla.';
const LITHUANIAN =
  'Programėlė pardavė mano kontaktus reklamos įmonėms. Daug metų jais pasitikėjau, o dabar jaučiuosi apgautas. Sąlygas pakeitė tyliai, nieko neįspėję. Paskyrą ištryniau ir draugams siūlau padaryti tą patį. Pagalbos tarnyba iki šiol man neatsakė.';
const GREEK =
  'Η εφαρμογή πούλησε τις επαφές μου σε διαφημιστικές εταιρείες. Τους εμπιστευόμουν πολλά χρόνια και τώρα νιώθω προδομένος. Άλλαξαν τους όρους σιωπηλά, χωρίς να ειδοποιήσουν κανέναν. Διέγραψα τον λογαριασμό μου.';
const TURKISH =
  'Uygulama kişilerimi reklam şirketlerine satmış. Yıllarca onlara güvendim, şimdi kendimi aldatılmış hissediyorum. Koşulları sessizce değiştirmişler, kimseye haber vermeden. Hesabımı sildim, arkadaşlarıma da aynısını öneriyorum. Müşteri hizmetleri hâlâ yanıt vermedi.';
const HEBREW =
  'האפליקציה מכרה את אנשי הקשר שלי לחברות פרסום. סמכתי עליהם שנים רבות ועכשיו אני מרגיש מרומה. התנאים שונו בשקט בלי להודיע לאף אחד. מחקתי את החשבון ואני ממליץ לחברים לעשות כמוני.';
const ARABIC =
  'باع التطبيق جهات الاتصال الخاصة بي لشركات الإعلانات. وثقت بهم سنوات طويلة والآن أشعر بالخيانة. غيروا الشروط بصمت دون إخبار أحد. حذفت حسابي وأنصح أصدقائي أن يفعلوا الشيء نفسه.';
const THAI =
  'แอปนี้ขายรายชื่อผู้ติดต่อของฉันให้บริษัทโฆษณา ฉันเชื่อใจมาหลายปี ตอนนี้รู้สึกเหมือนถูกหักหลัง เงื่อนไขถูกเปลี่ยนอย่างเงียบ ๆ โดยไม่แจ้งใครเลย ฉันลบบัญชีแล้วและแนะนำให้เพื่อนทำเหมือนกัน';
const HUNGARIAN =
  'Az alkalmazás eladta a névjegyeimet hirdető cégeknek. Évekig megbíztam bennük, most pedig becsapottnak érzem magam. A feltételeket csendben módosították, senkit sem értesítettek előre. Töröltem a fiókomat, és ezt ajánlom a barátaimnak is. Az ügyfélszolgálat azóta sem felelt, szégyen, hogy így bántak a felhasználókkal, akik hűségesek voltak.';

/** The shortest cut that must be right already: letters of Western Europe beside others need more words. */
const SAMPLES: readonly (readonly [encoding: string, text: string, from: number])[] = [
  ['shift_jis', JAPANESE, 10],
  ['euc-jp', JAPANESE, 10],
  ['gb18030', SIMPLIFIED, 10],
  ['gbk', SIMPLIFIED, 10],
  ['big5', TRADITIONAL, 10],
  ['euc-kr', KOREAN, 20],
  ['windows-1251', RUSSIAN, 20],
  ['koi8-r', RUSSIAN, 20],
  ['ibm866', RUSSIAN, 20],
  ['iso-8859-5', RUSSIAN, 20],
  ['windows-1250', POLISH, 150],
  ['iso-8859-2', POLISH, 150],
  ['iso-8859-2', CZECH, 100],
  ['windows-1250', HUNGARIAN, 300],
  ['windows-1257', LITHUANIAN, 100],
  ['windows-1253', GREEK, 20],
  ['windows-1254', TURKISH, 100],
  ['windows-1255', HEBREW, 20],
  ['windows-1256', ARABIC, 20],
  ['windows-874', THAI, 20],
];
const LENGTHS = [10, 20, 60, 100, 150, 1_000];
const CASES = SAMPLES.flatMap(([encoding, text, from]) =>
  LENGTHS.filter((length) => length >= from).map((length): [string, number, string] => [
    encoding,
    length,
    text.slice(0, length).trim(),
  ]),
);

const feed = (text: string) =>
  `<rss version="2.0"><channel><title>News</title><item><title>${text}</title><guid>1</guid></item></channel></rss>`;
const file = (text: string) => `id,date,text\n1,2026-06-01 09:00,"${text}"\n`;

describe('an encoding that nothing names', () => {
  it.each(CASES)('%s, %i characters', async (encoding, _, text) => {
    expect(await decodeAnswer(encode(feed(text), encoding), 'text/xml')).toBe(feed(text));
    const read = await readContent(encode(file(text), encoding));
    expect(read.fields).toMatchObject([{ text }]);
    expect(read.notes).toEqual([expect.stringMatching(/not UTF-8; by its letters .*--encoding/)]);
  });

  it('ISO-2022-JP, which is ASCII with escapes', async () => {
    // このアプリ
    const words = Buffer.from('\x1b$B$3$N%"%W%j\x1b(B');
    const [head = '', tail = ''] = file('|').split('|');
    const read = await readContent(Buffer.concat([Buffer.from(head), words, Buffer.from(tail)]));
    expect(read.fields).toMatchObject([{ text: 'このアプリ' }]);
    expect(await decodeAnswer(words)).toBe('このアプリ');
  });

  it('a mark, a header and a prolog come before the guess', async () => {
    const russian = encode('<t>Привет всем, приложение продало контакты', 'windows-1251');
    expect(await decodeAnswer(russian, 'text/xml; charset=iso-8859-5')).not.toContain('Привет');
    expect(await decodeAnswer(Buffer.from('\ufeff<t>Привет'))).toBe('<t>Привет');
    const named = Buffer.concat([Buffer.from('<?xml version="1.0" encoding="koi8-r"?>'), russian]);
    expect(await decodeAnswer(named)).not.toContain('Привет');
    expect(await decodeAnswer(russian)).toContain('Привет');
  });

  it('is judged by more than the first letter of a file', async () => {
    const rows = Array.from({ length: 3_000 }, (_, i) => `${i},2026-06-01 09:00,plain words here\n`);
    const late = `1,2026-06-01 09:00,"é"\n${rows.join('')}2,2026-06-01 09:00,"${POLISH}"\n`;
    const { fields } = await readContent(encode(`id,date,text\n${late}`, 'windows-1250'));
    expect(fields.at(-1)?.text).toBe(POLISH);
  });

  it('is found in the lines that have letters of it, in a file that is mostly ASCII', async () => {
    const rows = Array.from({ length: 300 }, (_, i) => `${i},2026-06-01 09:00,plain words here\n`).join('');
    const content = encode(`id,date,text\n${rows}9,2026-06-01 09:00,"${RUSSIAN}"\n`, 'koi8-r');
    expect((await readContent(content)).fields.at(-1)?.text).toBe(RUSSIAN);
  });
});

/** What people of Western Europe write, and what word processors put into English. */
const WESTERN = [
  'I don’t trust Acme',
  '“Acme” lied – again…',
  '€5 a month for Acme',
  'Nestlé sold us out',
  'café, naïve, Beyoncé',
  'Acme® privacy™ · 20°',
  '£10, §5 and ½',
  'Zürich – Genève – Málaga',
  'n.º 5, 2ª vez',
  'São Paulo não é aqui',
  '¿Qué? ¡No!',
  '«Oui», à la carte',
  'Straße, GROSSE MÜLLABFUHR FÜR ALLE',
  'DÉJÀ VU CET ÉTÉ',
  'ESPAÑA Y ÑANDÚ',
  'Løvenskiold, Åland, Björk',
  '—',
  '• one • two • three',
  '10 µm × 5 ± 2',
  'la città è più bella perché c’è virtù',
  'hann sagði það áður en þú fórst',
];

const HIGH = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';
const encode1252 = (text: string) =>
  Buffer.from(
    Array.from(text, (char) => (HIGH.includes(char) ? 0x80 + HIGH.indexOf(char) : char.charCodeAt(0))),
  );

describe('control: Windows-1252 stays Windows-1252', () => {
  it.each(WESTERN)('%s', async (text) => {
    const bytes = encode1252(text);
    expect(await decodeAnswer(bytes)).toBe(text);
    expect(
      await decodeAnswer(Buffer.concat([Buffer.from(`${'plain words of a post, '.repeat(20)}`), bytes])),
    ).toContain(text);
  });
});
