/** The entries of the navigation. A page is added by a line in one of the lists. */
import { allows, type Role } from '../../src/domain/user.ts';
import type { Principal } from '../deps.ts';

export interface MenuEntry {
  readonly path: string;
  readonly name: string;
  /** The least role, or an admin of all brands; absent: everybody. */
  readonly access?: Role | 'owner';
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

/** What is set up, and how it runs: the menu behind the gear. */
export const GEAR_MENU: readonly MenuEntry[] = [
  { path: '/setup', name: 'Set up a brand', access: 'owner' },
  { path: '/watching', name: 'What is happening' },
  { path: '/brands', name: 'Brands' },
  { path: '/policy-changes', name: 'Policy changes' },
  { path: '/alerts', name: 'Alerts' },
  { path: '/sources', name: 'Sources' },
  { path: '/imports', name: 'Imports' },
  { path: '/dead-letters', name: 'Failed items', access: 'analyst' },
  { path: '/mail', name: 'Mail', access: 'analyst' },
  { path: '/mutes', name: 'Mutes' },
  { path: '/people', name: 'People', access: 'owner' },
  { path: '/settings/brands', name: 'What is watched' },
  { path: '/settings', name: 'Settings', access: 'owner' },
  { path: '/audit', name: 'Audit', access: 'owner' },
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
