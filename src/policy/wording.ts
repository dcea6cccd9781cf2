/** The sentences and the title that say how two texts differ. */
import type { Differences } from './differences.ts';
import type { DataClause } from './segment.ts';

/** What people notice first. */
const FOREMOST = new Set(['train', 'sell']);
const DO_SO: Readonly<Record<string, string>> = { train: 'train or develop AI with your data' };
function names(list: readonly { readonly name: string }[]): string {
  return list.map(({ name }) => name).join(', ');
}

/** `photos, contacts and location`. */
function and(list: readonly { readonly name: string }[]): string {
  return names(list.slice(0, 4)).replace(/, ([^,]+)$/, ' and $1');
}

function sayAction({ action, asks }: Differences['newActions'][number]): string {
  return asks === 2 ? `${action.now} if you agree` : action.now;
}

function sayPromise({ action, data, recipients, asks, excepted }: DataClause): string {
  const own = data.map(({ name }) => (/^(?:how|data|religion)/.test(name) ? name : `your ${name}`));
  const what = action.promise.replace('#', own.join(', ') || 'your data');
  const whom = recipients.length > 0 ? ` with ${names(recipients)}` : '';
  return `we do not ${what}${whom}${asks === 2 ? ' without asking' : ''}${excepted ? ', with exceptions' : ''}`;
}

/** Most important first. */
export function describe(d: Differences): string[] {
  const shares = d.newShares.map(({ who, data }) => who.name + (data.length ? ` (${names(data)})` : ''));
  const share = shares.length > 0 ? `Now shares with: ${shares.join(', ')}.` : '';
  const named = d.newShares.some(({ data }) => data.length > 0);
  const foremost = d.newActions.filter(({ action }) => FOREMOST.has(action.code));
  const lines = [
    named ? share : '',
    ...foremost.map((one) => `${sayAction(one)}.`),
    ...d.newUsers.map(({ action, who }) => `Now lets ${and(who)} ${DO_SO[action.code] ?? 'do so too'}.`),
    d.newData.length > 0 ? `Now also collects: ${names(d.newData)}.` : '',
    named ? '' : share,
    d.lostPromises.length > 0 ? `No longer says: ${d.lostPromises.map(sayPromise).join('; ')}.` : '',
    d.weakerConsent.length > 0 ? `Asks less clearly before it takes: ${names(d.weakerConsent)}.` : '',
    ...d.newPeriods.map(({ was, now }) => `Keeps data for ${now}, before for ${was}.`),
    ...d.newForced.map(({ forced, days }) => forced.now.replace('#', String(days ?? 'some'))),
    ...d.newActions.filter((one) => !foremost.includes(one)).map((one) => `${sayAction(one)}.`),
    d.newPromises.length > 0 ? `Now says: ${d.newPromises.map(sayPromise).join('; ')}.` : '',
    d.goneData.length > 0 ? `No longer speaks of collecting: ${names(d.goneData)}.` : '',
    d.goneShares.length > 0 ? `No longer speaks of sharing with: ${names(d.goneShares)}.` : '',
    d.goneActions.length + d.goneForced.length > 0 ? 'Some other clauses about data were dropped.' : '',
  ];
  return lines.filter((sentence) => sentence !== '');
}

/** undefined where nothing that is new would be a title. */
export function titleOf(d: Differences): string | undefined {
  const harmful = d.newShares.filter(({ who }) => who.harm);
  const named = harmful.filter(({ data }) => data.length > 0);
  const shared = [...new Set(named.flatMap(({ data }) => data))];
  const whom = and((named.length > 0 ? named : harmful).map(({ who }) => who));
  const [foremost] = d.newActions.filter(({ action }) => FOREMOST.has(action.code));
  if (foremost) return sayAction(foremost);
  if (shared.length > 0) return `Shares ${and(shared)} with ${whom}`;
  const [users] = d.newUsers;
  if (users) return `Lets ${and(users.who)} ${DO_SO[users.action.code] ?? 'use your data'}`;
  if (d.newData.length > 0) return `Collects ${and(d.newData)}`;
  if (harmful.length > 0) return `Shares data with ${whom}`;
  const [promise] = d.lostPromises;
  if (promise) return `No longer says: ${sayPromise(promise)}`;
  const [period] = d.newPeriods;
  if (period) return `Keeps data for ${period.now} instead of ${period.was}`;
  const [action] = d.newActions;
  return (action && sayAction(action)) ?? d.newForced[0]?.forced.now.replace('#', 'few').replace(/\.$/, '');
}
