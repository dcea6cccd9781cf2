/** Choosing capsules by what they are about and what became of them. */
import type { Capsule } from '../domain/capsule.ts';
import type { AnswerKind, OutcomeKind, Sector } from '../domain/capsule-words.ts';
import type { ThemeCode } from '../domain/kind/theme.ts';

/** Each one that is given must hold. */
export interface CapsuleFilter {
  readonly theme?: ThemeCode | undefined;
  readonly sector?: Sector | undefined;
  readonly answer?: AnswerKind | undefined;
  readonly outcome?: OutcomeKind | undefined;
}

export function filterCapsules(library: readonly Capsule[], filter: CapsuleFilter): Capsule[] {
  const { theme, sector, answer, outcome } = filter;
  return library.filter(
    (one) =>
      (theme === undefined || one.themes.includes(theme)) &&
      (sector === undefined || one.sector === sector) &&
      (answer === undefined || one.answers.some(({ kind }) => kind === answer)) &&
      (outcome === undefined || one.outcome.some(({ kind }) => kind === outcome)),
  );
}
