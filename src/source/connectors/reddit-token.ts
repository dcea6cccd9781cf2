/**
 * Reddit's application-only tokens (OAuth 2 client credentials, reddit/reddit wiki "OAuth2"). They are kept in memory only,
 * one for all sources of a process with the same key.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../../domain/clock.ts';
import type { PoliteFetch } from '../../net/polite-fetch.ts';
import { readJson } from '../json.ts';

export interface RedditKey {
  readonly authUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface RedditTokens {
  /** The current token. Throws SourceAccessError if Reddit rejects the key. */
  current(signal: AbortSignal): Promise<string>;
  /** Reddit rejected this token: the next call of `current` requests another one. */
  forget(token: string): void;
}

/** Renewed this long before it expires. */
const MARGIN_MS = 60_000;

const granted = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });

interface Kept {
  readonly token: string;
  readonly until: number;
}

/** Tokens are shared per process, as its fetch function is. */
const keptBy = new WeakMap<PoliteFetch, Map<string, Kept>>();

export function redditTokens(key: RedditKey, fetch: PoliteFetch, clock: Clock): RedditTokens {
  const kept = keptBy.get(fetch) ?? new Map<string, Kept>();
  keptBy.set(fetch, kept);
  const name = createHash('sha256')
    .update(JSON.stringify([key.authUrl, key.clientId, key.clientSecret]))
    .digest('hex');

  async function ask(signal: AbortSignal): Promise<Kept> {
    const basic = Buffer.from(`${key.clientId}:${key.clientSecret}`, 'utf8').toString('base64');
    const page = await fetch(`${key.authUrl}/api/v1/access_token`, {
      method: 'POST',
      body: 'grant_type=client_credentials',
      headers: { authorization: `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' },
      signal,
      api: true,
    });
    const { access_token: token, expires_in: seconds } = readJson(page, granted);
    return { token, until: clock() + seconds * 1000 - MARGIN_MS };
  }

  return {
    async current(signal) {
      const known = kept.get(name);
      if (known && known.until > clock()) return known.token;
      const fresh = await ask(signal);
      kept.set(name, fresh);
      return fresh.token;
    },
    forget(token) {
      if (kept.get(name)?.token === token) kept.delete(name);
    },
  };
}
