/** An orderly end: first signal closes, and ten seconds later the process goes anyway. */

const BACKSTOP_MS = 10_000;

/** Runs `close` on the first SIGTERM or SIGINT, then exits with 0; with 1 when it fails or takes too long. */
export function onShutdown(close: () => Promise<void>): void {
  let closing = false;
  const end = () => {
    if (closing) return;
    closing = true;
    setTimeout(() => process.exit(1), BACKSTOP_MS).unref();
    close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
}
