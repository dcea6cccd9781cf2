/** Runs in the thread that reads robots.txt: rules with many wildcards take long to compare with an address. */
import robotsParser from 'robots-parser';
import { serveWork } from '../thread/serve-work.ts';
import type { RobotsQuestion } from './robots.ts';
import { stepBack } from '../thread/step-back.ts';

type Parse = (url: string, text: string) => { isAllowed(url: string, agent?: string): boolean | undefined };

stepBack();
serveWork<RobotsQuestion>(
  ({ file, text, target, agent }) =>
    (robotsParser as unknown as Parse)(file, text).isAllowed(target, agent) !== false,
);
