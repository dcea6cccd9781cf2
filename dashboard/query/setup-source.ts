/** A source as the form of its card gives it. */
import type { Brand } from '../../src/domain/brand.ts';
import type { SourceConfig } from '../../src/domain/source.ts';
import type { ShownCard } from '../../src/setup/port.ts';
import { type Form, linesOf, rawOf, textOf } from './form.ts';

/** The settings that the form of a card gives. What is left empty keeps its default. */
export function cardSettings(card: ShownCard, form: Form): Record<string, unknown> {
  const settings: Record<string, unknown> = {};
  for (const { name, kind } of card.fields) {
    const value = kind === 'list' ? linesOf(form, name, { commas: true }) : textOf(form, name, 1_000);
    if (value.length > 0) settings[name] = value;
  }
  // What has no field is as the card guesses it, for example that the source is on.
  const shown = new Set(card.fields.map(({ name }) => name));
  const others = Object.entries(card.guess).filter(([name]) => !shown.has(name));
  return { ...Object.fromEntries(others), ...settings };
}

/** Keys that were entered, by name. Passwords of browsers and blanks around a pasted key are no part of it. */
export function cardKeys(card: ShownCard, form: Form): Record<string, string> {
  return Object.fromEntries(
    card.keys.flatMap(({ name }) => {
      const value = rawOf(form, name).trim().slice(0, 2_000);
      return value === '' ? [] : [[name, value] as const];
    }),
  );
}

/** The settings of a source of this brand under a name that no other source has. */
export function sourceDocument(
  card: ShownCard,
  settings: Readonly<Record<string, unknown>>,
  brand: Brand,
  sources: readonly SourceConfig[],
): Record<string, unknown> & { slug: string } {
  const taken = new Set(sources.map(({ slug }) => slug));
  const names = [card.type, `${brand.slug}-${card.type}`];
  for (let number = 2; number < 1_000; number += 1) names.push(`${brand.slug}-${card.type}-${number}`);
  const slug = names.find((name) => !taken.has(name)) ?? names.at(-1)!;
  return { slug, type: card.type, brands: [brand.slug], ...settings };
}
