/** The entries of the navigation. A page is added by a line in one of the lists. */
import { allows, type Role } from '../../src/domain/user.ts';
import type { Principal } from '../deps.ts';

export interface MenuEntry {
  readonly path: string;
  readonly name: string;
  /** The least role, or an admin of all brands; absent: everybody. */
  readonly access?: Role | 'owner';
  /** Heading that it stands under; absent: the first part of its menu. */
  readonly group?: 'Change';
}

/** What people read every day. */
export const NAVIGATION: readonly MenuEntry[] = [
  { path: '/', name: 'Now' },
  { path: '/incidents', name: 'Incidents' },
  { path: '/mentions', name: 'Mentions' },
  { path: '/compare', name: 'Compare' },
  { path: '/reports', name: 'Reports' },
  { path: '/drafts', name: 'Responses' },
];

/** How it runs, and what can be changed: the menu behind the gear. No two names of it may be taken for each other. */
export const GEAR_MENU: readonly MenuEntry[] = [
  { path: '/watching', name: 'What is happening' },
  { path: '/brands', name: 'All brands' },
  { path: '/library', name: 'Library of incidents' },
  { path: '/policy-changes', name: 'Known policy changes' },
  { path: '/alerts', name: 'Alerts and why' },
  { path: '/sources', name: 'State of the sources' },
  { path: '/imports', name: 'Imports' },
  { path: '/dead-letters', name: 'Failed items', access: 'analyst' },
  { path: '/mail', name: 'Sent mail', access: 'analyst' },
  { path: '/mutes', name: 'Mutes' },
  { path: '/setup', name: 'Set up a brand', access: 'owner', group: 'Change' },
  { path: '/settings/brands', name: 'Edit what is watched', group: 'Change' },
  { path: '/people', name: 'People', access: 'owner', group: 'Change' },
  { path: '/settings', name: 'Settings', access: 'owner', group: 'Change' },
  { path: '/audit', name: 'Audit', access: 'owner', group: 'Change' },
];

/** The entries that a person may open. */
export function entriesFor(
  entries: readonly MenuEntry[],
  { role, brands }: Pick<Principal, 'role' | 'brands'>,
): MenuEntry[] {
  return entries.filter(({ access }) => {
    if (access === undefined) return true;
    return access === 'owner' ? role === 'admin' && brands === null : allows(role, access);
  });
}
