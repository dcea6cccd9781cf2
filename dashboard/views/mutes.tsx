/** Mutes: the list, the confirmation of a new one, and removed ones. */
import { type PartReport, partSentence } from '../../src/report/brand/what-if.ts';
import type { MuteRow, MuteTarget } from '../../src/store/triage/port.ts';
import type { MuteTargetOf, ShownMute } from '../query/mutes.ts';
import { Empty, link, Table, Time } from './parts.tsx';

const MOST_REMOVED = 100;

/** The author or source in words. */
export function whatOf({
  source,
  author,
  kind,
}: Pick<MuteTarget, 'source' | 'author'> & { kind?: MuteRow['kind'] }): string {
  if (kind === 'post') return `one post at ${source}`;
  if (author === undefined) return `the source ${source}`;
  return author === '' ? `an erased author at ${source}` : `author ${author.slice(0, 8)} at ${source}`;
}

function Undo(props: { mute: MuteRow }) {
  return (
    <form method="post" action={`/mutes/${props.mute.id}/undo`} class="inline">
      <button type="submit" class="quiet small">
        Remove mute
      </button>
    </form>
  );
}

/** Asks before a mute is saved, and says what the number would be. */
export function ConfirmMute(props: { target: MuteTargetOf; report: PartReport | undefined }) {
  const { target, report } = props;
  const { brand, part } = target;
  return (
    <form method="post" action="/mutes" class="card decide what-if">
      <h2>
        Mute {whatOf(part)} for {brand.name}?
      </h2>
      <p class="strong">{report ? partSentence(report) : 'None of its posts have been counted yet.'}</p>
      <input type="hidden" name="brand" value={brand.slug} />
      <input type="hidden" name="source" value={part.source} />
      {part.author !== undefined && <input type="hidden" name="author" value={part.author} />}
      <p>
        <label for="why">Reason</label>
        <input id="why" name="why" maxlength={500} required autocomplete="off" />
      </p>
      <div class="actions">
        <button type="submit">Mute</button>
        <a class="button quiet" href={link('/mentions', { brand: brand.slug })}>
          Cancel
        </a>
      </div>
    </form>
  );
}

export function ActiveMutes(props: { all: readonly ShownMute[]; mayChange: boolean }) {
  if (props.all.length === 0) {
    return <Empty>Nothing is muted. To mute an author or source, open the actions of a mention.</Empty>;
  }
  return (
    <Table
      caption="Muted now"
      head={['Muted', 'Brand', 'By', 'Reason', 'Figure without the mute', 'Action']}
      rows={props.all.map(({ mute, brand, effect }) => {
        const { source, author } = mute;
        const mentions = { brand: brand.slug, show: 'muted', source, author: author || undefined };
        return [
          <a href={link('/mentions', mentions)}>{whatOf(mute)}</a>,
          brand.name,
          <>
            {mute.who}, <Time at={mute.at} />
          </>,
          mute.why,
          effect ? partSentence(effect) : '–',
          props.mayChange ? <Undo mute={mute} /> : '',
        ];
      })}
    />
  );
}

export function RemovedMutes(props: { all: readonly ShownMute[] }) {
  if (props.all.length === 0) return null;
  return (
    <>
      <h2>Removed mutes</h2>
      <Table
        caption="Removed mutes"
        hideCaption
        head={['Muted', 'Brand', 'By', 'Reason', 'Removed by']}
        rows={props.all.slice(0, MOST_REMOVED).map(({ mute, brand }) => [
          whatOf(mute),
          brand.name,
          <>
            {mute.who}, <Time at={mute.at} />
          </>,
          mute.why,
          <>
            {mute.undoneBy}, <Time at={mute.undoneAt ?? mute.at} />
          </>,
        ])}
      />
    </>
  );
}
