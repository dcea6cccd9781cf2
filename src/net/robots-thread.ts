/** Runs in the thread that reads robots.txt: rules with many wildcards take long to compare with an address. */
import robotsParser from 'robots-parser';
import { serveWork } from '../thread/serve-work.ts';
import type { RobotsQuestion } from './robots.ts';
import { stepBack } from '../thread/step-back.ts';

type Parse = (url: string, text: string) => { isAllowed(url: string, agent?: string): boolean | undefined };

stepBack();
/**
 * As Google's reader takes what people write: a group names a program by its product token, which ends where another sign
 * begins (RFC 9309 section 2.2.1), and a line may lack its colon.
 */
function tidied(text: string): string {
  return text
    .replaceAll(/^([ \t]*(?:user-agent|allow|disallow))[ \t]+(?![:\s])/gim, '$1: ')
    .replaceAll(/^([ \t]*user-agent[ \t]*:[ \t]*(?:[a-z_-]+|\*(?=\s)))[^\r\n]*/gim, '$1');
}

serveWork<RobotsQuestion>(
  ({ file, text, target, agent }) =>
    (robotsParser as unknown as Parse)(file, tidied(text)).isAllowed(target, agent) !== false,
);
