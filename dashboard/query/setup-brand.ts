/** The brand of the first run as its forms give it. */
import type { Brand } from '../../src/domain/brand.ts';
import type { ConfigDocument } from '../../src/domain/configuration.ts';
import { type Form, linesOf, textOf } from './form.ts';
import type { Setup } from './setup.ts';

export interface TermsForm {
  readonly terms: readonly string[];
  readonly ambiguous: readonly string[];
  readonly context: readonly string[];
  readonly exclude: readonly string[];
  /** Keys of posts that are not about the brand. */
  readonly marked: ReadonlySet<string>;
}

export const TERM_FIELDS = ['terms', 'ambiguous', 'context', 'exclude'] as const;
export type TermField = (typeof TERM_FIELDS)[number];

/** Words that a post about a company's conduct often has, for a first list of context words. */
const USUAL_CONTEXT = ['privacy', 'data', 'account', 'app', 'terms', 'customer', 'company'];

/** `Bud Light` → `bud-light`; a letter with a mark is that letter. Empty where nothing is left. */
export function slugFrom(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '');
}

/** A slug that nothing else has: the name of the brand, or that with a number. */
export function freeSlug(name: string, taken: ReadonlySet<string>): string {
  const base = slugFrom(name) || 'brand';
  for (let number = 1; ; number += 1) {
    const slug = number === 1 ? base : `${base}-${number}`;
    if (!taken.has(slug)) return slug;
  }
}

/** `Acme Cloud` → the name, its hashtag and its handle. */
export function firstTerms(name: string): TermsForm {
  const word = name
    .normalize('NFKC')
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, '')
    .toLowerCase();
  const tags = word === '' ? [] : [`#${word}`, `@${word}`];
  return { terms: [name, ...tags], ambiguous: [], context: [], exclude: [], marked: new Set() };
}

export function termsOfBrand(brand: Brand): TermsForm {
  const { terms, ambiguous = [], context = [], exclude } = brand;
  return { terms, ambiguous, context, exclude, marked: new Set() };
}

function add(list: readonly string[], word: string): string[] {
  return list.some((one) => one.toLowerCase() === word.toLowerCase()) ? [...list] : [...list, word];
}

/** The fields with a suggestion that was taken: `exclude:apple pie`. An ambiguous name leaves the sure ones. */
function withAdded(form: TermsForm, added: string): TermsForm {
  const [, field, word] = /^(ambiguous|context|exclude):(.+)$/s.exec(added) ?? [];
  if (field === undefined || word === undefined) return form;
  const next = { ...form, [field]: add(form[field as TermField], word) };
  if (field !== 'ambiguous') return next;
  const terms = form.terms.filter((one) => one.toLowerCase() !== word.toLowerCase());
  return { ...next, terms, context: next.context.length > 0 ? next.context : USUAL_CONTEXT };
}

export function termsForm(form: Form): TermsForm {
  const marked = [form.not ?? []].flat().filter((one): one is string => typeof one === 'string');
  const given: TermsForm = {
    terms: linesOf(form, 'terms'),
    ambiguous: linesOf(form, 'ambiguous'),
    context: linesOf(form, 'context'),
    exclude: linesOf(form, 'exclude'),
    marked: new Set(marked.slice(0, 500)),
  };
  return withAdded(given, textOf(form, 'add', 300));
}

/** Slug and name of the brand that is set up; undefined before it has a name. */
export function nameOfSetup({ state, brand }: Setup): { slug: string; name: string } | undefined {
  if (brand) return brand;
  return state.slug === undefined || state.name === undefined
    ? undefined
    : { slug: state.slug, name: state.name };
}

/** The brand to try; undefined without a name to look for. */
export function trialBrand(own: { slug: string; name: string }, form: TermsForm): Brand | undefined {
  const cut = (list: readonly string[]) => list.map((word) => word.slice(0, 200));
  const { terms, ambiguous, context, exclude } = form;
  if (terms.length + ambiguous.length === 0) return undefined;
  return {
    ...own,
    terms: cut(terms),
    ambiguous: cut(ambiguous),
    context: cut(context),
    exclude: cut(exclude),
    packs: [],
  };
}

/** As a file would write it. What the form does not show stays as it was. */
export function brandDocument(
  own: { slug: string; name: string },
  { terms, ambiguous, context, exclude }: TermsForm,
  before: ConfigDocument = {},
): ConfigDocument {
  const { ambiguous: _a, context: _c, ...rest } = before;
  return {
    ...rest,
    slug: own.slug,
    name: own.name,
    terms,
    ...(ambiguous.length > 0 ? { ambiguous } : {}),
    ...(context.length > 0 ? { context } : {}),
    exclude,
  };
}
