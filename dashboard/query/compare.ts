/** The query of a comparison page, file or API call. */
import { ALIGNMENTS } from '../../src/report/comparison/alignment.ts';
import {
  type Alignment,
  type ComparisonReport,
  loadComparison,
  SCALES,
  type Scale,
} from '../../src/report/comparison/report.ts';
import type { Ctx } from '../deps.ts';

export interface CompareQuery {
  readonly incidents: readonly string[];
  /** Undefined where nobody chose: the incidents decide. */
  readonly align: Alignment | undefined;
  readonly scale: Scale;
}

/** Reads the query; unknown values become the defaults. */
export function compareQuery(c: Ctx): CompareQuery {
  const asked = c.req.queries('incident') ?? [];
  const incidents = [...new Set(asked.filter((slug) => slug !== ''))];
  return {
    incidents,
    align: ALIGNMENTS.find((one) => one === c.req.query('align')),
    scale: SCALES.find((one) => one === c.req.query('scale')) ?? 'multiple',
  };
}

/** The address of the same comparison under `path`. */
export function address(path: string, query: CompareQuery, more: Record<string, string> = {}): string {
  const search = new URLSearchParams(query.incidents.map((slug) => ['incident', slug] as [string, string]));
  if (query.align) search.set('align', query.align);
  search.set('scale', query.scale);
  for (const [name, value] of Object.entries(more)) search.set(name, value);
  return `${path}?${search.toString()}`;
}

export async function loadFor(c: Ctx, query: CompareQuery): Promise<ComparisonReport> {
  const { store, config, clock, scorerVersion } = c.var.deps;
  const choice = {
    align: query.align,
    scale: query.scale,
    ...(scorerVersion ? { scorer: scorerVersion } : {}),
  };
  return loadComparison(store.read, config, query.incidents, choice, clock());
}
