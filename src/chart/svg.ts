/** Helpers that write the SVG of the charts. */
import { escapeXml } from './escape.ts';

export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** A number as short text with at most two decimals. */
export function num(value: number): string {
  if (!Number.isFinite(value)) return '0';
  const rounded = Math.round(value * 100) / 100;
  return Object.is(rounded, -0) ? '0' : String(rounded);
}

/** An element. Children must be markup from this module; for text, use `label`. */
export function el(name: string, attributes: Attributes, ...children: readonly string[]): string {
  let out = `<${name}`;
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined) continue;
    out += ` ${key}="${typeof value === 'number' ? num(value) : escapeXml(value)}"`;
  }
  const inner = children.join('');
  return inner === '' ? `${out}/>` : `${out}>${inner}</${name}>`;
}

/** An element with text, which is escaped. */
export function label(name: string, attributes: Attributes, text: string): string {
  return el(name, attributes, escapeXml(text));
}

/** A straight line. */
export function line(x1: number, y1: number, x2: number, y2: number, attributes: Attributes): string {
  return el('line', { x1, y1, x2, y2, ...attributes });
}

/** Path data of a polyline; `null` points interrupt it. */
export function polyline(points: readonly (readonly [number, number] | null)[]): string {
  let out = '';
  let pen = 'M';
  for (const point of points) {
    if (point === null) {
      pen = 'M';
      continue;
    }
    out += `${pen}${num(point[0])} ${num(point[1])}`;
    pen = 'L';
  }
  return out;
}

/** An id that is safe in `id`, `url(#…)` and `aria-labelledby`. */
export function safeId(prefix: string): string {
  const plain = prefix.replace(/[^A-Za-z0-9_-]/g, '-');
  return /^[A-Za-z]/.test(plain) ? plain : `c${plain}`;
}
