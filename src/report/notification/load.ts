/**
 * Loads what an outbox row is about as a notification: plain data that channels render. Texts are loaded when they are sent,
 * and once for all recipients of a round.
 */
import type { Config } from '../../../config/load.ts';
import { incidentLinkToken } from '../../alert/incident-link.ts';
import { hourlyCap, routesTo } from '../../alert/outbox-policy.ts';
import { unsubscribeToken } from '../../alert/unsubscribe.ts';
import type { AlertStage, Route } from '../../domain/alert.ts';
import type { DigestNotification, IncidentContent, Notification } from '../../domain/notification.ts';
import { storedRecipient } from '../../domain/recipient.ts';
import type { IncidentOutboxRow, IncidentSubject, OutboxRow } from '../../store/outbox/port.ts';
import type { Reads } from '../../store/store.ts';
import { loadArguments } from '../incident/arguments.ts';
import { loadIncidentReport } from '../incident/report.ts';
import { argumentLines } from '../text/arguments.ts';
import { listText } from '../text/labels.ts';
import { incidentChart, incidentContent } from './incident.ts';
import { sourceOutageContent } from './source-outage.ts';

export interface LoadOptions {
  readonly config: Config;
  readonly publicUrl: string;
  /** Signs the links to unsubscribe. */
  readonly key: string;
  /** ms */
  readonly now: number;
}

/** One message and the outbox rows that it covers. */
export interface Loaded {
  /** Undefined where nothing is left to send. */
  readonly notification?: Notification | DigestNotification | undefined;
  readonly rows: readonly OutboxRow[];
  /** Rows whose incident or outage no longer exists. */
  readonly gone: readonly OutboxRow[];
}

interface LoadedIncident {
  readonly content: IncidentContent;
  readonly chart: Uint8Array | undefined;
}

/** Posts that are grouped for a message: it is made beside other work. */
const MOST_GROUPED = 1_000;

const STAGES: readonly string[] = ['opened', 'escalated', 'resolved'];

function stageOf(stage: string): AlertStage {
  return STAGES.includes(stage) ? (stage as AlertStage) : 'opened';
}

async function loadIncident(
  reads: Reads,
  { config, publicUrl, now }: LoadOptions,
  { incidentId, stage }: IncidentSubject,
): Promise<LoadedIncident | undefined> {
  const incident = await reads.incidents.find(String(incidentId));
  const brand = incident && (await reads.brands.bySlug(incident.brand));
  if (!incident || !brand) return undefined;
  const report = await loadIncidentReport(reads, config, incident, now);
  const found = await loadArguments(reads, config, brand, incident, { now, most: MOST_GROUPED });
  const content = await incidentContent(reads, brand, report, {
    publicUrl,
    now,
    stage: stageOf(stage),
    arguments: argumentLines(found),
  });
  return { content, chart: await incidentChart(report, content.chartAlt) };
}

/** e.g. `the alert route "pr".` */
function becauseOf(routes: readonly Route[]): string {
  const names = routes.map(({ name }) => `"${name}"`);
  if (names.length === 0) return 'an alert route.';
  return `the alert ${names.length === 1 ? 'route' : 'routes'} ${listText(names)}.`;
}

/** The short form where every route that reaches the recipient is for executives. */
function isBrief(routes: readonly Route[]): boolean {
  return routes.length > 0 && routes.every(({ audience }) => audience === 'executive');
}

function envelopeOf({ config, publicUrl, key }: LoadOptions, row: OutboxRow, id: string) {
  const { recipient, createdAt } = row;
  return {
    to: storedRecipient(row),
    id,
    at: createdAt,
    because: becauseOf(routesTo(recipient, config.routes)),
    unsubscribeUrl: `${publicUrl}/unsubscribe/${unsubscribeToken(key, recipient)}`,
  };
}

/** The content for the recipient of `row`: with a link that opens the incident without an account. */
function contentFor(
  { publicUrl, key }: LoadOptions,
  row: IncidentOutboxRow,
  content: IncidentContent,
): IncidentContent {
  return { ...content, openLink: `${publicUrl}/shared/${incidentLinkToken(key, row)}` };
}

/** Ids of the messages of an incident that the recipient of `row` got before it. */
async function earlierIds(reads: Reads, row: IncidentOutboxRow): Promise<string[]> {
  const all = await reads.outbox.ofIncident(row.incidentId);
  return all
    .filter((one) => one.recipient === row.recipient && one.id < row.id && one.digest === undefined)
    .map((one) => one.messageId);
}

export interface NotificationLoader {
  /** The message of a row of its own. */
  single(row: OutboxRow): Promise<Loaded>;
  /** The message of all rows of a digest. */
  digest(digest: string): Promise<Loaded>;
}

/** For one round: what it knows of an incident gets old. */
export function notificationLoader(reads: Reads, options: LoadOptions): NotificationLoader {
  const incidents = new Map<string, Promise<LoadedIncident | undefined>>();
  function incidentOf(row: IncidentSubject): Promise<LoadedIncident | undefined> {
    const key = `${row.incidentId} ${row.stage}`;
    const loading = incidents.get(key) ?? loadIncident(reads, options, row);
    incidents.set(key, loading);
    return loading;
  }

  async function notificationOf(row: OutboxRow): Promise<Notification | undefined> {
    if (row.kind === 'test') return undefined;
    const envelope = envelopeOf(options, row, row.messageId);
    if (row.kind === 'source-outage') {
      const content = await sourceOutageContent(reads, row, { ...options, sources: options.config.sources });
      return content && { kind: 'source-outage', ...envelope, content };
    }
    const loaded = await incidentOf(row);
    if (!loaded) return undefined;
    const content = contentFor(options, row, loaded.content);
    const brief = isBrief(routesTo(row.recipient, options.config.routes));
    const earlier = await earlierIds(reads, row);
    return { kind: 'incident', ...envelope, ...loaded, content, brief, earlier };
  }

  return {
    async single(row) {
      const notification = await notificationOf(row);
      return notification ? { notification, rows: [row], gone: [] } : { rows: [], gone: [row] };
    },
    async digest(digest) {
      const found = (await reads.outbox.ofDigest(digest)).filter((row) => row.state !== 'dead');
      const known: { row: IncidentOutboxRow; loaded: LoadedIncident }[] = [];
      const gone: OutboxRow[] = [];
      for (const row of found) {
        const loaded = row.kind === 'incident' ? await incidentOf(row) : undefined;
        if (row.kind === 'incident' && loaded) known.push({ row, loaded });
        else if (row.state === 'waiting') gone.push(row);
      }
      const [first] = known;
      if (!first) return { rows: [], gone };
      const rows = known.map(({ row }) => row).filter(({ state }) => state === 'waiting');
      if (known.length === 1) return { notification: await notificationOf(first.row), rows, gone };
      const envelope = envelopeOf(options, first.row, digest);
      const cap = hourlyCap(first.row.recipient, options.config.routes);
      const contents = known.map(({ row, loaded }) => contentFor(options, row, loaded.content));
      return { notification: { kind: 'digest', ...envelope, incidents: contents, cap }, rows, gone };
    },
  };
}
