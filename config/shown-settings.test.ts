import { expect, test } from 'vitest';
import { readEnv } from './env.ts';
import { shownSettings } from './shown-settings.ts';

test('no password, key, secret or hook address is shown; what is set is named', () => {
  const raw = {
    DATABASE_URL: 'postgres://ann:s3cret-pg@db.example.org:5432/outcry?password=s3cret-query',
    QUEUE_URL: 'rediss://:s3cret-redis@queue.example.org:6380',
    SMTP_URL: 'smtp://ann:s3cret-smtp@mail.example.org:587',
    OUTCRY_ALERT_HOOKS: 'team=https://hooks.example.org/s3cret-hook',
    OUTCRY_ALERT_HOOK_SECRET: 's3cret-sign',
    OUTCRY_WEBHOOK_SECRET: 's3cretAA s3cretBB',
    OUTCRY_X_TOKEN: 's3cret-x',
  };
  const shown = shownSettings(readEnv(raw, ['OUTCRY_X_TOKEN', 'OUTCRY_Y_KEY']));
  const text = JSON.stringify(shown);
  expect(text).not.toContain('s3cret');
  expect(text).not.toContain('ann');
  const value = (by: string) => shown.find((one) => one.by === by)?.value;
  expect(value('DATABASE_URL')).toBe('postgres://db.example.org:5432/outcry');
  expect(value('QUEUE_URL')).toContain('queue.example.org:6380');
  expect(value('SMTP_URL')).toBe('sent over smtp://mail.example.org:587');
  expect(value('OUTCRY_ALERT_HOOKS')).toBe('team');
  expect(value('OUTCRY_WEBHOOK_SECRET')).toBe('2');
  expect(value('OUTCRY_…_KEY, _TOKEN')).toBe('OUTCRY_X_TOKEN');
  // Unless the environment says so, it is changed in the dashboard.
  expect(value('OUTCRY_KEEP_TEXT_DAYS')).toBeUndefined();
});

test('an installation on its defaults says what it does', () => {
  const shown = shownSettings(readEnv({ OUTCRY_KEEP_TEXT_DAYS: '0' }));
  const value = (by: string) => shown.find((one) => one.by === by)?.value;
  expect(value('QUEUE_URL')).toBe('embedded');
  expect(value('DATABASE_URL')).toMatch(/^sqlite:.*outcry\.db$/);
  expect(value('OUTCRY_WEBHOOK_SECRET')).toBe('one, in the data folder');
  expect(value('SMTP_URL')).toBe('written as files, not sent');
  expect(value('OUTCRY_KEEP_TEXT_DAYS')).toBe('no limit');
});
