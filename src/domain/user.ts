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

/** An entry of the audit log. Times are ms, UTC. */
export interface AuditEntry {
  readonly id: number;
  readonly at: number;
  /** Address of the person, name of the token, or `somebody`. */
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
