import { describe, expect, it } from 'vitest';
import { plainText } from './html.ts';

describe('plainText', () => {
  it('keeps structure, and leaves text without markup as it is', () => {
    expect(plainText('a & b')).toBe('a & b');
    expect(plainText('no markup 1 > 0')).toBe('no markup 1 > 0');
    expect(plainText('<p>One &amp; two</p><p>three <a href="https://x.example/">link</a></p>')).toBe(
      'One & two\n\nthree link',
    );
  });

  it.each<[string, string, string]>([
    [
      'cells',
      '<table><tr><td>Acme</td><td>Globex</td></tr><tr><td>9</td><td>USD</td></tr></table>',
      'Acme Globex\n9 USD',
    ],
    [
      'cells with blocks',
      '<table><tr><td><p>Acme</p></td><td><div>Globex</div></td></tr></table>',
      'Acme\n\nGlobex',
    ],
    ['heading cells', '<table><thead><tr><th>Acme<th>Globex</table>', 'Acme Globex'],
    ['terms', '<dl><dt>Acme<dd>Globex</dl>', 'Acme\nGlobex'],
    ['captions', '<figure><img alt="x"><figcaption>Acme</figcaption></figure>Globex', 'Acme\nGlobex'],
    ['options', '<select><option>Acme<option>Globex</select>', 'Acme\nGlobex'],
    ['buttons', '<button>Acme</button><button>Globex</button>', 'Acme Globex'],
    ['headings', '<h1>Acme sold it</h1><h4>To Globex</h4>', 'Acme sold it\n\nTo Globex'],
    ['quotations', '<blockquote>Acme lied</blockquote><p>No.</p>', '> Acme lied\n\nNo.'],
    [
      'a quote of Mastodon',
      '<p class="quote-inline">RE: <a href="https://a.example">x</a></p><p>No.</p>',
      'No.',
    ],
    [
      'emoji as pictures',
      '<p>so <img class="emoji" alt=":sad:"> <img src="x" alt="😀"><img alt="a photo"></p>',
      'so :sad: 😀',
    ],
    [
      'links cut short',
      '<a href="https://a.example/acme-lied">https://a.example/ac...</a>',
      'https://a.example/acme-lied',
    ],
    [
      'links cut short, without a scheme',
      '<a href="https://www.a.example/acme-lied">a.example/ac…</a>',
      'https://www.a.example/acme-lied',
    ],
    ['words that end in dots', '<a href="https://a.example/x">Read on …</a>', 'Read on …'],
  ])('keeps apart and clean: %s', (_, html, words) => {
    expect(plainText(html)).toBe(words);
  });

  it.each<[string, string]>([
    ['nested 10,000 deep', `${'<div>'.repeat(10_000)}Acme &amp; you`],
    ['tables in tables', `${'<table><tr><td>'.repeat(3_000)}Acme &amp; you`],
    ['thousands of breaks', `Acme &amp; you${'<br>'.repeat(20_000)}`],
    ['tags made of tags', `${'<div<x>>'.repeat(10_000)}Acme &amp; you`],
    [
      'a script that never ends, after it',
      `${'<b>'.repeat(5_000)}Acme &amp; you<script>${'alert(1);'.repeat(1_000)}`,
    ],
  ])('keeps the words of excessive markup: %s', (_, html) => {
    const words = plainText(html)
      .replaceAll(/[>\s]+/g, ' ')
      .trim();
    expect(words).toBe('Acme & you');
  });

  it('control: as much markup as a long post has is read with its structure', () => {
    const html = Array.from({ length: 400 }, (_, i) => `<p>line <b>${i}</b></p>`).join('');
    expect(plainText(html).split('\n\n')).toHaveLength(400);
  });
});

it('loses no words before a stray body, and says nothing of the head of a whole page', () => {
  expect(plainText('Acme <body onload=x> sold my data')).toBe('Acme sold my data');
  const page = '<html><head><title>Mail</title></head><body><p>Acme lied.</p></body></html>';
  expect(plainText(page)).toBe('Acme lied.');
});
