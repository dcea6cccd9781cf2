/** The connection for changes: server-sent events, and a fetch every 15 s if these fail. */

export type Connection = 'connecting' | 'live' | 'reconnecting' | 'looking' | 'ended';

export interface Listening {
  /** Something changed: counts, findings or posts. */
  readonly onChange: () => void;
  readonly onState: (state: Connection) => void;
}

const LOOK_MS = 15_000;
/** Longer than three heartbeats: the connection is dead without an error. */
const SILENCE_MS = 50_000;

function addressOf(path: string, after: string): URL {
  const url = new URL(path, location.origin);
  url.searchParams.set('after', after);
  return url;
}

/** Listens to `path`, starting after the message `after`. */
export function listen(path: string, after: string, { onChange, onState }: Listening): void {
  let id = after;
  let timer: number | undefined;
  let heard = performance.now();
  let current: EventSource | undefined;

  function look(): void {
    onState('looking');
    clearTimeout(timer);
    timer = setTimeout(() => {
      onChange();
      connect();
    }, LOOK_MS);
  }

  function connect(): void {
    const source = new EventSource(addressOf(path, id));
    current = source;
    const alive = (event: Event) => {
      heard = performance.now();
      if (event instanceof MessageEvent && event.lastEventId !== '') id = event.lastEventId;
    };
    source.addEventListener('hello', (event) => {
      alive(event);
      onState('live');
    });
    source.addEventListener('change', (event) => {
      alive(event);
      onChange();
    });
    source.addEventListener('resync', (event) => {
      alive(event);
      onChange();
    });
    source.addEventListener('end', () => {
      source.close();
      onState('ended');
    });
    source.addEventListener('error', () => {
      // Closed for good if the response was no stream: signed out, or too many open pages.
      if (source.readyState === EventSource.CLOSED) look();
      else onState('reconnecting');
    });
  }

  addEventListener('pagehide', () => current?.close());
  addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    onChange();
    connect();
  });
  // After sleep or a network outage, fetch at once.
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && performance.now() - heard > SILENCE_MS) {
      heard = performance.now();
      onChange();
    }
  });
  connect();
}
