/** The settings as people may see them: no password, key or address of a hook. */
import { withoutSecrets } from '../src/domain/address.ts';
import type { Env } from './env.ts';

export interface ShownSetting {
  readonly what: string;
  readonly value: string;
  /** The setting that changes it. */
  readonly by: string;
}

/** How this installation is set up, for its admins; without secrets. */
export function shownSettings(env: Env): ShownSetting[] {
  const keys = Object.keys(env.keys).sort();
  const hooks = [...env.alertHooks.keys()];
  return [
    ...(env.keepTextDaysGiven
      ? [
          {
            what: 'Texts are kept for',
            value: env.keepTextDays === undefined ? 'no limit' : `${env.keepTextDays} days`,
            by: 'OUTCRY_KEEP_TEXT_DAYS',
          },
        ]
      : []),
    { what: 'Links in mails', value: env.publicUrl, by: 'PUBLIC_URL' },
    {
      what: 'Trusted proxies',
      value: env.trustedProxies === '' ? 'none' : env.trustedProxies,
      by: 'OUTCRY_TRUSTED_PROXIES',
    },
    {
      what: 'Further host names',
      value: env.hosts.length === 0 ? 'none' : env.hosts.join(', '),
      by: 'OUTCRY_HOSTS',
    },
    { what: 'Database', value: withoutSecrets(env.databaseUrl), by: 'DATABASE_URL' },
    {
      what: 'Queue',
      value: env.queueUrl === 'embedded:' ? 'embedded' : withoutSecrets(env.queueUrl),
      by: 'QUEUE_URL',
    },
    {
      what: 'Mails',
      value:
        env.smtpUrl === undefined ? 'written as files, not sent' : `sent over ${withoutSecrets(env.smtpUrl)}`,
      by: 'SMTP_URL',
    },
    { what: 'Mail sender', value: env.mailFrom, by: 'MAIL_FROM' },
    {
      what: 'Alert hooks',
      value: hooks.length === 0 ? 'none' : hooks.join(', '),
      by: 'OUTCRY_ALERT_HOOKS',
    },
    {
      what: 'Webhook secrets',
      value:
        env.webhookSecrets.length > 0
          ? String(env.webhookSecrets.length)
          : env.webhookSourceSecrets.size > 0
            ? 'none for all names'
            : env.secret === undefined
              ? 'one, in the data folder'
              : 'one, derived from OUTCRY_SECRET',
      by: 'OUTCRY_WEBHOOK_SECRET',
    },
    {
      what: 'Webhook sources with a secret of their own',
      value: [...env.webhookSourceSecrets.keys()].join(', ') || 'none',
      by: 'OUTCRY_WEBHOOK_SOURCE_SECRETS',
    },
    {
      what: 'Source keys',
      value: keys.length === 0 ? 'none' : keys.join(', '),
      by: 'OUTCRY_…_KEY, _TOKEN',
    },
    {
      what: 'Installation keys',
      value: env.secret === undefined ? 'in the data folder' : 'derived from a secret shared by all hosts',
      by: 'OUTCRY_SECRET',
    },
    { what: 'Contact address for sites', value: env.contact, by: 'OUTCRY_CONTACT' },
    { what: 'Data folder', value: env.dataDir, by: 'OUTCRY_DATA_DIR' },
    { what: 'Configuration folder', value: env.configDir, by: 'OUTCRY_CONFIG_DIR' },
    { what: 'Log', value: env.logLevel, by: 'OUTCRY_LOG' },
  ];
}
