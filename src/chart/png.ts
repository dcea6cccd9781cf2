/** Converts SVG to PNG for mails and exports; the bytes are the same on every machine. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { indexedPng } from './indexed-png.ts';
import { PICTURE_FONT } from './theme.ts';

const FONT_DIR = join(
  dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json')),
  'ttf',
);
const FONT_FILES = ['DejaVuSansCondensed.ttf', 'DejaVuSansCondensed-Bold.ttf'].map((file) =>
  join(FONT_DIR, file),
);

export interface PngOptions {
  /** Width in CSS pixels; default: that of the SVG. */
  readonly width?: number;
  /** Device pixels per CSS pixel; default 2. */
  readonly scale?: number;
  /** Stands in the file as its comment; ASCII. */
  readonly comment?: string;
}

/** Renders an SVG of the `light` or `dark` theme. Uses only the bundled font, so that the bytes do not vary. */
export function svgToPng(svg: string, options: PngOptions = {}): Buffer {
  const scale = options.scale ?? 2;
  const fitTo =
    options.width === undefined
      ? ({ mode: 'zoom', value: scale } as const)
      : ({ mode: 'width', value: Math.round(options.width * scale) } as const);
  const font = {
    loadSystemFonts: false,
    fontFiles: FONT_FILES,
    defaultFontFamily: PICTURE_FONT,
    sansSerifFamily: PICTURE_FONT,
  };
  const { width, height, pixels } = new Resvg(svg, {
    fitTo,
    font,
    logLevel: 'off',
  }).render();
  return indexedPng({ width, height, rgba: pixels }, options.comment);
}
