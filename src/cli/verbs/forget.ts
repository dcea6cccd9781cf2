import { handlers } from '../../../workers/stages.ts';
import { acceptPage, type IngestContext } from '../../ingest/accept.ts';
import { lockHolder } from '../../ops/lock.ts';
import { scrub } from '../../store/backup.ts';
import { inKeptDatabase, keptDatabases } from '../../store/kept-databases.ts';
import { openInstallation } from '../installation.ts';
import { writeJson } from '../output.ts';
import { noQueue } from '../no-queue.ts';
import { stageContext } from '../stage-context.ts';
import { readArgs, takeArgs, UsageError, type Verb } from '../verb.ts';

/** Sources and ids may contain colons: every way to split is tried, and the pseudonym matches the right one. */
function* readings(author: string): Generator<{ source: string; authorId: string }> {
  for (let at = author.indexOf(':'); at > 0; at = author.indexOf(':', at + 1)) {
    if (at < author.length - 1) yield { source: author.slice(0, at), authorId: author.slice(at + 1) };
  }
}

interface Forgotten {
  readonly erased: number;
  readonly deadLetters: number;
}

const NOT_REACHED =
  'Not reached: what people quoted in incident notes and response drafts, mails already sent, and backups elsewhere.\n';

/** Erases in one database. */
async function forgetIn(ctx: IngestContext, author: string): Promise<Forgotten> {
  let erased = 0;
  let deadLetters = 0;
  for (const { source, authorId } of readings(author)) {
    const page = { source, mentions: [], deletions: [{ authorId }], apart: true };
    const theirs = (await acceptPage(ctx, page)).erased;
    erased += theirs;
    // Dead letters of an import have no source: only a split that matched posts may erase them.
    deadLetters += await ctx.store.tx((tx) => tx.deadLetters.eraseAuthor(source, authorId, theirs > 0));
  }
  return { erased, deadLetters };
}

async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArgs(args, { author: { type: 'string' } });
  takeArgs(positionals, []);
  const author = values.author;
  if (author === undefined || [...readings(author)].length === 0) {
    throw new UsageError('--author SOURCE:ID is missing, for example --author bluesky:fernway:did:plc:abc');
  }
  const installation = await openInstallation();
  const { store, env } = installation;
  const ctx = stageContext(installation, noQueue);
  const kept: (Forgotten & { file: string })[] = [];
  const unread: { file: string; problem: string }[] = [];
  let forgotten: Forgotten;
  try {
    forgotten = await forgetIn(ctx, author);
    for (const copy of keptDatabases(env)) {
      const { file } = copy;
      try {
        kept.push({
          file,
          ...(await inKeptDatabase(env, copy, (one) => forgetIn({ ...ctx, store: one }, author))),
        });
      } catch (error) {
        unread.push({ file, problem: error instanceof Error ? error.message : String(error) });
      }
    }
    // Mails that quote the author are written again; a running server does it itself.
    if (lockHolder(env.dataDir) === undefined) await handlers.notify(ctx, {});
  } finally {
    await ctx.close();
    await store.close();
  }
  scrub(env.databaseUrl);
  await writeJson({
    ...forgotten,
    ...(kept.length + unread.length > 0 ? { keptDatabases: [...kept, ...unread] } : {}),
  });
  process.stderr.write(NOT_REACHED);
  for (const { file } of unread) {
    process.stderr.write(
      `${file} is a copy of the database and was not changed: delete it, or the words stay in it.\n`,
    );
  }
  return unread.length === 0 ? 0 : 1;
}

export const forgetVerb: Verb = {
  name: 'forget',
  help: `
Usage: npx outcry forget --author SOURCE:ID

Erases everything an author wrote: texts, links, revisions, the team's notes and tags on them, dead letters that name the
author, and quotes in written mails; also in the databases that restore and migrate-store left in the data folder. Counts
stay. SOURCE is the name on the Sources page, ID the source's id of the author. Not reached: what people quoted in incident
notes and response drafts, mails already sent, and backups elsewhere: make a new one. Writes JSON {erased, deadLetters}, the
number of mentions and dead letters, and {keptDatabases: [{file, erased, deadLetters}]} where there are any; status 1 where
nothing could be erased from one, such as a dump of PostgreSQL.`,
  run,
};
