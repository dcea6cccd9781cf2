/**
 * Accounts that programs write with. They are left out on every site, by the site's own mark or, where it has none, by
 * the names of accounts that are known to be programs. A name that merely ends in "bot" may be a person.
 */

/** Reddit has no mark. Those that post in many subreddits, in lower case. */
const REDDIT = new Set(
  (
    'automoderator reddit remindmebot repostsleuthbot totesmessenger autotldr savevideo savevideobot stabbot ' +
    'vredditdownloader wikisummarizerbot wikitextbot sneakpeekbot haikusbot haikusbot-official b0trank ' +
    'commonmisspellingbot image_linker_bot linkifybot duplicatesbot magic_eye_bot converter-bot ' +
    'unitconversionbot metric_units imgurtranscriber nice-scores profanitycounter sub_doesnt_exist_bot ' +
    'gifreversingbot anti-gif-bot bot-sleuth-bot botdefense qualityvote alphabet_order_bot ' +
    'goodbot_badbot good_human_bot amputatorbot'
  ).split(' '),
);

export function isRedditProgram(author: string | null | undefined): boolean {
  return author != null && (REDDIT.has(author.toLowerCase()) || author.endsWith('-ModTeam'));
}

/** Discourse and Stack Exchange give their own accounts numbers below zero: `system`, `discobot`, Community. */
export function isSiteAccount(userId: number | null | undefined): boolean {
  return userId != null && userId < 0;
}

export const LEFT_OUT = { kind: 'drop', reason: 'posted by a bot' } as const;
