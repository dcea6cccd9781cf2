/** Characters come out as they were meant, or the file is refused with what to do. */
import { describe, expect, it } from 'vitest';
import { encodingName } from '../../../src/source/file/encoding/names.ts';
import { wholeCharacters } from '../../../src/source/file/encoding/utf-8.ts';
import { UserError } from '../../../src/domain/result.ts';
import { readContent } from '../../support/read-file.ts';

const HEAD = 'id,date,text\n';
const row = (text: string, id = 1) => `${id},2026-06-01 09:00,"${text}"\n`;
const texts = (fields: readonly Record<string, unknown>[]) => fields.map((field) => field.text);

/** Bytes of a one-byte encoding, written by hand: 0x80 and above as given. */
const bytes = (text: string, table: Readonly<Record<string, number>>) =>
  Buffer.from(text.split('').map((char) => table[char] ?? char.charCodeAt(0)));
const swap = (buffer: Buffer) => Buffer.from(buffer).swap16();

const UTF_16: [string, Buffer, string][] = [
  ['UTF-16LE with a mark', Buffer.from(`\ufeff${HEAD}${row('It’s gone, café')}`, 'utf16le'), 'utf-16le'],
  [
    'UTF-16BE with a mark',
    swap(Buffer.from(`\ufeff${HEAD}${row('It’s gone, café')}`, 'utf16le')),
    'utf-16be',
  ],
  ['UTF-16LE without', Buffer.from(HEAD + row('It’s gone, café'), 'utf16le'), 'utf-16le'],
  ['UTF-16BE without', swap(Buffer.from(HEAD + row('It’s gone, café'), 'utf16le')), 'utf-16be'],
];

describe('UTF-16 and UTF-8', () => {
  it.each(UTF_16)('%s', async (_, content, name) => {
    const read = await readContent(content);
    expect(texts(read.fields)).toEqual(['It’s gone, café']);
    expect(read.encoding.name).toBe(name);
    expect(read.notes).toEqual([]);
  });

  it('mostly other letters than ASCII, without a mark', async () => {
    const text = `${HEAD}${row('アプリが私の個人情報を広告主に売った')}`;
    expect(texts((await readContent(Buffer.from(text, 'utf16le'))).fields)).toEqual([
      'アプリが私の個人情報を広告主に売った',
    ]);
  });

  it.each(['jsonl', 'json', 'txt'])('UTF-16 JSON named .%s', async (ending) => {
    const text = `${JSON.stringify({ id: 1, text: 'naïve' })}\n${JSON.stringify({ id: 2, text: '🙂' })}`;
    expect(texts((await readContent(Buffer.from(`\ufeff${text}`, 'utf16le'), ending)).fields)).toEqual([
      'naïve',
      '🙂',
    ]);
  });

  it('marks twice, and in the middle of a file that was put together', async () => {
    const { fields } = await readContent(`\ufeff\ufeff${HEAD}${row('one')}\ufeff${row('two', 2)}`);
    expect(fields).toMatchObject([{ id: '1' }, { id: '2' }]);
  });

  it.each([
    ['little', Buffer.from([0xff, 0xfe, 0, 0, 0x69, 0, 0, 0])],
    ['big', Buffer.from([0, 0, 0xfe, 0xff, 0, 0, 0, 0x69])],
    [
      'no mark',
      Buffer.concat(Array.from('id,date,text', (char) => Buffer.from([char.charCodeAt(0), 0, 0, 0]))),
    ],
  ])('UTF-32, %s: refused with what to do', async (_, content) => {
    await expect(readContent(content)).rejects.toThrow(/UTF-32.*Save it as UTF-8/);
  });

  it('a character that a chunk cuts is read whole', async () => {
    const text = `${HEAD}${row('a')}${row('é🙂'.repeat(400_000))}`;
    const { fields, errors } = await readContent(`${text}${row('ü', 3)}`);
    expect(errors).toEqual([expect.stringMatching(/^3: the line is longer/)]);
    expect(texts(fields)).toEqual(['a', 'ü']);
    for (const length of [1, 2, 3, 4, 5, 6, 7]) {
      const part = Buffer.from('é🙂x').subarray(0, length);
      expect(part.subarray(0, wholeCharacters(part)).toString()).not.toContain('\ufffd');
    }
  });
});

const CP_1252 = { '’': 0x92, '“': 0x93, '”': 0x94, '€': 0x80, '–': 0x96, '…': 0x85 };

describe('Windows-1252, where bytes are not UTF-8', () => {
  it.each([
    ['French', 'Très déçu, c’est fini – où est “mon” argent ?'],
    ['German', 'Größer, schöner, weiß: 5 € für nichts…'],
    ['Spanish', '¿Señor, dónde están mis datos? ¡Qué vergüenza!'],
    ['Portuguese', 'As opções são péssimas, não há atenção à informação'],
    ['Icelandic', 'Við höfum séð þetta áður, það er slæmt, ég er reið'],
    ['Danish', 'Få går på, før øl og æg'],
    ['Catalan', 'La col·lecció és força bonica'],
    ['an acute accent for an apostrophe', 'I don´t trust it, you shouldn´t'],
  ])('%s: read, and said', async (_, text) => {
    const { fields, encoding, notes } = await readContent(bytes(HEAD + row(text), CP_1252));
    expect(texts(fields)).toEqual([text]);
    expect(encoding).toEqual({ name: 'windows-1252', how: 'content' });
    expect(notes).toEqual([expect.stringMatching(/not UTF-8; it was read as Windows-1252.*--encoding/)]);
  });

  it('only late in a file of ASCII', async () => {
    const ascii = Array.from({ length: 40_000 }, (_, i) => row('plain words here', i)).join('');
    const { fields, encoding } = await readContent(
      Buffer.concat([Buffer.from(HEAD + ascii), bytes(row('café – “late”'), CP_1252)]),
    );
    expect(fields.at(-1)?.text).toBe('café – “late”');
    expect(encoding.name).toBe('windows-1252');
  });

  it.each([['code page 850', 'está très déçu', '65737461207472 8a7320 64 82 8775'.replaceAll(' ', '')]])(
    'control: %s is no Windows-1252 and is refused',
    async (_name, _text, hex) => {
      const content = Buffer.concat([
        Buffer.from(`${HEAD}1,2026-06-01,"`),
        Buffer.from(hex, 'hex'),
        Buffer.from('"\n'),
      ]);
      await expect(readContent(content)).rejects.toThrow(UserError);
      await expect(readContent(content)).rejects.toThrow(/not UTF-8.*--encoding/);
    },
  );
});

describe('UTF-8 with other bytes among it', () => {
  const good = Array.from({ length: 500 }, (_, i) => row('“naïve” café', i)).join('');

  it('single bytes are read as Windows-1252, with the line; nothing becomes U+FFFD without a word', async () => {
    const { fields, notes, encoding } = await readContent(
      Buffer.concat([Buffer.from(HEAD + good), bytes(row('déjà vu', 900), {}), Buffer.from(good)]),
    );
    expect(fields[500]?.text).toBe('déjà vu');
    expect(fields[0]?.text).toBe('“naïve” café');
    expect(fields).toHaveLength(1_001);
    expect(encoding.name).toBe('utf-8');
    expect(notes).toEqual([expect.stringMatching(/not UTF-8 \(2 of them, line 502\)/)]);
  });

  it('a character that a field limit cut is U+FFFD, and said', async () => {
    const { fields, notes } = await readContent(
      Buffer.concat([
        Buffer.from(`${HEAD}${good}7,2026-06-01,"cut`),
        Buffer.from([0xe2, 0x80]),
        Buffer.from('"\n'),
      ]),
    );
    expect(fields.at(-1)?.text).toBe('cut\ufffd');
    expect(notes).toEqual([expect.stringMatching(/line 502.*character was cut/)]);
  });

  it('quotes that became control characters are quotes again', async () => {
    const { fields, notes } = await readContent(`${HEAD}${row('I don\x92t trust it \x96 \x93no\x94')}`);
    expect(texts(fields)).toEqual(['I don’t trust it – “no”']);
    expect(notes).toHaveLength(1);
  });

  it('control: letters beyond ASCII alone say nothing', async () => {
    expect((await readContent(HEAD + good)).notes).toEqual([]);
  });
});

describe('--encoding', () => {
  it.each([
    ['macintosh', 'caf8e', 'café'],
    ['mac roman', 'caf8e', 'café'],
    ['windows-1254', '62fd6b74fd6d', 'bıktım'],
    ['shift_jis', '83418376838a', 'アプリ'],
    ['cp932', '83418376838a', 'アプリ'],
    ['gb18030', 'd5e2b8f6', '这个'],
    ['iso-8859-2', 'f8656b6c69', 'řekli'],
    ['koi8-r', 'f0d2c9', 'При'],
    ['ANSI', '93949220', '“”’ '],
  ])('%s', async (encoding, hex, text) => {
    const own = Buffer.from(hex.replace(/^caf/, '636166'), 'hex');
    const content = Buffer.concat([Buffer.from(`${HEAD}1,2026-06-01,"`), own, Buffer.from('"\n')]);
    const read = await readContent(content, 'csv', { encoding });
    expect(texts(read.fields)).toEqual([text]);
    expect(read.encoding.how).toBe('given');
  });

  it('an unknown name is refused, and some are named', () => {
    expect(() => encodingName('klingon\x1b[31m')).toThrow(/klingon \[31m is not known.*shift_jis/);
    expect(() => encodingName('utf-32')).toThrow(UserError);
  });

  it('bytes that are none of the given encoding are said', async () => {
    const content = Buffer.concat([
      Buffer.from(`${HEAD}1,2026-06-01,a`),
      Buffer.from([0x81, 0x20]),
      Buffer.from('b\n'),
    ]);
    const { notes } = await readContent(content, 'csv', { encoding: 'shift_jis' });
    expect(notes).toEqual([expect.stringMatching(/no characters of shift_jis \(line/)]);
  });
});
