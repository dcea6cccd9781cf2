/** Tests and previews make Outcry ask others: nobody can ask without end. */
import { expect, it } from 'vitest';
import { createTrialLimit, waitText } from '../../../dashboard/security/trial-limit.ts';

it('lets a person test thirty times in five minutes, others beside them', async () => {
  const limit = createTrialLimit();
  const ana = { name: 'ana@example.com', userId: 1 };
  for (let i = 0; i < 30; i += 1) expect(await limit.take(ana, 'test')).toBeUndefined();
  const wait = await limit.take(ana, 'test');
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(300);
  expect(await limit.take({ ...ana, name: 'another session of hers' }, 'test')).toBeDefined();
  expect(await limit.take({ name: 'bo@example.com', userId: 2 }, 'test')).toBeUndefined();
  expect(await limit.take(ana, 'preview')).toBeUndefined();
  expect(waitText(12)).toBe('Too many tests. Try again in 12 seconds.');
});
