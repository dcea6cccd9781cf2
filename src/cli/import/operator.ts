/** Who runs a command. */
import { userInfo } from 'node:os';
import { OPERATOR } from '../audit.ts';

/** The user of the operating system; `command line` where it names none. */
export function operatorName(): string {
  try {
    return userInfo().username;
  } catch {
    return OPERATOR;
  }
}
