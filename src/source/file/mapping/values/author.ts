/** Authors as a name, an id or an object, and accounts that are nobody or programs. */
import { asText, present } from './absent.ts';
import { readCount } from './count.ts';

/** Names that stand for any number of people: an author of this name would be one very busy person. */
const NOBODY =
  /^(?:\[?\s*(?:deleted|removed)(?: (?:user|account|by user))?\s*\]?|u\/\[deleted\]|deleted[ _-](?:user|account)|(?:an? )?(?:anonymous|unknown|guest)(?: (?:user|person|author|reviewer|customer))?|an? google user|google user|(?:amazon|kindle|verified) customer|(?:facebook|instagram|trustpilot|app store) user|former user|suspended user|user not found|anonyme?r?|anonimo|anónimo|anônimo)$/i;
/** Programs that post on Reddit and elsewhere under their own name. */
const PROGRAMS = new Set([
  'automoderator',
  'auto-moderator',
  'modmail',
  'savevideo',
  'gifv_bot',
  'sneakpeekbot',
  'remindmebot',
  'totesmessenger',
  'wikitextbot',
  'wikisummarizerbot',
  'alternateaccountforbot',
]);
/** `some_bot`, `some-bot`, `[bot]` and `SomeBot`; Talbot and Abbot are people. */
const PROGRAM_NAME = /(?:[_-]bot|\[bot\]|[a-z]Bot)\d*$/;

const IDS = [
  'id_str',
  'idStr',
  'id',
  'did',
  'user_id',
  'userId',
  'author_id',
  'uid',
  'pk',
  'username',
  'userName',
  'screen_name',
  'screenName',
  'acct',
  'handle',
  'login',
  'uniqueId',
  'unique_id',
  'nickname',
  'display_name',
  'displayName',
  'name',
  'fullName',
  'full_name',
  'label',
  'title',
  'email',
  'url',
] as const;
const FOLLOWERS = [
  'followers',
  'followersCount',
  'followers_count',
  'followerCount',
  'follower_count',
  'subscriberCount',
  'fans',
] as const;

export interface FileAuthor {
  readonly id: string;
  readonly followers?: number;
}

function named(text: string): FileAuthor | undefined {
  const id = text.trim();
  return id === '' || NOBODY.test(id) ? undefined : { id };
}

/** The id of an author and what the source says of the followers; undefined for none, and for names that mean anybody. */
export function readAuthor(value: unknown): FileAuthor | undefined {
  const given = present(value);
  if (typeof given === 'string') return named(given);
  if (typeof given === 'number' && Number.isFinite(given)) return { id: String(given) };
  if (Array.isArray(given)) return readAuthor(given[0]);
  if (typeof given !== 'object' || given === null) return undefined;
  const object = given as Record<string, unknown>;
  const own = (key: string): unknown => (Object.hasOwn(object, key) ? object[key] : undefined);
  const metrics = (own('public_metrics') ?? own('publicMetrics')) as Record<string, unknown> | undefined;
  const id = IDS.map(own).find((one) => {
    const found = present(one);
    return typeof found === 'number' || (typeof found === 'string' && named(found) !== undefined);
  });
  if (id === undefined) {
    // `{"name": {"label": …}}` of the App Store's feed.
    const inner = own('name') ?? own('user') ?? own('author');
    return typeof inner === 'object' && inner !== null && !Array.isArray(inner) && inner !== object
      ? shallow(inner as Record<string, unknown>)
      : undefined;
  }
  const counted = FOLLOWERS.map((key) => own(key) ?? metrics?.[key]).find((one) => one !== undefined);
  const followers = readCount(counted);
  return { id: asText(id), ...(typeof followers === 'number' ? { followers } : {}) };
}

function shallow(object: Record<string, unknown>): FileAuthor | undefined {
  const id = IDS.map((key) => (Object.hasOwn(object, key) ? object[key] : undefined)).find(
    (one) => typeof present(one) === 'string' || typeof one === 'number',
  );
  return id === undefined ? undefined : named(asText(id));
}

/** Whether a name is that of a program that posts by itself. */
export function isProgram(name: string): boolean {
  const plain = name.trim().replace(/^(?:\/?u\/|@)/, '');
  return PROGRAMS.has(plain.toLowerCase()) || PROGRAM_NAME.test(plain);
}

/** Whether the source marks the author as a program: Mastodon's and Lemmy's `bot`, `is_bot`, `bot_account`. */
export function isMarkedProgram(author: unknown): boolean {
  if (typeof author !== 'object' || author === null) return false;
  const object = author as Record<string, unknown>;
  return ['bot', 'is_bot', 'isBot', 'bot_account'].some(
    (key) => Object.hasOwn(object, key) && (object[key] === true || object[key] === 'true'),
  );
}
