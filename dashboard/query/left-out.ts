/** The post that was just said to be about somebody else. */
import type { MuteRow } from '../../src/store/triage/port.ts';
import type { Ctx } from '../deps.ts';
import { wholeNumber } from './numbers.ts';

/** Field of the address that a form returns to. */
export const LEFT_OUT = 'left';

/** Undefined where the address names none, or where it counts again. */
export async function leftOut(c: Ctx): Promise<MuteRow | undefined> {
  const id = wholeNumber(c.req.query(LEFT_OUT));
  const mute = id === undefined ? undefined : await c.var.deps.store.read.mutes.one(id);
  return mute?.kind === 'post' && mute.undoneAt === undefined ? mute : undefined;
}
