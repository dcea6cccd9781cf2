import type { Role, User } from '../../domain/user.ts';

/** Only SHA-256 hashes of secrets are kept. */
export interface Session {
  readonly user: User;
  readonly createdAt: number;
  readonly lastSeenAt: number;
}

export interface ApiToken {
  readonly id: number;
  readonly name: string;
  readonly role: Role;
  readonly createdAt: number;
}

export interface PeopleQueries {
  users(): Promise<User[]>;
  userByEmail(email: string): Promise<User | undefined>;
  session(hash: string): Promise<Session | undefined>;
  apiToken(hash: string): Promise<ApiToken | undefined>;
}

export interface PeopleWrites {
  addUser(user: { email: string; role: Role; at: number }): Promise<User>;
  addLoginToken(token: { hash: string; userId: number; expiresAt: number }): Promise<void>;
  /** Uses a login token up; undefined when it is unknown, used or expired. */
  useLoginToken(hash: string, now: number): Promise<User | undefined>;
  addSession(session: { hash: string; userId: number; at: number }): Promise<void>;
  touchSession(hash: string, at: number): Promise<void>;
  endSession(hash: string): Promise<void>;
  /** Removes sessions older than the two limits. */
  dropSessions(idleSince: number, createdBefore: number): Promise<void>;
  addApiToken(token: { hash: string; name: string; role: Role; at: number }): Promise<void>;
}
