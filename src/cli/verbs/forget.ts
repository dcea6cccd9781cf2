import { handlers } from '../../../workers/stages.ts';
import { acceptPage } from '../../ingest/accept.ts';
import { lockHolder } from '../../ops/lock.ts';
import { scrub } from '../../store/backup.ts';
import { openInstallation } from '../installation.ts';
import { writeJson } from '../output.ts';
import { noQueue, stageContext } from '../stage-context.ts';
import { readArgs, takeArgs, UsageError, type Verb } from '../verb.ts';

/** Sources and ids may hold colons themselves: every way to read it is tried, and pseudonyms tell which are meant. */
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
    throw new UsageError('say whom: --author SOURCE:ID, e.g. --author bluesky:fernway:did:plc:abc');
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
      // An import's letters name no source: only a reading that met the author's posts may take them.
      letters += await store.tx((tx) => tx.deadLetters.eraseAuthor(source, authorId, theirs > 0));
    }
    // Mails that were written with their words are written anew; a running server does it itself.
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

Takes an author's words out of the database: texts, links, revisions, notes and tags of people, dead letters that name the
author, and mails that were written with a post of theirs. Counts stay. SOURCE is the name on the page Sources, ID what the
source calls the author. Backups keep what they held: make a new one. What a mail server took is out of reach. Writes
JSON {erased, deadLetters}: how many mentions and letters it was.`,
  run,
};
