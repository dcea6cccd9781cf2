/** Says whether a page keeps itself up to date, and holds it. The client shows it; without scripts it is not there. */

export function LiveBar() {
  return (
    <div class="livebar" id="live" hidden>
      <span class="livestate" id="live-state">
        connecting
      </span>
      <button type="button" class="quiet" id="live-pause" aria-pressed="false">
        Pause
      </button>
      <button type="button" class="quiet" id="live-show" hidden>
        Show
      </button>
      <button type="button" class="quiet" id="live-keys">
        Keys
      </button>
      <span class="unseen" id="live-say" role="status" aria-live="polite"></span>
    </div>
  );
}
