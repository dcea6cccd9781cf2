/** Charts as PNG: drawing one takes about a hundred times as long as its SVG. */
import { type PngOptions, svgToPng } from '../../chart/png.ts';
import { keeping } from '../kept.ts';

/** The last pictures, about 50 kB each. */
export const keptPng = keeping(24, (svg: string, options: PngOptions) => svgToPng(svg, options));
