import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Env, packageRoot, readEnv, SETTINGS } from '../../config/env.ts';
import { UserError } from '../../src/domain/result.ts';

type Raw = Readonly<Record<string, string | undefined>>;

describe('what is read', () => {
  it('nothing set: the defaults', () => {
    expect(readEnv({})).toEqual({
      port: 3e3,
      host: '127.0.0.1',
      publicUrl: 'http://127.0.0.1:3000',
      trustedProxies: '',
      hosts: [],
      dataDir: resolve('data'),
      configDir: resolve(packageRoot, 'config'),
      demo: undefined,
      logLevel: 'info',
      reconcileMs: 5e3,
      scoreThreads: undefined,
      scoreSecond: true,
      stallMs: 3e4,
      webhookSecrets: [],
      webhookSourceSecrets: new Map(),
      alertHooks: new Map(),
      alertHookSecret: undefined,
      fetchPrivate: false,
      contact: 'http://127.0.0.1:3000',
      importBytes: 5_120 * 1024 * 1024,
      previewSites: new Map(),
      keepTextDays: 90,
      keepTextDaysGiven: false,
      keys: {},
      queueUrl: 'embedded:',
      databaseUrl: `sqlite:${resolve('data', 'outcry.db')}`,
      smtpUrl: undefined,
      packageRoot,
      mailFrom: 'outcry@localhost.localdomain',
    });
  });

  it.each<[Raw, Partial<Env>]>([
    [{ PORT: '0' }, { port: 0, publicUrl: 'http://127.0.0.1:0' }],
    [{ PORT: '65535' }, { port: 65_535 }],
    [{ PORT: '' }, { port: 3000 }],
    [
      { HOST: '0.0.0.0', PORT: '8080' },
      { host: '0.0.0.0', publicUrl: 'http://localhost:8080' },
    ],
    [{ HOST: '::' }, { publicUrl: 'http://localhost:3000' }],
    [{ PUBLIC_URL: 'https://outcry.example.org//' }, { publicUrl: 'https://outcry.example.org' }],
    [{ PUBLIC_URL: 'https://example.org/outcry/' }, { publicUrl: 'https://example.org/outcry' }],
    [{ OUTCRY_DATA_DIR: '/srv/o' }, { dataDir: '/srv/o', databaseUrl: 'sqlite:/srv/o/outcry.db' }],
    [{ OUTCRY_CONFIG_DIR: 'elsewhere' }, { configDir: resolve('elsewhere') }],
    [{ OUTCRY_DEMO: '1' }, { demo: true }],
    [{ OUTCRY_DEMO: '0' }, { demo: false }],
    [{ OUTCRY_LOG: 'silent' }, { logLevel: 'silent' }],
    [{ OUTCRY_RECONCILE_SECONDS: '0.2' }, { reconcileMs: 200 }],
    [{ OUTCRY_SCORE_THREADS: '3' }, { scoreThreads: 3 }],
    [{ OUTCRY_SCORE_SECOND: '0' }, { scoreSecond: false }],
    [{ OUTCRY_STALL_SECONDS: '0.5' }, { stallMs: 500 }],
    [
      { OUTCRY_WEBHOOK_SECRET: ' b25l, dHdv\nwhsec_dGhyZWU= ' },
      { webhookSecrets: ['b25l', 'dHdv', 'whsec_dGhyZWU='] },
    ],
    [
      { OUTCRY_WEBHOOK_SOURCE_SECRETS: 'helpdesk=c2VjcmV0IDE=, shop=whsec_c2VjcmV0IDI= shop=c2VjcmV0IDM=' },
      {
        webhookSourceSecrets: new Map([
          ['helpdesk', ['c2VjcmV0IDE=']],
          ['shop', ['whsec_c2VjcmV0IDI=', 'c2VjcmV0IDM=']],
        ]),
      },
    ],
    [
      { OUTCRY_ALERT_HOOKS: 'team=https://a.example/x?k=v, pager=https://b.example/' },
      {
        alertHooks: new Map([
          ['team', 'https://a.example/x?k=v'],
          ['pager', 'https://b.example/'],
        ]),
      },
    ],
    [{ OUTCRY_FETCH_PRIVATE: '1' }, { fetchPrivate: true }],
    [{ OUTCRY_KEEP_TEXT_DAYS: '30' }, { keepTextDays: 30, keepTextDaysGiven: true }],
    [{ OUTCRY_KEEP_TEXT_DAYS: '0' }, { keepTextDays: undefined, keepTextDaysGiven: true }],
    [{ OUTCRY_CONTACT: 'pr@acme.example' }, { contact: 'pr@acme.example' }],
    [{ QUEUE_URL: 'rediss://u:p@h:6380/1' }, { queueUrl: 'rediss://u:p@h:6380/1' }],
    [{ QUEUE_URL: 'postgresql://h/d' }, { queueUrl: 'postgresql://h/d' }],
    [{ DATABASE_URL: 'sqlite:/x.db' }, { databaseUrl: 'sqlite:/x.db' }],
    [{ SMTP_URL: 'smtps://u:p@h:465' }, { smtpUrl: 'smtps://u:p@h:465' }],
    [{ MAIL_FROM: 'pr@example.org' }, { mailFrom: 'pr@example.org' }],
    [{ PATH: '/bin', HOME: '/root', OUTCRYX: '1' }, { port: 3000 }],
  ])('%j', (raw, expected) => {
    expect(readEnv(raw)).toMatchObject(expected);
  });
});

describe('what is refused, one line a problem', () => {
  const refusal = (raw: Raw): string => {
    try {
      readEnv(raw);
    } catch (error) {
      expect(error).toBeInstanceOf(UserError);
      return (error as UserError).message;
    }
    throw new Error(`${JSON.stringify(raw)} was taken`);
  };

  it.each<[Raw]>([
    [{ PORT: 'x' }],
    [{ PORT: '-1' }],
    [{ PORT: '65536' }],
    [{ OUTCRY_WEBHOOK_SECRET: 'not base64!' }],
    [{ OUTCRY_WEBHOOK_SECRET: 'abcde' }],
    [{ PORT: '1.5' }],
    [{ PUBLIC_URL: 'outcry.example.org' }],
    [{ PUBLIC_URL: 'ftp://example.org' }],
    [{ PUBLIC_URL: 'javascript:alert(1)' }],
    [{ OUTCRY_DEMO: 'true' }],
    [{ OUTCRY_LOG: 'trace!' }],
    [{ OUTCRY_RECONCILE_SECONDS: '0' }],
    [{ OUTCRY_RECONCILE_SECONDS: 'soon' }],
    [{ OUTCRY_SCORE_THREADS: '0' }],
    [{ OUTCRY_STALL_SECONDS: '601' }],
    [{ OUTCRY_FETCH_PRIVATE: 'yes' }],
    [{ QUEUE_URL: 'amqp://h' }],
    [{ QUEUE_URL: 'redis' }],
    [{ DATABASE_URL: 'sqlite:' }],
    [{ DATABASE_URL: '/x.db' }],
    [{ SMTP_URL: 'smtp.example.org:25' }],
    [{ OUTCRY_WEBHOOK_SOURCE_SECRETS: 'c2VjcmV0IDE=' }],
    [{ OUTCRY_WEBHOOK_SOURCE_SECRETS: 'help/desk=c2VjcmV0IDE=' }],
    [{ OUTCRY_WEBHOOK_SOURCE_SECRETS: 'helpdesk=not base64' }],
    [{ MAIL_FROM: 'Outcry <o@example.org>' }],
    [{ MAIL_FROM: 'o@example.org\r\nBcc: x@example.org' }],
  ])('%j', (raw) => {
    const [name] = Object.keys(raw);
    const message = refusal(raw);
    expect(message).toMatch(new RegExp(`^Setting ${name}: \\S.*\\.$`));
    expect(message.split('\n')).toHaveLength(1);
  });

  it('several at once', () => {
    const lines = refusal({ PORT: 'x', OUTCRY_DEMO: '2', MAIL_FROM: 'me' }).split('\n');
    expect(lines.map((line) => /^Setting (\w+):/.exec(line)?.[1])).toEqual([
      'PORT',
      'OUTCRY_DEMO',
      'MAIL_FROM',
    ]);
  });

  it('a misspelt setting, with those that are known', () => {
    const message = refusal({ OUTCRY_DATADIR: '/x' });
    for (const name of SETTINGS.filter((one) => one.startsWith('OUTCRY_'))) expect(message).toContain(name);
    expect(message).toMatch(/^Unknown setting OUTCRY_DATADIR\. /);
    expect(refusal({ OUTCRY_A: '1', OUTCRY_B: '2' })).toMatch(/^Unknown setting OUTCRY_A, OUTCRY_B\. /);
  });

  it('a key of a site that no source names, or that is blank', () => {
    expect(readEnv({ OUTCRY_SITE_KEY: ' k ' }, ['OUTCRY_SITE_KEY', 'OUTCRY_OTHER']).keys).toEqual({
      OUTCRY_SITE_KEY: 'k',
    });
    expect(refusal({ OUTCRY_SITE_KEY: 'k' })).toMatch(/^Unknown setting OUTCRY_SITE_KEY\. /);
    expect(() => readEnv({ OUTCRY_SITE_KEY: ' ' }, ['OUTCRY_SITE_KEY'])).toThrow(
      /^Setting OUTCRY_SITE_KEY: /,
    );
  });

  it('tells no secret', () => {
    expect(refusal({ SMTP_URL: 'http://u:hunter2@h' })).not.toContain('hunter2');
    expect(refusal({ QUEUE_URL: 'http://u:hunter2@h' })).not.toContain('hunter2');
  });
});
