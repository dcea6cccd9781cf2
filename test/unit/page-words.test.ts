/** Phrases that pages and mails gave up, and what they say instead: they do not come back. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../../config/env.ts';

/** What people read comes from here. */
const FOLDERS = ['dashboard', 'src/report', 'src/notify', 'src/chart', 'src/alert'];

const GIVEN_UP: readonly (readonly [phrase: RegExp, instead: string])[] = [
  [/Looking back/, 'no recent data (until …)'],
  [/Nobody is on it|Unassigned/, 'No owner yet'],
  [/Negative beyond normal|Mentions beyond normal/, 'Extra negative posts'],
  [/Loudest posts/, 'Posts with the greatest reach'],
  [/All of this stretch/, 'All N posts of this incident'],
  [/Phrases that set it apart/, 'Said more than usual'],
  [/The numbers of this chart|Show the numbers/, 'Show as table'],
  [/post before|shut it, or let go/, 'previous post; close, or deselect'],
  [/with no known policy change near it/, 'No policy change around that date'],
  [/Hand over, snooze|Tell nobody for|Open again/, 'Assign · Snooze · Add note; Pause alerts for; Reopen'],
  [/What else they speak of/, 'Also mentioned'],
  [/Per cent of all mentions/, 'Share of posts'],
  [/Somebody was faster|Somebody else was faster/, 'what changed meanwhile, by whom, when'],
  [/those that say the same are shown once/, 'N posts, near-duplicates grouped'],
  [/Correct, tag, mute/, 'Edit'],
  [/What the score would lose without each word/, 'Words that moved the score'],
  [/Leave it\b|Count again\b/, 'Cancel; Unmute'],
  [/Each incident is decided about once/, 'Every alert, whether it was sent, and why'],
  [/None of its alerts was judged yet/, 'No alert rated yet'],
  [/Every source is read as it should be/, 'All sources up to date'],
  [
    /Nothing is dropped without standing here|Mend the line/,
    'Everything refused is listed here; Fix the line',
  ],
  [/do not belong together/, 'Wrong e-mail or password'],
  [/Make one in the terminal/, 'Mail me a sign-in link'],
  [
    /links only\b|You get a link to hand on|also those to come/,
    'sign-in link; You get a link to send; including new ones',
  ],
  [
    /One mail is sent for each stage|Stop these mails/,
    'We write again if it gets worse or ends; Unsubscribe',
  ],
];

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return /\.tsx?$/.test(entry.name) && !entry.name.includes('.test.') ? [path] : [];
  });
}

/** Without comments, and with the line breaks of long texts as spaces. */
function textOf(source: string): string {
  return source
    .replaceAll(/\/\*[\s\S]*?\*\//g, ' ')
    .replaceAll(/^\s*\/\/.*$/gm, ' ')
    .replaceAll(/\s+/g, ' ');
}

function foundIn(source: string): string[] {
  const text = textOf(source);
  return GIVEN_UP.flatMap(([phrase, instead]) => {
    const hit = phrase.exec(text)?.[0];
    return hit === undefined ? [] : [`“${hit}” → ${instead}`];
  });
}

it('sees a phrase that was given up, also across lines, and not in a comment (control)', () => {
  expect(foundIn('<p>\n  Somebody\n  was faster.\n</p>')).toHaveLength(1);
  expect(foundIn('/** Somebody was faster. */\n// Leave it\n')).toEqual([]);
  expect(foundIn("const label = 'Unassigned';")).toEqual(['“Unassigned” → No owner yet']);
});

it('no page and no mail says one of them', () => {
  const files = FOLDERS.flatMap((folder) => filesBelow(join(packageRoot, folder)));
  expect(files.length).toBeGreaterThan(200);
  const hits = files.flatMap((file) =>
    foundIn(readFileSync(file, 'utf8')).map((hit) => `${relative(packageRoot, file)}: ${hit}`),
  );
  expect(hits).toEqual([]);
});
