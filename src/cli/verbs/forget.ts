import { handlers } from '../../../workers/stages.ts';
import { acceptPage } from '../../ingest/accept.ts';
import { lockHolder } from '../../ops/lock.ts';
import { scrub } from '../../store/backup.ts';
import { openInstallation } from '../installation.ts';
import { writeJson } from '../output.ts';
import { noQueue, stageContext } from '../stage-context.ts';
import { readArgs, takeArgs, UsageError, type Verb } from '../verb.ts';

/** Sources and ids may contain colons: every way to split is tried, and the pseudonym matches the right one. */
function* readings(author: string): Generator<{ source: string; authorId: string }> {
  for (let at = author.indexOf(':'); at > 0; at = author.indexOf(':', at + 1)) {
    if (at < author.length - 1) yield { source: author.slice(0, at), authorId: author.slice(at + 1) };
  }
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
  try {
    let erased = 0;
    let letters = 0;
    for (const { source, authorId } of readings(author)) {
      const page = { source, mentions: [], deletions: [{ authorId }], apart: true };
      const theirs = (await acceptPage(ctx, page)).erased;
      erased += theirs;
      // Dead letters of an import have no source: only a split that matched posts may erase them.
      letters += await store.tx((tx) => tx.deadLetters.eraseAuthor(source, authorId, theirs > 0));
    }
    // Mails that quote the author are written again; a running server does it itself.
    if (lockHolder(env.dataDir) === undefined) await handlers.notify(ctx, {});
    await writeJson({ erased, deadLetters: letters });
  } finally {
    await ctx.close();
    await store.close();
  }
  scrub(env.databaseUrl);
  return 0;
}

export const forgetVerb: Verb = {
  name: 'forget',
  help: `
Usage: npx outcry forget --author SOURCE:ID

Erases everything an author wrote: texts, links, revisions, the team's notes and tags on them, dead letters that name the
author, and quotes in written mails. Counts stay. SOURCE is the name on the Sources page, ID the source's id of the author.
Existing backups keep their contents: make a new one. Mails already sent cannot be changed. Writes JSON {erased, deadLetters}:
the number of mentions and dead letters.`,
  run,
};
