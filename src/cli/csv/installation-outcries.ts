/** Past outcries without a response of the installation on this host, for commands on files. */
import { existsSync } from 'node:fs';
import type { Reference } from '../../detect/compare/response.ts';
import { UserError } from '../../domain/result.ts';
import { loadUnanswered } from '../../report/incident/unanswered.ts';
import { withKnownEvents } from '../../series/known-events.ts';
import { openInstallation } from '../installation.ts';
import { readSettings } from '../settings.ts';

/** None where there is no database yet: none is made for it. What cannot be opened is said on stderr. */
export async function installationOutcries(): Promise<Reference[]> {
  const { databaseUrl } = readSettings();
  const file = /^sqlite:(?<path>.+)$/.exec(databaseUrl)?.groups?.['path'];
  if (file !== undefined && !existsSync(file)) return [];
  try {
    const { store, config, clock } = await openInstallation();
    try {
      return await loadUnanswered(store.read, await withKnownEvents(store.read, config, clock()), clock());
    } finally {
      await store.close();
    }
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    process.stderr.write(`Past outcries were not read: ${error.message}\n`);
    return [];
  }
}
