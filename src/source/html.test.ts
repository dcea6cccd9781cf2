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
