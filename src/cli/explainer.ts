/** Explains mentions for the dashboard. The scorer is loaded for the first explanation. */
import type { AppDeps } from '../../dashboard/app.tsx';
import type { StageContext } from '../../workers/context.ts';
import { optionsFor } from '../../workers/score.ts';
import type { Scorer } from '../domain/scoring.ts';

/** Reads a mention as the stage `score` does: in its language, with the packs and without the names of its brands. */
export function explainer(ctx: StageContext): NonNullable<AppDeps['explain']> {
  let scorer: Scorer | undefined;
  return async (mention) => {
    if (mention.state !== 'scored') return undefined;
    const [{ createScorer }, { explain }] = await Promise.all([
      import('../score/scorer.ts'),
      import('../score/explain.ts'),
    ]);
    scorer ??= createScorer(ctx.config.packs);
    return explain(scorer, mention.text, (await optionsFor(ctx))(mention));
  };
}
