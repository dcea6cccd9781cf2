/** Shows whether the page updates live, and pauses it. The client reveals it; without scripts it stays hidden. */

/** `everySeconds`: the page is fetched again so often, also without a change; absent: now and then. */
export function LiveBar(props: { everySeconds?: number }) {
  const { everySeconds } = props;
  return (
    <div
      class="livebar"
      id="live"
      hidden
      {...(everySeconds === undefined ? {} : { 'data-every': String(everySeconds) })}
    >
      <span class="livestate" id="live-state">
        Connecting
      </span>
      <button type="button" class="quiet" id="live-pause" aria-pressed="false">
        Pause updates
      </button>
      <button type="button" class="quiet" id="live-show" hidden>
        Show
      </button>
      <button type="button" class="quiet" id="live-keys">
        Shortcuts
      </button>
      <span class="unseen" id="live-say" role="status" aria-live="polite"></span>
    </div>
  );
}
