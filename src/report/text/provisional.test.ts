import { expect, it } from 'vitest';
import { HOUR_MS } from '../../domain/series.ts';
import { provisionalText } from './provisional.ts';

it('says why an alarm may be taken back, and nothing of one that is certain enough', () => {
  const onset = Date.UTC(2026, 0, 5);
  expect(provisionalText({ provisional: true, onset }, onset + HOUR_MS / 4)).toContain(
    'first hour is not over',
  );
  expect(provisionalText({ provisional: true, onset }, onset + 9 * HOUR_MS)).toContain('less than a week');
  expect(provisionalText({ onset }, onset + HOUR_MS / 4)).toBeUndefined();
  expect(provisionalText(undefined, onset)).toBeUndefined();
});
