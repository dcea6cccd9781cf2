import {
  and,
  asc,
  desc,
  eq,
  exists,
  gt,
  inArray,
  isNotNull,
  isNull,
  like,
  lt,
  lte,
  ne,
  or,
  sql,
} from 'drizzle-orm';
import type { User } from '../../domain/user.ts';
import type { PeopleQueries, PeopleWrites } from './port.ts';
import type { Db } from '../sql/db.ts';
import { lowerAscii } from '../sql/fragments.ts';
import { installationSetting } from '../settings/schema.ts';
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

const FIRST_SIGN_IN = 'first sign-in';

/** Addresses of one person as far as anybody can tell: equal but for upper and lower case. */
async function sameAddress(db: Db, email: string): Promise<User[]> {
  const rows = await db
    .select(userColumns)
    .from(user)
    .where(
      or(inArray(user.email, [email, email.toLowerCase()]), eq(sql`lower(${user.email})`, lowerAscii(email))),
    )
    .orderBy(asc(user.id))
    .all();
  return rows.map(toUser);
}

/** Tokens with the person they belong to; those of people who are gone are left out. */
function tokensOf(db: Db) {
  const there = or(isNull(apiToken.userId), sql`${user.id} is not null`);
  const toToken = ({ token, person }: { token: typeof apiToken.$inferSelect; person: unknown }) => {
    const { hash: _, userId: __, ...row } = token;
    return {
      ...row,
      createdBy: row.createdBy ?? undefined,
      owner: row.owner ?? undefined,
      expiresAt: row.expiresAt ?? undefined,
      lastUsedAt: row.lastUsedAt ?? undefined,
      person: token.userId === null ? undefined : toUser(person as Parameters<typeof toUser>[0]),
    };
  };
  const select = () =>
    db
      .select({ token: apiToken, person: userColumns })
      .from(apiToken)
      .leftJoin(user, eq(user.id, apiToken.userId));
  return {
    async all() {
      return (await select().where(there).orderBy(asc(apiToken.id)).all()).map(toToken);
    },
    async byHash(hash: string) {
      const row = await select()
        .where(and(eq(apiToken.hash, hash), there))
        .get();
      return row && toToken(row);
    },
  };
}

export function peopleQueries(db: Db): PeopleQueries {
  const one = async (where: ReturnType<typeof eq>) => {
    const row = await db.select(userColumns).from(user).where(where).get();
    return row && toUser(row);
  };
  const tokens = tokensOf(db);
  return {
    async users() {
      return (await db.select(userColumns).from(user).orderBy(asc(user.email)).all()).map(toUser);
    },
    async userByEmail(email) {
      const found = await sameAddress(db, email);
      const exactly = (text: string) => found.find((person) => person.email === text);
      return exactly(email) ?? exactly(email.toLowerCase()) ?? found[0];
    },
    userById: async (id) => one(eq(user.id, id)),
    async session(hash) {
      const row = await db
        .select({
          user: userColumns,
          createdAt: session.createdAt,
          lastSeenAt: session.lastSeenAt,
          zone: user.zone,
          at: user.visitedAt,
          before: user.visitedBefore,
        })
        .from(session)
        .innerJoin(user, eq(user.id, session.userId))
        .where(eq(session.hash, hash))
        .get();
      if (!row) return undefined;
      const { zone, at, before, ...rest } = row;
      return {
        ...rest,
        user: toUser(row.user),
        zone: zone ?? undefined,
        visits: { at: at ?? undefined, before: before ?? undefined },
      };
    },
    async sessionsOf(userId) {
      return db
        .select({ id: sessionId, createdAt: session.createdAt, lastSeenAt: session.lastSeenAt })
        .from(session)
        .where(eq(session.userId, userId))
        .orderBy(desc(session.lastSeenAt))
        .all();
    },
    apiToken: tokens.byHash,
    apiTokens: tokens.all,
    async passwordHash(userId) {
      const row = await db.select({ hash: user.passwordHash }).from(user).where(eq(user.id, userId)).get();
      return row?.hash ?? undefined;
    },
    async hasLoginToken(hash, now) {
      const good = and(eq(loginToken.hash, hash), gt(loginToken.expiresAt, now));
      return (
        (await db.select({ userId: loginToken.userId }).from(loginToken).where(good).get()) !== undefined
      );
    },
    async everSignedIn() {
      const noted = eq(installationSetting.name, FIRST_SIGN_IN);
      if (await db.select().from(installationSetting).where(noted).get()) return true;
      // Before it was noted.
      const traces = await db
        .select({ id: user.id })
        .from(user)
        .where(
          or(
            exists(db.select({ one: sql`1` }).from(session)),
            exists(db.select({ one: sql`1` }).from(audit).where(like(audit.what, 'signed %'))),
            isNotNull(user.passwordHash),
          ),
        )
        .limit(1)
        .get();
      return traces !== undefined;
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
    async forgiveAttempt(key) {
      await db
        .update(loginAttempt)
        .set({ attempts: sql`${loginAttempt.attempts} - 1` })
        .where(and(eq(loginAttempt.key, key), gt(loginAttempt.attempts, 0)))
        .run();
    },
    async addUser({ email, role, brands = null, at }) {
      if ((await sameAddress(db, email)).length > 0) return undefined;
      const row = await db
        .insert(user)
        .values({ email, role, brands, createdAt: at })
        .onConflictDoNothing()
        .returning(userColumns)
        .get();
      return row && toUser(row);
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
      await db.delete(apiToken).where(eq(apiToken.userId, id)).run();
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
      await db
        .insert(installationSetting)
        .values({ name: FIRST_SIGN_IN, value: String(at) })
        .onConflictDoNothing()
        .run();
    },
    async touchSession(hash, at) {
      await db.update(session).set({ lastSeenAt: at }).where(eq(session.hash, hash)).run();
    },
    async setZone(userId, zone) {
      await db.update(user).set({ zone }).where(eq(user.id, userId)).run();
    },
    async noteVisit(userId, at, breakMs) {
      const later = and(eq(user.id, userId), or(isNull(user.visitedAt), lt(user.visitedAt, at)));
      const afterBreak = and(later, lt(user.visitedAt, at - breakMs));
      await db.update(user).set({ visitedBefore: user.visitedAt }).where(afterBreak).run();
      await db.update(user).set({ visitedAt: at }).where(later).run();
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
    async endApiToken(id, at) {
      const later = or(isNull(apiToken.expiresAt), gt(apiToken.expiresAt, at));
      await db
        .update(apiToken)
        .set({ expiresAt: at })
        .where(and(eq(apiToken.id, id), later))
        .run();
    },
    async removeApiToken(id) {
      await db.delete(apiToken).where(eq(apiToken.id, id)).run();
    },
  };
}
