/** What people argue, as JSON. */
import type { IncidentArguments, ShownArgument } from '../incident/arguments.ts';
import { isoSecond } from '../text/labels.ts';

function argumentData(one: ShownArgument) {
  const { key, name, code, share, posts, firstAt, recent, typical, demands, phrases, change } = one;
  return {
    key,
    name,
    code: code ?? null,
    share,
    posts,
    firstAt: isoSecond(firstAt),
    recent,
    change: change?.kind ?? null,
    typical: { id: typical.id, text: typical.text, url: typical.url ?? null },
    demands,
    phrases,
  };
}

export function argumentsData(incident: string, found: IncidentArguments) {
  const { state } = found;
  const none = { arguments: [], rest: [], unread: 0 };
  if (state === 'few') return { incident, state, posts: found.posts, needed: found.needed, ...none };
  if (state === 'removed') return { incident, state, posts: 0, ...none };
  const { posts, unread, list, rest } = found;
  return { incident, state, posts, unread, arguments: list.map(argumentData), rest };
}
