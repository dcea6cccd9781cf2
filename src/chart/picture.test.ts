import { expect, it } from 'vitest';
import { pictureOf } from './picture.ts';
import { svgToPng } from './png.ts';

it('draws the same bytes as in the process', async () => {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"><rect width="40" height="40" fill="#c00"/></svg>';
  const [one, other] = await Promise.all([pictureOf(svg), pictureOf(svg, { scale: 1 })]);
  expect(Buffer.from(one).equals(svgToPng(svg))).toBe(true);
  expect(Buffer.from(other).equals(svgToPng(svg, { scale: 1 }))).toBe(true);
  expect(Buffer.from(other).equals(Buffer.from(one))).toBe(false);
});
