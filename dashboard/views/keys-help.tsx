/** What the keys do; opened by `?`. Without scripts it stays shut and no key does anything. */
import type { Child } from 'hono/jsx';

const KEYS: readonly (readonly [string, string])[] = [
  ['j', 'next post'],
  ['k', 'post before'],
  ['Enter', 'open the post'],
  ['p', 'pause or go on'],
  ['g n', 'now'],
  ['g b', 'brands'],
  ['g i', 'incidents'],
  ['g m', 'mentions'],
  ['?', 'this help'],
  ['Esc', 'shut it, or let go of a post'],
];

function Key(props: { children: Child }) {
  return <kbd>{props.children}</kbd>;
}

export function KeysHelp() {
  return (
    <dialog id="keys" aria-labelledby="keys-heading">
      <form method="dialog">
        <h2 id="keys-heading">Keys</h2>
        <dl class="keys-list">
          {KEYS.map(([keys, what]) => (
            <div>
              <dt>
                {keys.split(' ').map((key) => (
                  <>
                    <Key>{key}</Key>{' '}
                  </>
                ))}
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
        <p>
          <label class="choice">
            <input type="checkbox" id="keys-on" checked /> Use these keys
          </label>
        </p>
        <button type="submit">Shut</button>
      </form>
    </dialog>
  );
}
