/** What a JSON object from a file is: a post, what wraps one, or what wraps many. */
import { looksLikeTime } from '../csv/cells.ts';

export type Fields = Record<string, unknown>;

export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Names of what a person wrote, in the APIs and archives that have been seen. */
const TEXT =
  /^(?:text|full_?text|body|content|message|selftext|raw_?content|description|review|comment|caption|snippet|post_?text|review_?text|text_?(?:original|display))$/i;
const TIME = /time|date|created|publish|posted|submitted|_at$|utc|timestamp|^(?:at|when|on|updated)$/i;

const isTime = (value: unknown) =>
  typeof value === 'string' ? looksLikeTime(value) : typeof value === 'number' && value > 5e8 && value < 1e19;

/** A text of the object itself. */
export function hasText(value: Fields): boolean {
  return Object.entries(value).some(([key, own]) => typeof own === 'string' && own !== '' && TEXT.test(key));
}

export function hasTime(value: Fields): boolean {
  return Object.entries(value).some(([key, own]) => TIME.test(key) && isTime(own));
}

/** Words, and not an address or a name. */
const isProse = (value: unknown) =>
  typeof value === 'string' && /\S\s+\S/.test(value) && !looksLikeTime(value);

/** Whether an object holds a time and words, itself or in the objects directly within. */
export function looksLikePost(value: Fields): boolean {
  const near = [value, ...Object.values(value).filter(isObject)];
  const labelled = Object.entries(value).some(
    ([key, own]) => TIME.test(key) && isObject(own) && Object.values(own).some(isTime),
  );
  if (!labelled && !near.some(hasTime)) return false;
  return near.some((own) => hasText(own) || Object.values(own).some(isProse));
}

/** Names of objects that hold a post and nothing beside it that counts. */
const WRAPPERS = ['tweet', 'node', '_source', 'data'];
/** Kinds of the wrapper, not of the post. */
const OF_WRAPPER = new Set(['kind', 'type', 'cursor', '_index', '_score', '_type', 'links', 'etag']);

/** ActivityStreams 2.0, 3.3: activities; only what is created is a post. */
const OTHER_ACTIVITIES = new Set([
  'Announce',
  'Like',
  'Follow',
  'Undo',
  'Delete',
  'Accept',
  'Reject',
  'Block',
  'Add',
  'Remove',
  'Update',
]);
/** Lines between the documents of Elasticsearch's bulk format. */
const BULK = new Set(['index', 'create', 'update', 'delete']);

/** The post within its wrappers; a text says what the object is where it is no post at all. */
export function unwrapped(value: Fields): Fields | string {
  const keys = Object.keys(value);
  if (keys.length === 1 && BULK.has(keys[0]!) && isObject(value[keys[0]!])) return 'actions of a bulk file';
  if (typeof value.type === 'string' && 'actor' in value && 'object' in value) {
    if (value.type === 'Create' && isObject(value.object)) return { actor: value.actor, ...value.object };
    if (OTHER_ACTIVITIES.has(value.type)) return `activities that are no posts, such as ${value.type}`;
  }
  if (hasText(value)) return value;
  for (const name of WRAPPERS) {
    const inner = value[name];
    if (!isObject(inner) || !(looksLikePost(inner) || (hasText(inner) && keys.length <= 4))) continue;
    const outer = Object.fromEntries(
      Object.entries(value).filter(([key]) => key !== name && !OF_WRAPPER.has(key)),
    );
    const within = unwrapped(inner);
    return typeof within === 'string' ? within : { ...outer, ...within };
  }
  return value;
}

/** `{label: x}`, as the feeds of app stores write every value, is x. */
export function withoutLabels(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutLabels);
  if (!isObject(value)) return value;
  const keys = Object.keys(value);
  if ('label' in value && keys.every((key) => key === 'label' || key === 'attributes')) return value.label;
  return Object.fromEntries(keys.map((key) => [key, withoutLabels(value[key])]));
}
