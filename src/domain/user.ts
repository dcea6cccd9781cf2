/** People and programs that may look in. */

export const ROLES = ['viewer', 'analyst', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Slugs of the brands that somebody may see; null: all, also those to come. */
export type AllowedBrands = readonly string[] | null;

export interface User {
  readonly id: number;
  readonly email: string;
  readonly role: Role;
  readonly brands: AllowedBrands;
  /** Whether a password is set. */
  readonly hasPassword: boolean;
  /** Counts up with every change: the compare-and-set value. */
  readonly revision: number;
}

/** Whose an API token is: a person's, or (made in the terminal for nobody in particular) the operator's. */
export type TokenOwner = 'person' | 'operator';

export interface Rights {
  readonly role: Role;
  readonly brands: AllowedBrands;
}

/** What both may do: the lower role, and the brands that both may see. */
export function commonRights(a: Rights, b: Rights): Rights {
  const role = allows(a.role, b.role) ? b.role : a.role;
  const brands = a.brands === null ? b.brands : a.brands.filter((one) => b.brands?.includes(one) ?? true);
  return { role, brands };
}

/** An admin of all brands: manages people and tokens. */
export function isOwner({ role, brands }: Rights): boolean {
  return role === 'admin' && brands === null;
}

/** Whether the person `id` is the only admin of all brands. */
export function isLastOwner(users: readonly User[], id: number): boolean {
  const owners = users.filter(isOwner);
  return owners.length === 1 && owners[0]?.id === id;
}

/** An entry of the audit log. Times are ms, UTC. */
export interface AuditEntry {
  readonly id: number;
  readonly at: number;
  /** Address of the person, `token NAME (of ADDRESS)`, `command line`, or `somebody`. */
  readonly who: string;
  /** e.g. `signed in` */
  readonly what: string;
  /** What it was done to, e.g. an address, a slug. */
  readonly subject: string;
}

/** Whether `role` may do what `needed` may do. */
export function allows(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed);
}
