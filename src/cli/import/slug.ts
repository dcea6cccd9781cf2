/** Names of brands and sources as people type them. */
import { UserError } from '../../domain/result.ts';
import { SLUG, slugOf } from '../../import/slug.ts';
import { UsageError } from '../verb.ts';

const SOURCE = /^[a-z0-9][a-z0-9:._-]{0,63}$/i;

const quoted = (text: string) => (/^[\w.:-]+$/.test(text) ? text : JSON.stringify(text));

/** The slug of `--brand`. Throws UsageError that says the slug to use. */
export function brandSlug(given: string, brands: readonly { slug: string; name: string }[]): string {
  const slug = given.trim().toLowerCase();
  if (SLUG.test(slug)) return slug;
  const known = brands.find(({ name }) => name.toLowerCase() === slug)?.slug ?? slugOf(given);
  const use = known === '' ? '' : `: --brand ${known}`;
  throw new UsageError(`--brand ${quoted(given)}: use lower-case letters, digits and single hyphens${use}`);
}

/** Throws UserError for an invalid `--source`, with one that can be used. */
export function checkSource(given: string): void {
  if (SOURCE.test(given)) return;
  const use = slugOf(given);
  throw new UserError(
    `--source ${quoted(given)}: use letters, digits and : . _ - (at most 64)${use === '' ? '' : `, for example --source ${use}`}.`,
  );
}
