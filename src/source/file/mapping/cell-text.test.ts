/** Words of cells: entities, tags, wrappers. */
import { describe, expect, it } from 'vitest';

import { growth, LINEAR } from '../../../../test/support/cpu-time.ts';
import { cleanText, readWords } from './cell-text.ts';

describe('entities and tags', () => {
  it.each([
    ['I don&#39;t trust Acme', "I don't trust Acme"],
    ['I don&rsquo;t trust Acme', 'I don’t trust Acme'],
    ['I don&amp;#39;t trust AT&amp;amp;T', "I don't trust AT&T"],
    ['AT&amp;T &lt;3', 'AT&T <3'],
    ['<p>They <b>lied</b></p><p>again</p>', 'They lied\n\nagain'],
    ['one<br>two<br/>three', 'one\ntwo\nthree'],
    ['Acme <a href="https://x.example/">sold</a> it', 'Acme sold it'],
    ['&lt;p&gt;They lied&lt;/p&gt;', 'They lied'],
    ['<span class="h-card">@acme</span> bye', '@acme bye'],
  ])('%s', (text, words) => expect(cleanText(text)).toBe(words));

  it.each([
    'I <3 Acme',
    'a < b and b > c',
    'AT&T and H&M',
    'first line\n\n  second line',
    'if (a<b && c>d)',
    'R&D;',
    '<none>',
    'x <- y',
    'see <https://x.example>',
    '100% & more\nnew line',
  ])('%j stays as it is', (text) => expect(cleanText(text)).toBe(text));
});

describe('wrappers', () => {
  it.each<[string, unknown, string]>([
    ['Takeout', '{"takeoutSegments":[{"text":"acme "},{"text":"lied"}]}', 'acme lied'],
    ['Takeout without a list', '{"text":"acme lied"},{"text":" to us"}', 'acme lied to us'],
    ['runs', { runs: [{ text: 'acme ' }, { text: 'lied' }] }, 'acme lied'],
    ['simpleText', { simpleText: 'acme lied' }, 'acme lied'],
    [
      'Draft.js',
      '{"blocks":[{"text":"acme","type":"unstyled"},{"text":"lied","type":"unstyled"}],"entityMap":{}}',
      'acme\nlied',
    ],
    [
      'ADF',
      {
        type: 'doc',
        content: [
          {
            type: 'paragraph',
            content: [
              { type: 'text', text: 'acme' },
              { type: 'text', text: ' lied' },
            ],
          },
          { type: 'paragraph', content: [{ type: 'text', text: 'again' }] },
        ],
      },
      'acme lied\nagain',
    ],
    ['Quill', '{"ops":[{"insert":"acme "},{"insert":"lied"}]}', 'acme lied'],
    [
      'Slack',
      {
        blocks: [
          {
            type: 'rich_text',
            elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'acme lied' }] }],
          },
        ],
      },
      'acme lied',
    ],
    ['WordPress', { rendered: '<p>acme lied</p>' }, 'acme lied'],
    ['the App Store feed', { label: 'acme lied' }, 'acme lied'],
    ['a list', ['acme', ' lied'], 'acme lied'],
  ])('%s', (_name, value, words) => expect(readWords(value)).toBe(words));

  it.each(['{not json}', '[acme] lied', '{"a":1}', '["text"]'])('%s is a text', (text) =>
    expect(readWords(text)).toBe(text),
  );
  it.each([undefined, null, true, {}, [], { id: 1 }])('%j holds no words', (value) =>
    expect(readWords(value)).toBeUndefined(),
  );

  it.each<[string, (size: number) => string]>([
    ['deep wrappers', (size) => '{"text":'.repeat(size)],
    ['deep wrappers that are closed', (size) => `${'{"text":'.repeat(size)}"a"${'}'.repeat(size)}`],
    [
      'long lists',
      (size) => JSON.stringify({ ops: Array.from({ length: size }, () => ({ insert: 'ab ' })) }),
    ],
    ['opening signs', (size) => '<p '.repeat(size)],
    ['entities', (size) => '&amp;'.repeat(size)],
    ['attributes', (size) => `<a ${'b=c '.repeat(size)}`],
  ])('take linear time: %s', (_name, make) => {
    expect(growth((size) => readWords(make(size)), 2_000)).toBeLessThan(LINEAR);
  });
});
