/** Says of which brands a post is left out, with its undo. */
import type { LeftOutBrand } from '../../query/left-out.ts';
import { Hidden } from './annotations.tsx';

export function LeftOut(props: { out: readonly LeftOutBrand[]; back: string; analyst: boolean }) {
  return (
    <>
      {props.out.map(({ brand, mute }) => (
        <p class="small muted corrected-line">
          <span>Left out of the counts and alerts of {brand.name}</span>
          {props.analyst && (
            <form method="post" action={`/mutes/${mute}/undo`} class="inline">
              <Hidden fields={{ back: props.back }} />
              <button type="submit" class="quiet small">
                Undo
              </button>
            </form>
          )}
        </p>
      ))}
    </>
  );
}
