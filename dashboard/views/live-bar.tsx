/** Shows whether the page updates live, and pauses it. The client reveals it; without scripts it stays hidden. */

export function LiveBar() {
  return (
    <div class="livebar" id="live" hidden>
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
