/** The environment, read once. The only file that looks at `process.env`. */
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { UserError } from '../src/domain/result.ts';

/** An API key of a site. */
const key = z.string().trim().min(1).optional();

/** Where neither the environment nor the configuration says how long texts are kept. */
const KEEP_TEXT_DAYS = 90;

const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  OUTCRY_DATA_DIR: z.string().min(1).default('./data'),
  OUTCRY_CONFIG_DIR: z.string().min(1).optional(),
  OUTCRY_DEMO: z.enum(['0', '1']).optional(),
  OUTCRY_LOG: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  OUTCRY_RECONCILE_SECONDS: z.coerce.number().min(0.2).max(3600).default(5),
  OUTCRY_SCORE_THREADS: z.coerce.number().int().min(1).max(64).optional(),
  OUTCRY_SCORE_SECOND: z.enum(['0', '1']).default('1'),
  OUTCRY_STALL_SECONDS: z.coerce.number().min(0.5).max(600).default(30),
  OUTCRY_WEBHOOK_SECRET: z.string().optional(),
  OUTCRY_WEBHOOK_SOURCE_SECRETS: z.string().optional(),
  OUTCRY_ALERT_HOOKS: z.string().optional(),
  OUTCRY_ALERT_HOOK_SECRET: z.string().optional(),
  OUTCRY_FETCH_PRIVATE: z.enum(['0', '1']).default('0'),
  OUTCRY_PREVIEW_SITES: z.string().optional(),
  OUTCRY_KEEP_TEXT_DAYS: z.coerce.number().int().min(0).max(3650).optional(),
  OUTCRY_IMPORT_MB: z.coerce.number().int().min(0).max(1_000_000).default(5_120),
  OUTCRY_SECRET: z
    .string()
    .trim()
    .min(32, 'use 32 characters or more, e.g. of `openssl rand -base64 32`')
    .optional(),
  OUTCRY_TRUSTED_PROXIES: z.string().optional(),
  OUTCRY_HOSTS: z.string().optional(),
  OUTCRY_METRICS_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  OUTCRY_CONTACT: z.string().min(3).optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  QUEUE_URL: z
    .string()
    .regex(
      /^(embedded:|rediss?(\+cluster)?:\/\/|postgres(ql)?:\/\/)/,
      'use embedded:, redis://…, rediss://…, redis+cluster://… or postgres://…',
    )
    .default('embedded:'),
  DATABASE_URL: z
    .string()
    .regex(/^(sqlite:.+|postgres(ql)?:\/\/.+)/, 'use sqlite:PATH or postgres://…')
    .optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/.+/, 'use smtp://user:pass@host:587')
    .optional(),
  MAIL_FROM: z.email('write one plain address').optional(),
});

export interface Env {
  readonly port: number;
  readonly host: string;
  /** Base of links in mails, without a slash at the end. */
  readonly publicUrl: string;
  /** Addresses and networks of proxies whose `X-Forwarded-For` counts, as they were written. */
  readonly trustedProxies: string;
  /** Further names that the dashboard is reached by. */
  readonly hosts: readonly string[];
  readonly dataDir: string;
  readonly configDir: string;
  /** Unset: examples are shown when the database is empty. */
  readonly demo: boolean | undefined;
  readonly logLevel: string;
  readonly reconcileMs: number;
  readonly scoreThreads: number | undefined;
  /** Whether what the first reading leaves open is read again. */
  readonly scoreSecond: boolean;
  readonly stallMs: number;
  /** Secrets of webhook senders; a delivery signed with any of them is accepted under any name. */
  readonly webhookSecrets: readonly string[];
  /** Secrets that may write one webhook source alone, by its name. */
  readonly webhookSourceSecrets: ReadonlyMap<string, readonly string[]>;
  /** Addresses that alerts are posted to, by the name that routes use. */
  readonly alertHooks: ReadonlyMap<string, string>;
  /** Signs what is posted to webhooks. */
  readonly alertHookSecret: string | undefined;
  /** Sources may be on private addresses, for tests and intranets. */
  readonly fetchPrivate: boolean;
  /** Addresses that previews of terms ask, by type of source; empty: the sites' own; undefined: nobody is asked. */
  readonly previewSites: ReadonlyMap<string, string> | undefined;
  /** The largest file that the browser or the API may import; 0: none. Bytes. */
  readonly importBytes: number;
  /** Days after collection that texts are kept; undefined: as long as the database. */
  readonly keepTextDays: number | undefined;
  /** Whether the environment says so: then nobody can change it in the dashboard. */
  readonly keepTextDaysGiven: boolean;
  /** The same on every host of an installation; keys are derived from it. */
  readonly secret: string | undefined;
  /** Port of health and metrics of `outcry worker` and `outcry collect`; undefined: none. */
  readonly metricsPort: number | undefined;
  /** Whom sites may write to about our requests. */
  readonly contact: string;
  /** API keys of sites that are set, by name. A source without its key waits for it. */
  readonly keys: Readonly<Record<string, string>>;
  /** Base address of an OpenTelemetry collector; undefined: nothing is traced. */
  readonly traceTo: string | undefined;
  readonly queueUrl: string;
  readonly databaseUrl: string;
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  /** The folder that holds package.json, migrations and shipped config. */
  readonly packageRoot: string;
}

/** Names of the settings, apart from the API keys of sites (src/source/registry.ts). */
export const SETTINGS = Object.keys(schema.shape);

const here = dirname(fileURLToPath(import.meta.url));
/** From `config/env.ts` one up; from `dist/config/env.js` two up. */
export const packageRoot = here.endsWith(join('dist', 'config'))
  ? resolve(here, '../..')
  : resolve(here, '..');

/** `team=https://… pager=https://…`. Throws UserError, which never shows an address: it is a secret. */
function readHooks(given: string): ReadonlyMap<string, string> {
  const hooks = new Map<string, string>();
  for (const [i, pair] of given
    .split(/[\s,]+/)
    .filter((part) => part !== '')
    .entries()) {
    const [name = '', ...rest] = pair.split('=');
    const url = rest.join('=');
    if (!/^[a-z0-9][a-z0-9-]*$/.test(name) || !/^https?:\/\//.test(url) || !URL.canParse(url)) {
      throw new UserError(
        `Setting OUTCRY_ALERT_HOOKS: entry ${i + 1} is not NAME=https://…, with a name of small letters.`,
      );
    }
    hooks.set(name, url);
  }
  return hooks;
}

/** Base64 with or without its padding, behind the prefix of Standard Webhooks where there is one. */
const WEBHOOK_SECRET =
  /^(?:whsec_)?(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{3}=?|[A-Za-z0-9+/]{2}(?:==)?)$/;

/** Secrets for every name. Throws UserError, which never shows a secret. */
function readSecrets(given: string): string[] {
  const secrets = given.split(/[\s,]+/).filter((secret) => secret !== '');
  const bad = secrets.findIndex((secret) => !WEBHOOK_SECRET.test(secret));
  if (bad < 0) return secrets;
  throw new UserError(
    `Setting OUTCRY_WEBHOOK_SECRET: entry ${bad + 1} is not base64, as \`openssl rand -base64 32\` makes it.`,
  );
}

/** `helpdesk=SECRET shop=SECRET`; a name twice has two secrets. Throws UserError, which never shows a secret. */
function readSourceSecrets(given: string): ReadonlyMap<string, readonly string[]> {
  const secrets = new Map<string, readonly string[]>();
  for (const [i, pair] of given
    .split(/[\s,]+/)
    .filter((part) => part !== '')
    .entries()) {
    const [, name, secret = ''] = /^([a-z0-9][a-z0-9._-]{0,63})=(.+)$/i.exec(pair) ?? [];
    if (name === undefined || !WEBHOOK_SECRET.test(secret)) {
      throw new UserError(
        `Setting OUTCRY_WEBHOOK_SOURCE_SECRETS: entry ${i + 1} is not NAME=SECRET, with a secret in base64 as \`openssl rand -base64 32\` makes it.`,
      );
    }
    secrets.set(name, [...(secrets.get(name) ?? []), secret]);
  }
  return secrets;
}

/** `none`, or `hacker-news=https://… lemmy=https://…`. Throws UserError. */
function readPreviewSites(given: string): ReadonlyMap<string, string> | undefined {
  if (given.trim() === 'none') return undefined;
  const sites = new Map<string, string>();
  for (const part of given.split(/[\s,]+/).filter((one) => one !== '')) {
    const [, type, url] = /^([a-z][a-z-]*)=(https?:\/\/.+)$/.exec(part) ?? [];
    if (type === undefined || url === undefined || !URL.canParse(url)) {
      throw new UserError(
        `Setting OUTCRY_PREVIEW_SITES: ${JSON.stringify(part)} is not TYPE=https://… Write none to ask nobody.`,
      );
    }
    sites.set(type, url.replace(/\/+$/, ''));
  }
  return sites;
}

/** `outcry.internal,10.0.0.7:3000`. Throws UserError. */
function readHosts(given: string): string[] {
  const hosts = given.split(/[\s,]+/).filter((part) => part !== '');
  for (const host of hosts) {
    if (!/^[^/?#@\\*]+$/.test(host) || !URL.canParse(`http://${host}`))
      throw new UserError(`Setting OUTCRY_HOSTS: ${JSON.stringify(host)} is not a host name.`);
  }
  return hosts;
}

/**
 * Reads and checks the settings. `keyNames` are the variables that hold API keys of sites. Throws UserError with one line
 * per problem.
 */
export function readEnv(
  raw: Record<string, string | undefined> = process.env,
  keyNames: readonly string[] = [],
): Env {
  const given = Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== ''));
  const known = [...SETTINGS, ...keyNames].filter((name) => name.startsWith('OUTCRY_'));
  const unknown = Object.keys(given).filter((name) => name.startsWith('OUTCRY_') && !known.includes(name));
  if (unknown.length > 0) {
    throw new UserError(`Unknown setting ${unknown.join(', ')}. Known: ${known.join(', ')}.`);
  }
  const keySchema = z.object(Object.fromEntries(keyNames.map((name) => [name, key])));
  const [parsed, keys] = [schema.safeParse(given), keySchema.safeParse(given)];
  if (!parsed.success || !keys.success) {
    const issues = [...(parsed.error?.issues ?? []), ...(keys.error?.issues ?? [])];
    const lines = issues.map((issue) => `Setting ${issue.path.join('.')}: ${issue.message}.`);
    throw new UserError(lines.join('\n'));
  }
  const e = parsed.data;
  const dataDir = resolve(e.OUTCRY_DATA_DIR);
  const shownHost = e.HOST === '0.0.0.0' || e.HOST === '::' ? 'localhost' : e.HOST;
  const publicUrl = (e.PUBLIC_URL ?? `http://${shownHost}:${e.PORT}`).replace(/\/+$/, '');
  return {
    port: e.PORT,
    host: e.HOST,
    publicUrl,
    trustedProxies: e.OUTCRY_TRUSTED_PROXIES ?? '',
    hosts: readHosts(e.OUTCRY_HOSTS ?? ''),
    dataDir,
    configDir: resolve(e.OUTCRY_CONFIG_DIR ?? join(packageRoot, 'config')),
    demo: e.OUTCRY_DEMO === undefined ? undefined : e.OUTCRY_DEMO === '1',
    logLevel: e.OUTCRY_LOG,
    reconcileMs: e.OUTCRY_RECONCILE_SECONDS * 1000,
    scoreThreads: e.OUTCRY_SCORE_THREADS,
    scoreSecond: e.OUTCRY_SCORE_SECOND === '1',
    stallMs: e.OUTCRY_STALL_SECONDS * 1000,
    webhookSecrets: readSecrets(e.OUTCRY_WEBHOOK_SECRET ?? ''),
    webhookSourceSecrets: readSourceSecrets(e.OUTCRY_WEBHOOK_SOURCE_SECRETS ?? ''),
    alertHooks: readHooks(e.OUTCRY_ALERT_HOOKS ?? ''),
    alertHookSecret: e.OUTCRY_ALERT_HOOK_SECRET,
    fetchPrivate: e.OUTCRY_FETCH_PRIVATE === '1',
    previewSites: readPreviewSites(e.OUTCRY_PREVIEW_SITES ?? ''),
    keepTextDays: e.OUTCRY_KEEP_TEXT_DAYS === 0 ? undefined : (e.OUTCRY_KEEP_TEXT_DAYS ?? KEEP_TEXT_DAYS),
    keepTextDaysGiven: e.OUTCRY_KEEP_TEXT_DAYS !== undefined,
    importBytes: e.OUTCRY_IMPORT_MB * 1024 * 1024,
    secret: e.OUTCRY_SECRET,
    metricsPort: e.OUTCRY_METRICS_PORT,
    contact: e.OUTCRY_CONTACT ?? publicUrl,
    keys: Object.fromEntries(
      Object.entries(keys.data).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    ),
    traceTo: e.OTEL_EXPORTER_OTLP_ENDPOINT,
    queueUrl: e.QUEUE_URL,
    databaseUrl: e.DATABASE_URL ?? `sqlite:${join(dataDir, 'outcry.db')}`,
    smtpUrl: e.SMTP_URL,
    mailFrom: e.MAIL_FROM ?? 'outcry@localhost.localdomain',
    packageRoot,
  };
}

/** The PATH for programs that we run. */
export function programPath(): string {
  return process.env.PATH ?? '/usr/bin:/bin';
}
