/** One button to hand an incident on: its link, its picture, its report. */
import type { Incident } from '../../../src/domain/incident.ts';

export function ShareMenu(props: { incident: Incident; publicUrl: string }) {
  const { slug } = props.incident;
  const address = `${props.publicUrl}/incidents/${slug}`;
  const picture = `/incidents/${slug}/chart?format=png`;
  return (
    <details class="menu share">
      <summary>Share</summary>
      <ul class="menu-list">
        <li>
          <button type="button" class="quiet" data-copy={address} hidden>
            Copy link
          </button>
          <a href={address} data-without-script>
            Link to this incident
          </a>
        </li>
        <li>
          <button type="button" class="quiet" data-copy-picture={picture} hidden>
            Copy picture
          </button>
        </li>
        <li>
          <a href={picture} download>
            Picture with headline (PNG, 16:9)
          </a>
        </li>
        <li>
          <a href={`${picture}&theme=dark`} download>
            The same, dark
          </a>
        </li>
        <li>
          <a href={`/reports/incidents/${slug}`}>Printable report</a>
        </li>
      </ul>
    </details>
  );
}
