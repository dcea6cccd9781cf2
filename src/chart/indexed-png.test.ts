import { Resvg } from '@resvg/resvg-js';
import { describe, expect, it } from 'vitest';
import { indexedPng } from './indexed-png.ts';

function picture(width: number, height: number, colour: (x: number, y: number) => readonly number[]) {
  const rgba = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) rgba.set([...colour(x, y), 255], (y * width + x) * 4);
  }
  return { width, height, rgba };
}

/** Reads a PNG back through another decoder: drawn as an image in an SVG. */
function readBack(png: Buffer, width: number, height: number): Uint8Array {
  const href = `data:image/png;base64,${png.toString('base64')}`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><image href="${href}" width="${width}" height="${height}" image-rendering="optimizeSpeed"/></svg>`;
  return new Resvg(svg).render().pixels;
}

describe('indexedPng', () => {
  it('keeps every pixel of a picture with up to 256 colours', () => {
    const given = picture(64, 16, (x, y) => [x * 4, 255 - x, y < 8 ? 10 : 200]);
    expect(Buffer.from(readBack(indexedPng(given), 64, 16)).equals(Buffer.from(given.rgba))).toBe(true);
  });

  it('takes the nearest colour where there are more', () => {
    const given = picture(64, 64, (x, y) => [x * 4, y * 4, 128]);
    const read = readBack(indexedPng(given), 64, 64);
    let worst = 0;
    for (let i = 0; i < read.length; i += 1) worst = Math.max(worst, Math.abs(read[i]! - given.rgba[i]!));
    expect(worst).toBeGreaterThan(0);
    expect(worst).toBeLessThan(256);
  });

  it('keeps a comment for the details of the file, and the picture is the same', () => {
    const given = picture(8, 8, (x, y) => [x, y, 0]);
    const png = indexedPng(given, 'scorer 3; inputs ab\u20ac\u0000');
    expect(png.toString('latin1')).toContain('tEXtComment\0scorer 3; inputs ab??');
    expect(Buffer.from(readBack(png, 8, 8)).equals(Buffer.from(given.rgba))).toBe(true);
  });

  it('gives the same bytes for the same pixels', () => {
    const given = picture(20, 20, (x, y) => [x, y, x * y]);
    expect(indexedPng(given).equals(indexedPng(given))).toBe(true);
  });
});
