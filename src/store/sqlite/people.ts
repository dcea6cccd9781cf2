import { and, asc, eq, gt, lt, or } from 'drizzle-orm';
import type { PeopleQueries, PeopleWrites } from '../ports/people.ts';
import type { Db } from './db.ts';
import { apiToken, loginToken, session, user } from './schema.ts';

const userColumns = { id: user.id, email: user.email, role: user.role };

export function peopleQueries(db: Db): PeopleQueries {
  return {
    async users() {
      return db.select(userColumns).from(user).orderBy(asc(user.email)).all();
    },
    async userByEmail(email) {
      return db.select(userColumns).from(user).where(eq(user.email, email)).get();
    },
    async session(hash) {
      return db
        .select({ user: userColumns, createdAt: session.createdAt, lastSeenAt: session.lastSeenAt })
        .from(session)
        .innerJoin(user, eq(user.id, session.userId))
        .where(eq(session.hash, hash))
        .get();
    },
    async apiToken(hash) {
      return db
        .select({
          id: apiToken.id,
          name: apiToken.name,
          role: apiToken.role,
          createdAt: apiToken.createdAt,
        })
        .from(apiToken)
        .where(eq(apiToken.hash, hash))
        .get();
    },
  };
}

export function peopleWrites(db: Db): PeopleWrites {
  return {
    async addUser({ email, role, at }) {
      return db
        .insert(user)
        .values({ email, role, createdAt: at })
        .onConflictDoUpdate({ target: user.email, set: { role } })
        .returning(userColumns)
        .get();
    },
    async addLoginToken(token) {
      db.insert(loginToken).values(token).run();
    },
    async useLoginToken(hash, now) {
      const used = db
        .delete(loginToken)
        .where(and(eq(loginToken.hash, hash), gt(loginToken.expiresAt, now)))
        .returning({ userId: loginToken.userId })
        .get();
      return used && db.select(userColumns).from(user).where(eq(user.id, used.userId)).get();
    },
    async addSession({ hash, userId, at }) {
      db.insert(session).values({ hash, userId, createdAt: at, lastSeenAt: at }).run();
    },
    async touchSession(hash, at) {
      db.update(session).set({ lastSeenAt: at }).where(eq(session.hash, hash)).run();
    },
    async endSession(hash) {
      db.delete(session).where(eq(session.hash, hash)).run();
    },
    async dropSessions(idleSince, createdBefore) {
      db.delete(session)
        .where(or(lt(session.lastSeenAt, idleSince), lt(session.createdAt, createdBefore)))
        .run();
    },
    async addApiToken({ hash, name, role, at }) {
      db.insert(apiToken).values({ hash, name, role, createdAt: at }).run();
    },
  };
}
