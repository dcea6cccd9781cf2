/** The words of a cell: wrappers opened, tags and entities undone. */
import { decodeHTMLStrict } from 'entities/decode';
import { plainText } from '../../html.ts';
import { undoMojibake } from './mojibake.ts';

/** Longest JSON in a cell that is opened. */
const MAX_WRAPPED = 1_000_000;
const MAX_DEPTH = 40;
/** What a wrapper has its words under: plain objects, YouTube's runs, Slack and Draft.js blocks, Quill, ProseMirror, ADF. */
const WORD_KEYS = [
  'text',
  'simpleText',
  'insert',
  'label',
  '#text',
  '_',
  'plain',
  'body',
  'content',
  'value',
  'rendered',
  'raw',
  'markdown',
  'html',
] as const;
const LIST_KEYS = [
  'takeoutSegments',
  'segments',
  'runs',
  'blocks',
  'elements',
  'content',
  'children',
  'ops',
  'document',
  'doc',
  'paragraphs',
  'root',
  'nodes',
] as const;
/** After these kinds of nodes a new line begins. */
const BLOCK =
  /^(?:paragraph|heading|list_?item|blockquote|code_?block|rich_text_section|unstyled|h[1-6]|p|li)$/i;

const TAG =
  /<\/?(?:a|abbr|article|b|big|blockquote|br|center|cite|code|del|details|div|em|figure|font|footer|h[1-6]|header|hr|i|img|ins|kbd|li|mark|ol|p|pre|q|s|section|small|span|strike|strong|sub|summary|sup|table|tbody|td|th|thead|tr|tt|u|ul|video|iframe|script|style|html|body|head)(?:\s+[a-z:_-]+\s*=[^<>]*)?\s*\/?>/i;
const ENTITY = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,30});/i;
/** What keeps a spreadsheet from reading a cell as a formula. */
const GUARD = /^'(?=[=+@-])/;
/** An entity that was escaped once more: `&amp;#39;`. */
const TWICE =
  /&amp;(?:#\d{1,7}|#x[\da-f]{1,6}|(?:amp|lt|gt|quot|apos|nbsp|rsquo|lsquo|rdquo|ldquo|hellip|[mn]dash));/i;

/**
 * The words of a text. Entities are undone, and tags taken out where the text has tags of HTML; `a < b`, `<3` and
 * line ends of plain text stay as they are. UTF-8 that was read as Windows-1252 is read again.
 */
export function cleanText(given: string): string {
  const text = undoMojibake(given.replace(GUARD, ''));
  if (!/[<&]/.test(text)) return text;
  const once = TWICE.test(text) ? text.replaceAll('&amp;', '&') : text;
  if (TAG.test(once)) return plainText(once);
  const undone = ENTITY.test(once) ? decodeHTMLStrict(once) : once;
  // `&lt;p&gt;` is markup that an export escaped.
  return undone !== once && TAG.test(undone) && /&lt;\/?[a-z]/i.test(once) ? plainText(undone) : undone;
}

function parsed(text: string): unknown {
  const opens = text[0];
  if (opens !== '{' && opens !== '[') return undefined;
  if (
    text.length > MAX_WRAPPED ||
    !/"(?:text|simpleText|insert|takeoutSegments|content|body|blocks|ops|runs|segments)"\s*:/.test(text)
  )
    return undefined;
  for (const candidate of [text, `[${text}]`]) {
    try {
      return JSON.parse(candidate);
    } catch {
      // Google Takeout writes several objects with commas between them.
    }
  }
  return undefined;
}

/** Adds the words of `value` to `into`; false where it holds none. */
function collect(value: unknown, into: string[], depth: number): void {
  if (depth > MAX_DEPTH) return;
  if (typeof value === 'string') {
    into.push(value);
    return;
  }
  if (Array.isArray(value)) {
    for (const one of value) collect(one, into, depth + 1);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const object = value as Record<string, unknown>;
  const own = (key: string): unknown => (Object.hasOwn(object, key) ? object[key] : undefined);
  const list = LIST_KEYS.map(own).find((one) => typeof one === 'object' && one !== null);
  if (list !== undefined) {
    collect(list, into, depth + 1);
  } else {
    const words = WORD_KEYS.map(own).find((one) => typeof one === 'string' && one !== '');
    const inner = words ?? WORD_KEYS.map(own).find((one) => typeof one === 'object' && one !== null);
    if (inner !== undefined) collect(inner, into, depth + 1);
  }
  const kind = own('type');
  if (kind === 'hardBreak' || kind === 'hard_break' || (typeof kind === 'string' && BLOCK.test(kind)))
    into.push('\n');
}

/** The words of a value: of a text, of JSON in a cell, of an object or a list that wraps them. Undefined where there are none. */
export function readWords(value: unknown): string | undefined {
  if (value === undefined || value === null || typeof value === 'boolean') return undefined;
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : undefined;
  let wrapped: unknown = value;
  if (typeof value === 'string') {
    const trimmed = value.trim();
    wrapped = parsed(trimmed);
    if (wrapped === undefined) return cleanText(value);
  }
  const parts: string[] = [];
  collect(wrapped, parts, 0);
  const text = parts.join('').trim();
  if (text === '') return typeof value === 'string' && parts.length === 0 ? cleanText(value) : undefined;
  return cleanText(text);
}
