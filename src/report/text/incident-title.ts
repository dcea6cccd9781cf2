/** The name of an incident: brand, what people criticise, and the day. */
import { formatDay, formatYear } from '../../chart/format.ts';
import type { Spike } from '../../domain/spike.ts';
import type { TaxonomyPack } from '../../domain/taxonomy.ts';
import { SERVICE, THEME_CODES } from '../../domain/kind/theme.ts';
import { categoryTitles } from '../brand/drivers.ts';

const KINDS = { backlash: 'backlash', complaints: 'complaints', attention: 'attention peak' } as const;

const isService = (code: string) => THEME_CODES[SERVICE].includes(code);

function kindOf(spikes: readonly Pick<Spike, 'kind'>[]): keyof typeof KINDS {
  const has = (wanted: keyof typeof KINDS) => spikes.some(({ kind }) => kind === wanted);
  return has('backlash') ? 'backlash' : has('complaints') ? 'complaints' : 'attention';
}

/** The broken trust that rose most over all spikes; undefined for attention and where no category stands out. */
function subjectOf(spikes: readonly Spike[], packs: readonly TaxonomyPack[]): string | undefined {
  const kind = kindOf(spikes);
  if (kind === 'attention') return undefined;
  const titles = categoryTitles(packs);
  const counts = new Map<string, number>();
  for (const { code, count } of spikes.flatMap(({ categories }) => categories)) {
    const known = titles.get(code);
    // A failing service turns nobody against a brand by itself.
    if (kind === 'backlash' && isService(code)) continue;
    if (known?.type === 'harm') counts.set(known.title, (counts.get(known.title) ?? 0) + count);
  }
  const [first] = [...counts].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return first && `${first[0].charAt(0).toLowerCase()}${first[0].slice(1)}`;
}

/** `Tunely: takes more than it needs, 29 Nov`; with its year where that is not the year of `now` (ms). */
export function incidentTitle(
  brandName: string,
  spikes: readonly Spike[],
  onset: number,
  { packs, now }: { readonly packs: readonly TaxonomyPack[]; readonly now: number },
): string {
  const year = formatYear(onset) === formatYear(now) ? '' : ` ${formatYear(onset)}`;
  const what = subjectOf(spikes, packs) ?? KINDS[kindOf(spikes)];
  return `${brandName}: ${what}, ${formatDay(onset)}${year}`;
}

/** Whether a title says no more than the kind, as those of 0.1 do: then a better one may follow. */
export function saysKindOnly(title: string): boolean {
  return /: (backlash|complaints|attention peak|burst of attention)( of \d{4}-\d{2}-\d{2}|, \d{1,2} \w{3}( \d{4})?)$/.test(
    title,
  );
}
