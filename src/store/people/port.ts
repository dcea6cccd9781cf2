import type { AllowedBrands, AuditEntry, Role, TokenOwner, User } from '../../domain/user.ts';

/** Only SHA-256 hashes of secrets are kept. */
export interface Session {
  readonly user: User;
  readonly createdAt: number;
  readonly lastSeenAt: number;
  /** The time zone that the person chose (IANA name); undefined: that of the browser. */
  readonly zone?: string | undefined;
  readonly visits: Visits;
}

/** When a person opened a page, ms, UTC. */
export interface Visits {
  /** The last page of the present visit. */
  readonly at?: number | undefined;
  /** The last page of the visit before it. */
  readonly before?: number | undefined;
}

export interface ApiToken {
  readonly id: number;
  readonly name: string;
  readonly role: Role;
  readonly brands: AllowedBrands;
  readonly createdAt: number;
  readonly createdBy?: string | undefined;
  /** Undefined: made before tokens had owners. */
  readonly owner?: TokenOwner | undefined;
  /** The person that it belongs to. A token of a person who is gone is never returned. */
  readonly person?: User | undefined;
  readonly expiresAt?: number | undefined;
  readonly lastUsedAt?: number | undefined;
}

/** A session as its owner sees it: without what it is known by. */
export interface SessionLine {
  readonly id: string;
  readonly createdAt: number;
  readonly lastSeenAt: number;
}

export interface PeopleQueries {
  users(): Promise<User[]>;
  /** The person with exactly this address, else the first who differs in upper and lower case only. */
  userByEmail(email: string): Promise<User | undefined>;
  session(hash: string): Promise<Session | undefined>;
  apiToken(hash: string): Promise<ApiToken | undefined>;
  userById(id: number): Promise<User | undefined>;
  apiTokens(): Promise<ApiToken[]>;
  sessionsOf(userId: number): Promise<SessionLine[]>;
  passwordHash(userId: number): Promise<string | undefined>;
  /** Whether a sign-in link would work; it is not used up. */
  hasLoginToken(hash: string, now: number): Promise<boolean>;
  /** Whether anybody has ever signed in. */
  everSignedIn(): Promise<boolean>;
}

export interface PeopleWrites {
  /** Adds a person; undefined, and nothing changes, if somebody has this address in upper or lower case. */
  addUser(user: { email: string; role: Role; brands?: AllowedBrands; at: number }): Promise<User | undefined>;
  /** Compare-and-set: false when somebody else changed the person since `revision`. */
  changeUser(id: number, revision: number, change: { role: Role; brands: AllowedBrands }): Promise<boolean>;
  /** Removes a person with sessions, links and API tokens. */
  removeUser(id: number): Promise<void>;
  setPassword(userId: number, hash: string): Promise<void>;
  /** Ends all sessions of a person but the one with this hash. */
  endSessions(userId: number, exceptHash?: string): Promise<number>;
  /** By the id that `sessionsOf` gives; only of that person. */
  endSessionById(userId: number, id: string): Promise<void>;
  addLoginToken(token: { hash: string; userId: number; expiresAt: number }): Promise<void>;
  /** Uses a login token up; undefined when it is unknown, used or expired. */
  useLoginToken(hash: string, now: number): Promise<User | undefined>;
  /** Counts a sign-in attempt under a pseudonymous key; the first one opens a window of `windowMs`. */
  countAttempt(key: string, now: number, windowMs: number): Promise<{ attempts: number; until: number }>;
  /** Gives `count` attempts of a key back. */
  forgiveAttempt(key: string): Promise<void>;
  /** Also notes, once and for all, that somebody has signed in. */
  addSession(session: { hash: string; userId: number; at: number }): Promise<void>;
  touchSession(hash: string, at: number): Promise<void>;
  /** Null: the zone of the browser. */
  setZone(userId: number, zone: string | null): Promise<void>;
  /** Notes that the person opened a page; after a break of `breakMs` it begins a new visit. An earlier `at` changes nothing. */
  noteVisit(userId: number, at: number, breakMs: number): Promise<void>;
  endSession(hash: string): Promise<void>;
  /** Removes sessions older than the two limits. */
  dropSessions(idleSince: number, createdBefore: number): Promise<void>;
  addApiToken(token: {
    hash: string;
    name: string;
    role: Role;
    at: number;
    brands?: AllowedBrands;
    createdBy?: string;
    owner?: TokenOwner;
    /** With `owner: 'person'`. */
    userId?: number;
    expiresAt?: number;
  }): Promise<void>;
  touchApiToken(id: number, at: number): Promise<void>;
  /** It expires at `at` (ms), or earlier where it would have anyway. */
  endApiToken(id: number, at: number): Promise<void>;
  removeApiToken(id: number): Promise<void>;
}

export interface AuditQueries {
  /** Newest first; those before `before` (an id), whose words hold `search`. */
  list(filter: { limit: number; before?: number; search?: string }): Promise<AuditEntry[]>;
}

export interface AuditWrites {
  add(entry: Omit<AuditEntry, 'id'>): Promise<void>;
}
