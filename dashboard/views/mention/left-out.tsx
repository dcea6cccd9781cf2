/** Says that a post was left out, with its undo. */
import type { MuteRow } from '../../../src/store/triage/port.ts';

export function LeftOut(props: { mute: MuteRow | undefined; back: string }) {
  const { mute, back } = props;
  if (!mute) return null;
  return (
    <div class="banner feedback" role="status">
      One post is left out of this brand’s counts and alerts.{' '}
      <form method="post" action={`/mutes/${mute.id}/undo`} class="inline">
        <input type="hidden" name="back" value={back} />
        <button type="submit" class="quiet small">
          Undo
        </button>
      </form>
    </div>
  );
}
