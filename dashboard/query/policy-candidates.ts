/** What the cards of candidate changes show beside the candidate. */
import type { Ctx } from '../deps.ts';
import type { CandidateContext } from '../views/policy-candidates.tsx';

/** What the cards of candidate changes need to know about the configuration and the reader. */
export function candidateContext(c: Ctx): CandidateContext {
  const { config } = c.var.deps;
  const names = new Map(config.brands.map((brand) => [brand.slug, brand.name]));
  const harms = new Map(
    config.packs.flatMap((pack) =>
      pack.categories.filter(({ type }) => type === 'harm').map(({ code, title }) => [code, title] as const),
    ),
  );
  return {
    brandName: (slug) => names.get(slug) ?? slug,
    harms: [...harms].map(([code, title]) => ({ code, title })),
    mayDecide: ['analyst', 'admin'].includes(c.get('principal')?.role ?? ''),
  };
}
