/** Small parts that many pages use. */
import type { Child } from 'hono/jsx';
import { raw } from 'hono/html';
import { readerOffset } from '../../src/chart/reader.ts';
import type { IncidentState } from '../../src/domain/incident.ts';
import type { TimePrecision } from '../../src/domain/mention.ts';
import type { SpikePrecision } from '../../src/domain/spike.ts';
import { dailySourcesText, momentText, severityMeaning } from '../../src/report/text/labels.ts';
import { safeUrl } from '../security/safe-url.ts';

/** `2015-08-20T14:00Z`: short enough for an address line. */
export function isoTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16)}Z`;
}

/** `2026-03-02T14:05` on the clock of the reader, as a field of a moment wants it. */
export function fieldTime(at: number): string {
  return new Date(at + readerOffset(at)).toISOString().slice(0, 16);
}

/** A local address with its query; undefined and empty values are left out. */
export function link(path: string, query: Record<string, string | number | undefined>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') search.append(name, String(value));
  }
  const text = search.toString().replaceAll('%3A', ':');
  return text === '' ? path : `${path}?${text}`;
}

export function mentionsLink(
  brand: string,
  from: number,
  to: number,
  more: Record<string, string> = {},
): string {
  return link('/mentions', { brand, from: isoTime(from), to: isoTime(to), ...more });
}

/** With a precision of a day, the day alone. */
export function Time(props: { at: number; precision?: TimePrecision | SpikePrecision | undefined }) {
  const { at, precision } = props;
  const iso = new Date(at).toISOString();
  return <time datetime={precision === 'day' ? iso.slice(0, 10) : iso}>{momentText(at, precision)}</time>;
}

/** Says which sources give dates without times. `hours`: the figure beside it is by the hour, without their posts. */
export function DailySources(props: { names: readonly string[]; hours: boolean }) {
  const text = dailySourcesText(props.names);
  if (text === undefined) return null;
  return (
    <p class="small muted">
      {text}
      {props.hours ? ' The bars of hours are without their posts.' : ''}
    </p>
  );
}

/** A link that leaves Outcry; plain text where the address is not http(s). */
export function OutLink(props: { href: string | undefined; children: Child }) {
  const href = safeUrl(props.href);
  if (href === undefined) return <>{props.children}</>;
  return (
    <a href={href} rel="noopener nofollow ugc" class="out">
      {props.children}
    </a>
  );
}

export function Pill(props: { kind: string; title?: string; children: Child }) {
  return (
    <span class={`pill ${props.kind}`} {...(props.title ? { title: props.title } : {})}>
      {props.children}
    </span>
  );
}

export function Simulated() {
  return (
    <Pill kind="simulated" title="Made by the scenario generator, not by people">
      Simulated
    </Pill>
  );
}

/** One line, where numbers of people and of the generator could be taken for each other. */
export function SimulatedBanner() {
  return (
    <form method="post" action="/examples/hide" class="banner simulated">
      <span>
        <strong>Simulated example.</strong> Nobody wrote these posts.
      </span>
      <a href="/setup/examples" class="no-print">
        Remove the examples
      </a>
      <button type="submit" class="quiet">
        Hide this line
      </button>
    </form>
  );
}

/** For readers without an account, who can remove nothing. */
export function SimulatedNote() {
  return (
    <p class="banner simulated">
      <strong>Simulated data.</strong> These posts were made up to show how Outcry works.
    </p>
  );
}

export function StatePill(props: { state: IncidentState }) {
  return <Pill kind={`state-${props.state}`}>{props.state}</Pill>;
}

export function Severity(props: { severity: number }) {
  const level = props.severity >= 7 ? 'high' : props.severity >= 5 ? 'mid' : 'low';
  return (
    <Pill kind={`severity ${level}`} title={severityMeaning(props.severity)}>
      Severity {props.severity}
    </Pill>
  );
}

/** SVG made by `src/chart`, which escapes every text in it. */
export function Svg(props: { svg: string }) {
  return <>{raw(props.svg)}</>;
}

/** A share as a bar the width of its parent, next to its number. */
export function ShareBar(props: { share: number; usual?: number | undefined }) {
  const width = Math.round(Math.min(1, Math.max(0, props.share)) * 1000) / 10;
  const usual = props.usual === undefined ? undefined : Math.round(Math.min(1, props.usual) * 1000) / 10;
  return (
    <svg class="sharebar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
      <rect width="100" height="6" class="track" />
      <rect width={String(width)} height="6" class="fill" />
      {usual !== undefined && (
        <rect x={String(Math.max(0, usual - 0.3))} width="0.8" height="6" class="usual" />
      )}
    </svg>
  );
}

export interface TableProps {
  readonly caption: string;
  readonly head: readonly Child[];
  readonly rows: readonly (readonly Child[])[];
  /** Columns that hold numbers, from 0. */
  readonly numeric?: readonly number[];
  readonly hideCaption?: boolean;
}

/** A table that scrolls by itself on narrow pages. The first cell of a row is its heading. */
export function Table(props: TableProps) {
  /** For narrow screens, where rows may become cards. */
  const headOf = (column: number) => {
    const name = props.head[column];
    return typeof name === 'string' ? { 'data-head': name } : {};
  };
  const look = (column: number) => (props.numeric?.includes(column) ? { class: 'number' } : {});
  return (
    <div class="scroll" tabindex={0} role="region" aria-label={props.caption}>
      <table>
        <caption class={props.hideCaption ? 'hidden' : ''}>{props.caption}</caption>
        <thead>
          <tr>
            {props.head.map((cell, i) => (
              <th scope="col" {...look(i)}>
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr>
              {row.map((cell, i) =>
                i === 0 ? (
                  <th scope="row" {...look(i)}>
                    {cell}
                  </th>
                ) : (
                  <td {...look(i)} {...headOf(i)}>
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The message of an empty list. */
export function Empty(props: { children: Child }) {
  return <div class="empty">{props.children}</div>;
}
