/** The head of every page: pages by reader, a menu behind the gear, the reader's account. One row at every width. */
import type { Child } from 'hono/jsx';
import type { SavedView } from '../../src/store/views/port.ts';
import type { Principal } from '../deps.ts';
import { saveAddress } from '../query/saved-views.ts';
import type { Savable } from './saved-views.tsx';
import { entriesFor, GEAR_MENU, type MenuEntry, NAVIGATION } from './menu.ts';

interface Place {
  /** Path of the entry that is open. */
  readonly current: string | undefined;
  readonly principal: Principal;
  /** Pinned ones. */
  readonly views: readonly SavedView[];
  /** The page, where it can be saved as a view. */
  readonly savable: Savable | undefined;
}

function Entries(props: { entries: readonly MenuEntry[]; current: string | undefined }) {
  return (
    <ul>
      {props.entries.map(({ path, name }) => (
        <li>
          <a href={path} {...(props.current === path ? { 'aria-current': 'page' } : {})}>
            {name}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** Entries to look at, then those to change something with. */
function GearEntries(props: { entries: readonly MenuEntry[]; current: string | undefined }) {
  const change = props.entries.filter(({ group }) => group === 'Change');
  return (
    <>
      <Entries entries={props.entries.filter(({ group }) => group === undefined)} current={props.current} />
      {change.length > 0 && (
        <>
          <p class="menu-heading">Change</p>
          <Entries entries={change} current={props.current} />
        </>
      )}
    </>
  );
}

/** A menu that works without scripts; with them it closes by Esc and by a click elsewhere. */
function Menu(props: { name: string; kind: string; here?: boolean; icon: Child; children: Child }) {
  return (
    <details class={`menu ${props.kind}`}>
      <summary aria-label={props.name} title={props.name} class={props.here ? 'here' : ''}>
        {props.icon}
      </summary>
      <div class="menu-list">{props.children}</div>
    </details>
  );
}

function Gear() {
  return (
    <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" class="icon">
      <circle cx="12" cy="12" r="8.6" stroke-width="3.4" stroke-dasharray="3.377 3.377" />
      <circle cx="12" cy="12" r="5.6" stroke-width="3" />
    </svg>
  );
}

function Bars() {
  return (
    <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true" class="icon">
      <path d="M3 6h18M3 12h18M3 18h18" stroke-width="2.2" />
    </svg>
  );
}

function Bookmark() {
  return (
    <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" class="icon">
      <path d="M6 3.5h12v17l-6-4.5-6 4.5z" stroke-width="2.2" stroke-linejoin="round" />
    </svg>
  );
}

/** The pinned views, the page itself where it can be saved, and all views. */
function Views({ views, savable, current }: Pick<Place, 'views' | 'savable' | 'current'>) {
  return (
    <>
      {views.length > 0 && (
        <ul>
          {views.map(({ address, name }) => (
            <li>
              <a href={address} {...(address === savable?.address ? { 'aria-current': 'page' } : {})}>
                <bdi>{name}</bdi>
              </a>
            </li>
          ))}
        </ul>
      )}
      <Entries
        entries={[
          ...(savable ? [{ path: saveAddress(savable), name: 'Save this view' }] : []),
          { path: '/views', name: 'Saved views' },
        ]}
        current={current}
      />
    </>
  );
}

function Person() {
  return (
    <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" class="icon">
      <circle cx="12" cy="8" r="4" stroke-width="2.2" />
      <path d="M4 21c0-4.5 3.5-7 8-7s8 2.5 8 7" stroke-width="2.2" />
    </svg>
  );
}

function SignOut() {
  return (
    <form method="post" action="/logout">
      <button type="submit" class="quiet">
        Sign out
      </button>
    </form>
  );
}

export function Navigation({ current, principal, views, savable }: Place) {
  const gear = entriesFor(GEAR_MENU, principal);
  return (
    <>
      <nav aria-label="Main" class="main-menu">
        <Entries entries={NAVIGATION} current={current} />
      </nav>
      <Menu
        name="Saved views"
        kind="views wide-menu"
        here={current === '/views' || views.some(({ address }) => address === savable?.address)}
        icon={<Bookmark />}
      >
        <nav aria-label="Saved views">
          <Views views={views} savable={savable} current={current} />
        </nav>
      </Menu>
      <Menu
        name="Settings and sources"
        kind="gear wide-menu"
        here={gear.some(({ path }) => path === current)}
        icon={<Gear />}
      >
        <nav aria-label="Settings and sources">
          <GearEntries entries={gear} current={current} />
        </nav>
      </Menu>
      <Menu name={`Account of ${principal.name}`} kind="person wide-menu" icon={<Person />}>
        <p class="who">
          {principal.name} <span class="muted">{principal.role}</span>
        </p>
        <nav aria-label="Account">
          <Entries entries={[{ path: '/account', name: 'Your account' }]} current={current} />
        </nav>
        <SignOut />
      </Menu>
      <Menu name="Menu" kind="all-menu" icon={<Bars />}>
        <nav aria-label="Menu">
          <Entries entries={NAVIGATION} current={current} />
          <Views views={views} savable={savable} current={current} />
          <GearEntries entries={gear} current={current} />
          <Entries entries={[{ path: '/account', name: 'Your account' }]} current={current} />
        </nav>
        <SignOut />
      </Menu>
    </>
  );
}
