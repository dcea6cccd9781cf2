/** The shipped second reading, opened when the first text needs it. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { headOf, shippedVersion } from '../model/model.ts';
import { openSecondReading, type SecondReading } from './reading.ts';
import type { SecondStack } from './stack.ts';

export interface SecondModel {
  /** E.g. `second-3f2a…`, from the content of the weights. */
  readonly version: string;
  readonly stack: SecondStack;
  /** Opened with the first call: it takes half a second and 80 MB. */
  readonly reading: () => SecondReading;
}

/** What the first line of the file says. */
export interface SecondHead {
  readonly version: string;
  /** The first reading beside which the last step was fitted. */
  readonly besides: string;
  readonly stack: SecondStack;
}

const inSource = import.meta.url.endsWith('.ts');
export const SECOND_PATH = fileURLToPath(
  new URL(inSource ? '../weights/second.bin' : '../../../../src/score/weights/second.bin', import.meta.url),
);

let shipped: SecondModel | undefined;

/** The shipped second reading. Throws when its file is absent or was fitted beside another first reading. */
export function shippedSecond(): SecondModel {
  shipped ??= besideShipped(headOf(SECOND_PATH) as unknown as SecondHead);
  return shipped;
}

function besideShipped({ version, besides, stack }: SecondHead): SecondModel {
  if (besides !== shippedVersion())
    throw new Error(`${SECOND_PATH} belongs to ${besides}, and the first reading is ${shippedVersion()}`);
  let open: SecondReading | undefined;
  return { version, stack, reading: () => (open ??= openSecondReading(readFileSync(SECOND_PATH))) };
}
