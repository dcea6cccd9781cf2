/** Names of brands as slugs. */

export const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** A name as a slug: `Acme Inc.` is `acme-inc`. Empty where nothing of it can be part of one. */
export function slugOf(name: string): string {
  const plain = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return plain
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 64);
}

/** How many letters have to change to make one word of the other, at most `most + 1` (Damerau–Levenshtein, adjacent swaps). */
function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, before[j - 2]! + 1);
      }
      row.push(least);
    }
    [before, last] = [last, row];
  }
  return last[b.length]!;
}

/** A known slug that `slug` may be a slip of the pen for. */
export function similarSlug(slug: string, known: readonly string[]): string | undefined {
  const most = slug.length < 5 ? 1 : 2;
  return known.find((one) => one !== slug && distance(slug, one, most) <= most);
}
