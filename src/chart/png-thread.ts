/** Runs in the thread that draws PNG for mails: one takes a few hundred milliseconds. */
import { serveWork } from '../thread/serve-work.ts';
import type { Picture } from './picture.ts';
import { svgToPng } from './png.ts';
import { stepBack } from '../thread/step-back.ts';

stepBack();
serveWork<Picture>(({ svg, options }) => svgToPng(svg, options));
