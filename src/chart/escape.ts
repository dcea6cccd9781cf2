/** Escapes text for XML and replaces characters that XML 1.0 does not allow. */

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Whether XML 1.0 allows a code point (https://www.w3.org/TR/xml/#charsets). */
function allowedInXml(code: number): boolean {
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  if (code >= 0x7f && code <= 0x9f) return false;
  if (code >= 0xd800 && code <= 0xdfff) return false;
  return code !== 0xfffe && code !== 0xffff;
}

/** Escapes for element content and quoted attributes; forbidden characters become U+FFFD. */
export function escapeXml(text: string): string {
  let out = '';
  for (const char of text) {
    out += allowedInXml(char.codePointAt(0) ?? 0) ? (ENTITIES[char] ?? char) : '\uFFFD';
  }
  return out;
}

const SCHEME = /^[a-z][a-z0-9+.-]*:/i;

/** The URL if it is relative or http(s), else undefined: escaping does not disarm `javascript:`. */
export function safeHref(href: string): string | undefined {
  let plain = '';
  for (const char of href) if ((char.codePointAt(0) ?? 0) > 0x20) plain += char;
  if (!SCHEME.test(plain)) return plain;
  return /^https?:\/\//i.test(plain) ? plain : undefined;
}
