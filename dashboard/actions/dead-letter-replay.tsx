/** Retries a dead letter. */
import { replayDeadLetter } from '../../src/ingest/replay-dead-letter.ts';
import { mendLine } from '../../src/import/mend.ts';
import { withLabels } from '../../src/import/option-names.ts';
import type { Ctx } from '../deps.ts';
import { formOf, rawOf, whoAsks } from '../query/form.ts';
import { idOf } from '../query/numbers.ts';
import { leaveNotice } from '../security/notice.ts';
import { messagePage } from '../views/layout.tsx';

export async function deadLetterReplay(c: Ctx) {
  const { store, config, ingest } = c.var.deps;
  const letter = await store.read.deadLetters.byId(idOf(c) ?? 0);
  if (!letter || !ingest) return messagePage(c, 404, 'No such dead letter', <p>It no longer exists.</p>);
  const problem =
    letter.stage === 'import'
      ? await mendLine(ingest, letter, { text: rawOf(await formOf(c), 'line').trim(), who: whoAsks(c) })
      : await replayDeadLetter(ingest, letter, config.brands);
  if (problem === undefined) leaveNotice(c, { text: 'Ingested.' });
  if (problem === undefined) return c.redirect('/dead-letters', 303);
  return messagePage(
    c,
    409,
    'The retry failed',
    <>
      <p>{withLabels(problem).replace(/^./, (first) => first.toUpperCase())}</p>
      <p>
        <a href="/dead-letters">Back to the failed items</a>
      </p>
    </>,
  );
}
