/** Tables of people: who may sign in, their sessions and tokens, and what was done. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Role, TokenOwner } from '../../domain/user.ts';

export const user = sqliteTable('user', {
  id: integer().primaryKey({ autoIncrement: true }),
  email: text().notNull().unique(),
  role: text().$type<Role>().notNull(),
  /** Slugs; null is all. */
  brands: text({ mode: 'json' }).$type<readonly string[]>(),
  passwordHash: text('password_hash'),
  revision: integer().notNull().default(1),
  createdAt: integer('created_at').notNull(),
  /** IANA name; null: the zone of the browser. */
  zone: text(),
  /** The last page of the present visit, and the last one of the visit before it. */
  visitedAt: integer('visited_at'),
  visitedBefore: integer('visited_before'),
});

export const loginToken = sqliteTable('login_token', {
  hash: text().primaryKey(),
  userId: integer('user_id').notNull(),
  expiresAt: integer('expires_at').notNull(),
});

export const session = sqliteTable('session', {
  hash: text().primaryKey(),
  userId: integer('user_id').notNull(),
  createdAt: integer('created_at').notNull(),
  lastSeenAt: integer('last_seen_at').notNull(),
});

export const apiToken = sqliteTable('api_token', {
  id: integer().primaryKey({ autoIncrement: true }),
  hash: text().notNull().unique(),
  name: text().notNull(),
  role: text().$type<Role>().notNull(),
  brands: text({ mode: 'json' }).$type<readonly string[]>(),
  createdAt: integer('created_at').notNull(),
  createdBy: text('created_by'),
  /** Null: made before tokens had owners. */
  owner: text().$type<TokenOwner>(),
  /** The owner, if it is a person. */
  userId: integer('user_id'),
  expiresAt: integer('expires_at'),
  lastUsedAt: integer('last_used_at'),
});

/** Sign-in attempts, shared by all dashboards. */
export const loginAttempt = sqliteTable('login_attempt', {
  /** HMAC of the address or the account. */
  key: text().primaryKey(),
  attempts: integer().notNull(),
  /** When they are forgotten. */
  until: integer('until_at').notNull(),
});

/** Who did what to what. */
export const audit = sqliteTable('audit', {
  id: integer().primaryKey({ autoIncrement: true }),
  at: integer().notNull(),
  who: text().notNull(),
  what: text().notNull(),
  subject: text().notNull(),
});
