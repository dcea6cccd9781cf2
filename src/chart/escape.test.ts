import { describe, expect, test } from 'vitest';
import { escapeXml, safeHref } from './escape.ts';

describe('escapeXml', () => {
  test('escapes markup and quotes', () => {
    expect(escapeXml(`"><script>alert('x')</script>&`)).toBe(
      '&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;',
    );
  });

  test('replaces what XML cannot carry and keeps the rest', () => {
    expect(escapeXml('a\u0000b\u001b\u007f\ufffe')).toBe('a\uFFFDb\uFFFD\uFFFD\uFFFD');
    expect(escapeXml('lone \ud83d and \ude00, whole \u{1f600}')).toBe(
      'lone \uFFFD and \uFFFD, whole \u{1f600}',
    );
    expect(escapeXml('tab\tline\nä')).toBe('tab\tline\nä');
  });
});

describe('safeHref', () => {
  test('keeps relative and http addresses', () => {
    for (const href of ['/posts?from=1', '?a=1', '#x', 'https://example.org/', 'HTTP://example.org']) {
      expect(safeHref(href)).toBe(href);
    }
  });

  test('drops other schemes, also disguised ones', () => {
    for (const href of [
      'javascript:alert(1)',
      ' java\nscript:alert(1)',
      'JAVASCRIPT:x',
      'data:text/html,x',
      'http:x',
    ]) {
      expect(safeHref(href)).toBeUndefined();
    }
  });
});
