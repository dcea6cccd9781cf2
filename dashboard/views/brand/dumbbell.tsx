/** A share now against its usual share: two dots on one line, so that the growth is what is seen. */

const EDGE = 1.5;

function at(share: number): string {
  const place = Math.min(1, Math.max(0, share));
  return `${Math.round((EDGE + place * (100 - 2 * EDGE)) * 10) / 10}%`;
}

/** `top`: the share at the right end. Without a usual share there is one dot. */
export function Dumbbell(props: { share: number; usual?: number | undefined; top: number }) {
  const { share, usual, top } = props;
  const now = at(share / top);
  const before = usual === undefined ? undefined : at(usual / top);
  return (
    <svg class="dumbbell" aria-hidden="true">
      <line class="track" x1={at(0)} x2={at(1)} y1="50%" y2="50%" />
      {before !== undefined && <line class="growth" x1={before} x2={now} y1="50%" y2="50%" />}
      {before !== undefined && <circle class="usual" cx={before} cy="50%" r="4" />}
      <circle class="now" cx={now} cy="50%" r="5" />
    </svg>
  );
}
