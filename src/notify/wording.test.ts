/** Source health alerts: short, complete, and nothing of a source can break out of its line. */
import { expect, it } from 'vitest';
import { outageText } from './wording.ts';

const CONTENT = {
  source: 'bluesky',
  since: '3 Mar 2026, 12:00 UTC',
  lasted: '3 h',
  advice: 'Look at the log.',
  brands: ['Acme', 'Beta'],
  back: false,
  link: 'https://outcry.example/sources',
};

it('says which source, since when, whose numbers, and what to do', () => {
  const { subject, text } = outageText(CONTENT);
  expect(subject).toBe('[Outcry] bluesky is down, numbers incomplete');
  for (const words of [
    'nothing published after 3 Mar 2026, 12:00 UTC',
    'Acme, Beta',
    'Look at the log.',
    CONTENT.link,
  ]) {
    expect(text).toContain(words);
  }
});

it('says that it is back, and that no alerts are sent for what was missed', () => {
  const { subject, text } = outageText({ ...CONTENT, back: true });
  expect(subject).toBe('[Outcry] bluesky is being read again');
  expect(text).toMatch(/after 3 h[\s\S]*No alerts are sent/);
});

it('whatever the source is called, the subject is one line of at most 70 characters', () => {
  for (const back of [true, false]) {
    const { subject } = outageText({ ...CONTENT, back, source: `x\r\nBcc: a@b.c\u2028${'y'.repeat(200)}` });
    expect(subject.length).toBeLessThanOrEqual(70);
    expect(subject).not.toMatch(/[\r\n\u2028]/);
  }
});
