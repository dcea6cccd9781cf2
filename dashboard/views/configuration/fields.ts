/** The fields of the forms in which people configure, by kind. */
import type { ConfigKind } from '../../../src/domain/configuration.ts';
import { THEMES } from '../../../src/domain/kind/theme.ts';
import type { ShownCard } from '../../../src/setup/port.ts';

/** How a field is written in a form and read from it. */
export type FieldShape =
  | 'text'
  | 'number'
  | 'long'
  /** One entry a line. */
  | 'lines'
  /** A note a line, with an address at its end where there is one. */
  | 'evidence'
  /** `name: text`, one a line. */
  | 'pairs'
  /** One brand. */
  | 'brand'
  /** Some brands, or all. */
  | 'brands'
  | 'switch'
  /** All that has no field of its own, as YAML. */
  | 'rest';

export interface Field {
  /** Path in the document: `quietHours.from`. */
  readonly name: string;
  readonly label: string;
  readonly shape: FieldShape;
  readonly hint?: string;
  readonly choices?: readonly string[];
  /** Words of the choices. */
  readonly words?: Readonly<Record<string, string>>;
  readonly required?: boolean;
  /** Of a switch that the document leaves out. */
  readonly usually?: boolean;
}

const DATE = 'UTC, as 2026-08-17 or 2026-08-17T12:00Z.';
const SLUG = 'Lower-case letters, digits and hyphens. It cannot be changed later.';
const HOOKS = 'Names of alert webhooks, one a line. An admin of all brands enters their addresses.';
const KINDS_OF_RESPONSE = ['apology', 'clarification', 'reversal', 'delay', 'other'];

const EVIDENCE: Field = {
  name: 'evidence',
  label: 'Where the dates come from',
  shape: 'evidence',
  hint: 'One a line: a note, then its address if it has one.',
  required: true,
};

export const FIELDS: Readonly<Record<ConfigKind, readonly Field[]>> = {
  brands: [
    { name: 'slug', label: 'Slug', shape: 'text', hint: SLUG, required: true },
    { name: 'name', label: 'Name', shape: 'text', required: true },
    {
      name: 'terms',
      label: 'Terms',
      shape: 'lines',
      hint: 'One a line: names, @handles, #hashtags and domains that mean this brand and nothing else.',
    },
    {
      name: 'ambiguous',
      label: 'Ambiguous names',
      shape: 'lines',
      hint: 'Names that mean other things too. They count where a term or a context word is in the same post.',
    },
    { name: 'context', label: 'Context words', shape: 'lines', hint: 'For example app, privacy, account.' },
    {
      name: 'exclude',
      label: 'Exclusions',
      shape: 'lines',
      hint: 'Phrases that hold a term and mean something else.',
    },
    {
      name: 'packs',
      label: 'Taxonomy packs',
      shape: 'lines',
      hint: 'One a line; empty: those that come with Outcry.',
    },
    { name: 'apps.appStore', label: 'App Store id', shape: 'text', hint: 'The digits of its address.' },
    { name: 'apps.googlePlay', label: 'Google Play package', shape: 'text' },
  ],
  sources: [
    { name: 'slug', label: 'Slug', shape: 'text', hint: SLUG, required: true },
    {
      name: 'type',
      label: 'Type',
      shape: 'text',
      hint: 'For example feed, reddit, app-store.',
      required: true,
    },
    { name: 'brands', label: 'Brands', shape: 'brands' },
    {
      name: 'everyMinutes',
      label: 'Read every (minutes)',
      shape: 'number',
      hint: 'Empty: as usual for its type.',
    },
    { name: 'enabled', label: 'Read it', shape: 'switch', usually: true },
    {
      name: '',
      label: 'Settings of its type',
      shape: 'rest',
      hint: 'One a line, as in docs/sources.md. For a feed: url: https://example.org/feed',
    },
  ],
  routes: [
    { name: 'name', label: 'Name', shape: 'text', hint: SLUG, required: true },
    { name: 'brands', label: 'Brands', shape: 'brands' },
    { name: 'emails', label: 'E-mail addresses', shape: 'lines', hint: 'One a line.' },
    { name: 'slack', label: 'Slack', shape: 'lines', hint: HOOKS },
    { name: 'webhooks', label: 'Webhooks', shape: 'lines', hint: HOOKS },
    {
      name: 'kinds',
      label: 'Kinds',
      shape: 'lines',
      hint: 'backlash, complaints, outage, attention; empty: backlash.',
    },
    {
      name: 'themes',
      label: 'Themes',
      shape: 'lines',
      hint: `Only these: ${THEMES.join(', ')}; empty: any.`,
    },
    { name: 'sensitivity', label: 'Sensitivity', shape: 'text', choices: ['low', 'medium', 'high'] },
    { name: 'audience', label: 'For', shape: 'text', choices: ['executive', 'team', 'operator'] },
    { name: 'minSeverity', label: 'Least severity (1 to 10)', shape: 'number' },
    { name: 'maxPerHour', label: 'Most messages an hour', shape: 'number' },
    { name: 'cooldownMinutes', label: 'Minutes between two messages', shape: 'number' },
    { name: 'resolved', label: 'Also say when it is over', shape: 'switch', usually: true },
    { name: 'escalate', label: 'Also say when severity rises', shape: 'switch', usually: true },
    { name: 'quietHours.from', label: 'Quiet hours from', shape: 'text', hint: 'As 22:00; empty: none.' },
    { name: 'quietHours.to', label: 'Quiet hours to', shape: 'text' },
    { name: 'quietHours.zone', label: 'Time zone', shape: 'text', hint: 'As Europe/Stockholm.' },
  ],
  'policy-changes': [
    { name: 'slug', label: 'Slug', shape: 'text', hint: SLUG, required: true },
    { name: 'brand', label: 'Brand', shape: 'brand', required: true },
    { name: 'title', label: 'Title', shape: 'text', required: true },
    { name: 'announced', label: 'Announced', shape: 'text', hint: DATE },
    { name: 'observed.after', label: 'First seen after', shape: 'text', hint: DATE },
    { name: 'observed.by', label: 'First seen by', shape: 'text', hint: DATE },
    { name: 'effective', label: 'In effect from', shape: 'text', hint: DATE },
    {
      name: 'touches',
      label: 'Categories that it touches',
      shape: 'lines',
      hint: 'Codes of the taxonomy, one a line.',
    },
    { name: 'words', label: 'Words that posts would repeat', shape: 'lines', hint: 'One a line.' },
    EVIDENCE,
  ],
  responses: [
    { name: 'slug', label: 'Slug', shape: 'text', hint: SLUG, required: true },
    { name: 'brand', label: 'Brand', shape: 'brand', required: true },
    { name: 'title', label: 'Title', shape: 'text', required: true },
    { name: 'kind', label: 'Kind', shape: 'text', choices: KINDS_OF_RESPONSE, required: true },
    { name: 'at', label: 'Said at', shape: 'text', hint: DATE, required: true },
    EVIDENCE,
  ],
  'answer-templates': [
    { name: 'slug', label: 'Slug', shape: 'text', hint: SLUG, required: true },
    { name: 'title', label: 'Title', shape: 'text', required: true },
    { name: 'kind', label: 'Kind', shape: 'text', choices: KINDS_OF_RESPONSE, required: true },
    {
      name: 'themes',
      label: 'Categories that it answers',
      shape: 'lines',
      hint: 'Codes of the taxonomy, one a line.',
    },
    {
      name: 'text',
      label: 'Text',
      shape: 'long',
      hint: 'Places in braces are filled in: {brand}, {change}, {date} from the incident, others by the writer.',
      required: true,
    },
    {
      name: 'facts',
      label: 'What to write in each place',
      shape: 'pairs',
      hint: 'One a line, as deadline: the day by which it is done',
    },
  ],
  retention: [
    {
      name: 'keepTextDays',
      label: 'Days to keep texts',
      shape: 'number',
      hint: 'After they were collected. 0: as long as the database. Counts and incidents stay in any case.',
      required: true,
    },
  ],
  thresholds: [
    { name: 'slug', label: 'Brand', shape: 'brand', required: true },
    {
      name: 'threshold',
      label: 'Threshold',
      shape: 'number',
      hint: 'A post counts as broken trust from this probability, 0.05 to 0.95.',
      required: true,
    },
  ],
};

function ofCard({ name, label, hint, kind, choices = [] }: ShownCard['fields'][number]): Field {
  const head = { name, label, ...(hint === undefined ? {} : { hint }) };
  if (kind === 'list')
    return { ...head, shape: 'lines', hint: [hint, 'One a line.'].filter(Boolean).join('. ') };
  if (kind !== 'choice') return { ...head, shape: 'text' };
  return {
    ...head,
    shape: 'text',
    choices: choices.map(([value]) => value),
    words: Object.fromEntries(choices),
  };
}

/** The fields of a kind; of a source whose type has a card also those of the card, before the YAML of the rest. */
export function fieldsFor(kind: ConfigKind, card: ShownCard | undefined): readonly Field[] {
  const fields = FIELDS[kind];
  if (kind !== 'sources' || !card) return fields;
  const taken = new Set(fields.map(({ name }) => name));
  const own = card.fields
    .filter(({ name }) => !taken.has(name))
    .toSorted((a, b) => Number(a.rarely ?? false) - Number(b.rarely ?? false));
  const rest = fields.filter(({ shape }) => shape === 'rest');
  const others = fields.filter(({ shape }) => shape !== 'rest');
  return [
    ...others.slice(0, 3),
    ...own.map(ofCard),
    ...others.slice(3),
    ...rest.map((field) => ({
      ...field,
      label: 'Other settings of its type',
      hint: 'One a line, as in docs/sources.md.',
    })),
  ];
}

/** Pages of the settings: title, one entry, what the kind is about. */
export const KIND_PAGES: Readonly<
  Record<ConfigKind, { readonly title: string; readonly one: string; readonly about: string }>
> = {
  brands: {
    title: 'Brands',
    one: 'brand',
    about:
      'What is watched, and the words by which posts about it are found. A change applies to posts that come in from now on; posts that are stored stay where they are. A brand that is removed is no longer watched; its history stays.',
  },
  sources: {
    title: 'Sources',
    one: 'source',
    about:
      'Where posts come from. A source is first read within seconds. What a removed source brought stays.',
  },
  routes: {
    title: 'Alert routes',
    one: 'route',
    about: 'Who is notified of which brands, how soon, and when not.',
  },
  'policy-changes': {
    title: 'Policy changes',
    one: 'policy change',
    about:
      'Dated changes that may explain what people say. Incidents of the brand are attributed again when one changes.',
  },
  responses: {
    title: 'Company responses',
    one: 'company response',
    about: 'What the company said, and when.',
  },
  'answer-templates': {
    title: 'Response templates',
    one: 'response template',
    about: 'Texts that a response draft can begin with.',
  },
  retention: {
    title: 'Retention',
    one: 'retention',
    about: 'How long the texts of posts are kept: 90 days unless you set something else.',
  },
  thresholds: {
    title: 'Thresholds',
    one: 'threshold',
    about:
      'From which probability a post of a brand counts as broken trust, where it is not the shipped threshold. “Check the reading” on the page of a brand suggests one.',
  },
};
