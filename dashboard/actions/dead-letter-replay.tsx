/** Tries a dead letter again. */
import { replayDeadLetter } from '../../src/ingest/replay-dead-letter.ts';
import { type Ctx, param } from '../deps.ts';
import { notice } from '../views/layout.tsx';

export async function deadLetterReplay(c: Ctx) {
  const { ledger, config, ingest } = c.var.deps;
  const letter = await ledger.read.deadLetters.byId(Number(param(c, 'id')) || 0);
  if (!letter || !ingest) return notice(c, 404, 'No such dead letter', <p>It is gone.</p>);
  const problem = await replayDeadLetter(ingest, letter, config.brands);
  if (problem === undefined) return c.redirect('/dead-letters', 303);
  return notice(
    c,
    409,
    'Not replayed',
    <>
      <p>{problem}</p>
      <p>
        <a href="/dead-letters">Back to the dead letters</a>
      </p>
    </>,
  );
}
