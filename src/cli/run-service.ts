/**
 * Runs the service until a signal ends it. Settings, configuration, database and lock are checked before the other
 * parts are loaded, so that an error is reported at once.
 */
import { UserError } from '../domain/result.ts';
import { keepHeapSmall } from '../ops/heap.ts';
import { onShutdown } from '../ops/lifecycle.ts';
import { takeLock } from '../ops/lock.ts';
import { type Installation, openInstallation } from './installation.ts';
import { type ServiceParts, Undo } from './service-parts.ts';

function hold({ env }: Installation, undo: Undo): void {
  const lock = takeLock(env.dataDir);
  if ('heldBy' in lock) {
    throw new UserError(
      `Outcry runs on ${env.dataDir} already (process ${lock.heldBy}). Stop it, or set OUTCRY_DATA_DIR to another folder.`,
    );
  }
  undo.add(lock.release);
}

/** Runs until a signal ends it. Throws UserError for problems that the operator can fix. */
export async function runService(parts: ServiceParts): Promise<never> {
  keepHeapSmall();
  // What the service writes, others of the machine may not read.
  process.umask(0o077);
  const undo = new Undo();
  let ending = false;
  onShutdown(() => {
    ending = true;
    return undo.run();
  });
  try {
    const installation = await openInstallation();
    undo.add(() => installation.store.close());
    for (const { path, mode, reason } of installation.exposed ?? []) {
      installation.log.warn({ path, mode, reason }, 'other users of this machine can read or write this');
    }
    const embedded = installation.env.queueUrl === 'embedded:';
    if (embedded && parts.collects && !parts.works) {
      throw new UserError(
        'outcry collect needs a queue that several processes share: set QUEUE_URL=redis://… or postgres://…, or run outcry start.',
      );
    }
    if (parts.works && (parts.dashboard || embedded)) hold(installation, undo);
    const { startParts } = await import('./service.ts');
    if (!ending) await startParts(parts, installation, undo);
  } catch (error) {
    // A signal during the start closes what the start was about to use; that is not a failure.
    if (!ending) {
      await undo.run().catch(() => undefined);
      throw error;
    }
  }
  return new Promise<never>(() => {});
}
