/** Help for keyboard shortcuts, opened with `?`. Without scripts it stays closed and there are no shortcuts. */
import type { Child } from 'hono/jsx';

const KEYS: readonly (readonly [string, string])[] = [
  ['j', 'next post'],
  ['k', 'previous post'],
  ['Enter', 'open the post'],
  ['a', 'acknowledge the incident'],
  ['/', 'search'],
  ['p', 'pause or resume updates'],
  ['g n', 'go to Now'],
  ['g b', 'go to Brands'],
  ['g i', 'go to Incidents'],
  ['g m', 'go to Mentions'],
  ['?', 'this help'],
  ['Esc', 'close this help, or deselect the post'],
];

function Key(props: { children: Child }) {
  return <kbd>{props.children}</kbd>;
}

export function KeysHelp() {
  return (
    <dialog id="keys" aria-labelledby="keys-heading">
      <form method="dialog">
        <h2 id="keys-heading">Keyboard shortcuts</h2>
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
            <input type="checkbox" id="keys-on" checked /> Use keyboard shortcuts
          </label>
        </p>
        <button type="submit">Close</button>
      </form>
    </dialog>
  );
}
