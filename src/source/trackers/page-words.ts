/** From the HTML of a page to lines of words: rows of tables as `| a | b |`, and nothing of what only leads elsewhere. */
import { convert, type FormatCallback } from 'html-to-text';

const SKIPPED = ['nav', 'script', 'style', 'noscript', 'template', 'button', 'input', 'textarea'];
const MEDIA = ['img', 'svg', 'iframe', 'video', 'audio', 'canvas', 'select'];
const UNREAD = new Set([...SKIPPED, ...MEDIA]);
/** A form with more characters is the page: sites made with ASP.NET are one form. */
const FORM_LENGTH = 1_000;
/** Of several articles those with fewer characters are teasers of others. */
const ARTICLE_LENGTH = 200;
/** An aside of which more than this share are links is a menu. */
const LINKS = 0.6;
/** A cell with more characters holds a part of the page's layout. */
const CELL_LENGTH = 1_500;
/** Stands before each article. */
const ARTICLE = '\u0001';

type Element = Parameters<FormatCallback>[0];

interface Size {
  readonly text: number;
  readonly links: number;
}

function childrenOf(element: Element): readonly Element[] {
  return (element.children ?? []) as Element[];
}

/** Characters of an element and of its links. Each element is measured once. */
function measure(element: Element, known: WeakMap<object, Size>): Size {
  const had = known.get(element);
  if (had) return had;
  let [text, links] = [0, 0];
  for (const child of childrenOf(element)) {
    if (child.type === 'text') text += ((child as { data?: string }).data ?? '').trim().length;
    else if (!UNREAD.has(child.name ?? '')) {
      const size = measure(child, known);
      text += size.text;
      links += child.name === 'a' ? size.text : size.links;
    }
  }
  const size = { text, links };
  known.set(element, size);
  return size;
}

/** The words of a cell in one line. */
function cellText(element: Element): string {
  const parts: string[] = [];
  const take = (one: Element) => {
    for (const child of childrenOf(one)) {
      if (child.type === 'text') parts.push((child as { data?: string }).data ?? '');
      else if (!UNREAD.has(child.name ?? '')) {
        const inline = /^(?:a|abbr|b|code|em|i|mark|s|small|span|strong|sub|sup|u)$/.test(child.name ?? '');
        if (!inline) parts.push(' ');
        take(child);
        if (!inline) parts.push(' ');
      }
    }
  };
  take(element);
  return parts.join('').replace(/\s+/g, ' ').trim();
}

const LINE = { leadingLineBreaks: 1, trailingLineBreaks: 1 };

function formatters() {
  const sizes = new WeakMap<object, Size>();
  const block: FormatCallback = (element, inner, builder) => {
    builder.openBlock(LINE);
    inner(element.children, builder);
    builder.closeBlock(LINE);
  };
  const form: FormatCallback = (element, inner, builder) => {
    if (measure(element, sizes).text >= FORM_LENGTH) block(element, inner, builder, {});
  };
  const aside: FormatCallback = (element, inner, builder) => {
    const { text, links } = measure(element, sizes);
    if (links <= text * LINKS) block(element, inner, builder, {});
  };
  const row: FormatCallback = (element, inner, builder) => {
    const cells = childrenOf(element).filter(({ name }) => name === 'td' || name === 'th');
    if (cells.some((cell) => measure(cell, sizes).text > CELL_LENGTH)) {
      for (const cell of cells) block(cell, inner, builder, {});
      return;
    }
    const texts = cells.map(cellText);
    if (texts.every((text) => text === '')) return;
    builder.openBlock(LINE);
    builder.addInline(texts.length > 1 ? `| ${texts.join(' | ')} |` : (texts[0] ?? ''));
    builder.closeBlock(LINE);
  };
  const article: FormatCallback = (element, inner, builder) => {
    builder.openBlock(LINE);
    builder.addLiteral(ARTICLE);
    builder.closeBlock(LINE);
    block(element, inner, builder, {});
  };
  return { form, aside, row, article };
}

/** The words of the first element that `base` selects, of all `article`s, without elements of the names `skipped`. */
export function wordsOfPage(html: string, base: string, skipped: readonly string[] = []): string {
  const text = convert(html, {
    wordwrap: false,
    baseElements: { selectors: [base], returnDomByDefault: false },
    limits: { maxInputLength: 5_000_000, ...(base === 'article' ? {} : { maxBaseElements: 1 }) },
    formatters: formatters(),
    selectors: [
      { selector: 'a', options: { ignoreHref: true } },
      { selector: 'ul', options: { itemPrefix: '- ' } },
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
        selector,
        options: { uppercase: false },
      })),
      ...['dl', 'dt', 'dd', 'caption', 'figcaption', 'summary', 'details', 'address'].map((selector) => ({
        selector,
        format: 'block',
        options: LINE,
      })),
      { selector: 'form', format: 'form' },
      ...['aside', 'footer'].map((selector) => ({ selector, format: 'aside' })),
      { selector: 'tr', format: 'row' },
      ...(base === 'article' ? [{ selector: 'article', format: 'article' }] : []),
      ...[...SKIPPED, ...MEDIA, ...skipped].map((selector) => ({ selector, format: 'skip' })),
    ],
  });
  if (base !== 'article') return text;
  const [first = '', ...others] = text.split(ARTICLE).filter((part) => part.trim() !== '');
  return [first, ...others.filter((part) => part.trim().length >= ARTICLE_LENGTH)].join('\n');
}
