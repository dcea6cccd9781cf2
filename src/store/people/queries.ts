import { and, asc, desc, eq, gt, lt, lte, ne, or, sql } from 'drizzle-orm';
import type { User } from '../../domain/user.ts';
import type { AuditQueries, AuditWrites, PeopleQueries, PeopleWrites } from './port.ts';
import type { Db } from '../sql/db.ts';
import { lowerAscii } from '../sql/fragments.ts';
import { apiToken, audit, loginToken, loginAttempt, session, user } from './schema.ts';

const userColumns = {
  id: user.id,
  email: user.email,
  role: user.role,
  brands: user.brands,
  hasPassword: sql<number>`${user.passwordHash} is not null`,
  revision: user.revision,
};

function toUser(row: Omit<User, 'hasPassword'> & { readonly hasPassword: number }): User {
  return { ...row, hasPassword: Number(row.hasPassword) === 1 };
}

/** What a session is called where its owner ends it: no use for signing in. */
const sessionId = sql<string>`substr(${session.hash}, 1, 16)`;

export function peopleQueries(db: Db): PeopleQueries {
  const one = async (where: ReturnType<typeof eq>) => {
    const row = await db.select(userColumns).from(user).where(where).get();
    return row && toUser(row);
  };
  const toToken = ({ hash: _, ...row }: typeof apiToken.$inferSelect) => ({
    ...row,
    createdBy: row.createdBy ?? undefined,
    expiresAt: row.expiresAt ?? undefined,
    lastUsedAt: row.lastUsedAt ?? undefined,
  });
  return {
    async users() {
      return (await db.select(userColumns).from(user).orderBy(asc(user.email)).all()).map(toUser);
    },
    userByEmail: async (email) => one(eq(user.email, email)),
    userById: async (id) => one(eq(user.id, id)),
    async session(hash) {
      const row = await db
        .select({ user: userColumns, createdAt: session.createdAt, lastSeenAt: session.lastSeenAt })
        .from(session)
        .innerJoin(user, eq(user.id, session.userId))
        .where(eq(session.hash, hash))
        .get();
      return row && { ...row, user: toUser(row.user) };
    },
    async sessionsOf(userId) {
      return db
        .select({ id: sessionId, createdAt: session.createdAt, lastSeenAt: session.lastSeenAt })
        .from(session)
        .where(eq(session.userId, userId))
        .orderBy(desc(session.lastSeenAt))
        .all();
    },
    async apiToken(hash) {
      const row = await db.select().from(apiToken).where(eq(apiToken.hash, hash)).get();
      return row && toToken(row);
    },
    async apiTokens() {
      return (await db.select().from(apiToken).orderBy(asc(apiToken.id)).all()).map(toToken);
    },
    async passwordHash(email) {
      const row = await db.select({ hash: user.passwordHash }).from(user).where(eq(user.email, email)).get();
      return row?.hash ?? undefined;
    },
  };
}

export function peopleWrites(db: Db): PeopleWrites {
  return {
    async countAttempt(key, now, windowMs) {
      await db.delete(loginAttempt).where(lte(loginAttempt.until, now)).run();
      return db
        .insert(loginAttempt)
        .values({ key, attempts: 1, until: now + windowMs })
        .onConflictDoUpdate({
          target: loginAttempt.key,
          set: { attempts: sql`${loginAttempt.attempts} + 1` },
        })
        .returning({ attempts: loginAttempt.attempts, until: loginAttempt.until })
        .get();
    },
    async addUser({ email, role, brands = null, at }) {
      const row = await db
        .insert(user)
        .values({ email, role, brands, createdAt: at })
        .onConflictDoUpdate({
          target: user.email,
          set: { role, brands, revision: sql`${user.revision} + 1` },
        })
        .returning(userColumns)
        .get();
      return toUser(row);
    },
    async changeUser(id, revision, { role, brands }) {
      const result = await db
        .update(user)
        .set({ role, brands, revision: revision + 1 })
        .where(and(eq(user.id, id), eq(user.revision, revision)))
        .run();
      return result.changes > 0;
    },
    async removeUser(id) {
      await db.delete(session).where(eq(session.userId, id)).run();
      await db.delete(loginToken).where(eq(loginToken.userId, id)).run();
      await db.delete(user).where(eq(user.id, id)).run();
    },
    async setPassword(userId, hash) {
      await db
        .update(user)
        .set({ passwordHash: hash, revision: sql`${user.revision} + 1` })
        .where(eq(user.id, userId))
        .run();
    },
    async addLoginToken(token) {
      await db.insert(loginToken).values(token).run();
    },
    async useLoginToken(hash, now) {
      const used = await db
        .delete(loginToken)
        .where(and(eq(loginToken.hash, hash), gt(loginToken.expiresAt, now)))
        .returning({ userId: loginToken.userId })
        .get();
      const row = used && (await db.select(userColumns).from(user).where(eq(user.id, used.userId)).get());
      return row && toUser(row);
    },
    async addSession({ hash, userId, at }) {
      await db.insert(session).values({ hash, userId, createdAt: at, lastSeenAt: at }).run();
    },
    async touchSession(hash, at) {
      await db.update(session).set({ lastSeenAt: at }).where(eq(session.hash, hash)).run();
    },
    async endSession(hash) {
      await db.delete(session).where(eq(session.hash, hash)).run();
    },
    async endSessions(userId, exceptHash = '') {
      return (
        await db
          .delete(session)
          .where(and(eq(session.userId, userId), ne(session.hash, exceptHash)))
          .run()
      ).changes;
    },
    async endSessionById(userId, id) {
      await db
        .delete(session)
        .where(and(eq(session.userId, userId), eq(sessionId, id)))
        .run();
    },
    async dropSessions(idleSince, createdBefore) {
      await db
        .delete(session)
        .where(or(lt(session.lastSeenAt, idleSince), lt(session.createdAt, createdBefore)))
        .run();
    },
    async addApiToken({ at, ...token }) {
      await db
        .insert(apiToken)
        .values({ ...token, createdAt: at })
        .run();
    },
    async touchApiToken(id, at) {
      await db.update(apiToken).set({ lastUsedAt: at }).where(eq(apiToken.id, id)).run();
    },
    async removeApiToken(id) {
      await db.delete(apiToken).where(eq(apiToken.id, id)).run();
    },
  };
}

export function auditQueries(db: Db): AuditQueries {
  return {
    async list({ limit, before, search }) {
      const words = search === undefined ? undefined : `%${lowerAscii(search).replace(/[\\%_]/g, '\\$&')}%`;
      const holds = (column: typeof audit.who | typeof audit.what | typeof audit.subject) =>
        words === undefined ? undefined : sql`lower(${column}) like ${words} escape '\\'`;
      return db
        .select()
        .from(audit)
        .where(
          and(
            before === undefined ? undefined : lt(audit.id, before),
            words === undefined ? undefined : or(holds(audit.who), holds(audit.what), holds(audit.subject)),
          ),
        )
        .orderBy(desc(audit.id))
        .limit(limit)
        .all();
    },
  };
}

export function auditWrites(db: Db): AuditWrites {
  return {
    async add(entry) {
      await db.insert(audit).values(entry).run();
    },
  };
}
