/** What the pages of the settings share: the kinds as links, and where an entry comes from. */
import type { ConfigEntry } from '../../../config/load.ts';
import { CONFIG_KINDS, type ConfigKind } from '../../../src/domain/configuration.ts';
import { allows, isOwner } from '../../../src/domain/user.ts';
import { configAccess } from '../../api/configuration-routes.ts';
import type { Ctx } from '../../deps.ts';
import { Pill, Time } from '../parts.tsx';
import { KIND_PAGES } from './fields.ts';

/** Whether the reader may read or change entries of a kind. */
export function mayConfigure(c: Ctx, kind: ConfigKind, what: 'read' | 'write'): boolean {
  const needed = configAccess(kind)[what];
  const principal = c.get('principal');
  if (!principal || needed === 'public') return false;
  if (needed === 'owner') return isOwner(principal);
  return allows(principal.role, needed);
}

/** Pages of the settings that are about no kind, for admins of all brands. */
const OTHERS = [
  ['keys', 'Keys of sites'],
  ['hooks', 'Alert webhooks'],
] as const;

/** Links to all pages of the settings that the reader may see. */
export function Kinds(props: { c: Ctx; current: ConfigKind | (typeof OTHERS)[number][0] }) {
  const { c, current } = props;
  const principal = c.get('principal');
  const kinds = CONFIG_KINDS.filter((kind) => mayConfigure(c, kind, 'read'));
  const others = principal && isOwner(principal) ? OTHERS : [];
  const pages = [...kinds.map((kind) => [kind, KIND_PAGES[kind].title] as const), ...others];
  return (
    <nav aria-label="Settings" class="choices config-kinds">
      <ul>
        {pages.map(([name, title]) => (
          <li>
            <a href={`/settings/${name}`} {...(name === current ? { 'aria-current': 'page' } : {})}>
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** A button that adds an entry of a kind; nothing for those who may not. */
export function AddButton(props: { c: Ctx; kind: ConfigKind }) {
  if (!mayConfigure(props.c, props.kind, 'write')) return null;
  return (
    <a class="button quiet add" href={`/settings/${props.kind}/new`}>
      Add a {KIND_PAGES[props.kind].one}
    </a>
  );
}

/** Where an entry comes from, and whether it is used. */
export function Origin(props: { entry: ConfigEntry }) {
  const { file, stored, unused, problems } = props.entry;
  return (
    <>
      {file !== undefined && (
        <>
          Defined in <code>config/{file}</code>
        </>
      )}
      {stored && (
        <>
          {stored.changedBy}, <Time at={stored.changedAt} />
        </>
      )}
      {(unused ?? problems[0]?.message) !== undefined && (
        <>
          {' '}
          <Pill kind="warning">{unused === undefined ? 'Used in part' : 'Not used'}</Pill>{' '}
          <span class="small">{unused ?? problems[0]?.message}</span>
        </>
      )}
    </>
  );
}
