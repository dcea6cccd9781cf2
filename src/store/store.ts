/**
 * The port to the database. Reads see committed data; every write goes through `tx`, which runs its
 * callback in one transaction and rolls back when it throws. Drivers pass the suite in test/contract/store.ts.
 */
import type { Clock } from '../domain/clock.ts';
import type { DraftQueries, DraftWrites } from './drafts/port.ts';
import type { AlertLinkQueries, AlertLinkWrites } from './alert-links/port.ts';
import type { AlertQueries, AlertWrites } from './alerts/port.ts';
import type { BackfillQueries, BackfillWrites } from './backfills/port.ts';
import type { BrandQueries, BrandWrites } from './brands/port.ts';
import type { ConfigurationQueries, ConfigurationWrites } from './configuration/port.ts';
import type { ControlQueries, ControlWrites } from './controls/port.ts';
import type { CountQueries } from './counts/port.ts';
import type { DeadLetterQueries, DeadLetterWrites } from './dead-letters/port.ts';
import type { DeliveryWrites } from './deliveries/port.ts';
import type { ExampleWrites } from './examples/port.ts';
import type { SettingQueries, SettingWrites } from './settings/port.ts';
import type { ImportQueries, ImportWrites } from './imports/port.ts';
import type { IncidentQueries, IncidentWrites } from './incidents/port.ts';
import type { LiveQueries } from './live/port.ts';
import type { MentionQueries, MentionWrites } from './mentions/port.ts';
import type { OpenReadingQueries, OpenReadingWrites } from './open-readings/port.ts';
import type { OutageQueries, OutageWrites } from './outages/port.ts';
import type { OutboxQueries, OutboxWrites } from './outbox/port.ts';
import type { AuditQueries, AuditWrites, PeopleQueries, PeopleWrites } from './people/port.ts';
import type { PolicyQueries, PolicyWrites } from './policies/port.ts';
import type { ReadingCheckQueries, ReadingCheckWrites } from './reading-checks/port.ts';
import type { RescoreQueries, RescoreWrites } from './rescores/port.ts';
import type { SearchQueries, SearchWrites } from './search/port.ts';
import type { SilenceQueries, SilenceWrites } from './silences/port.ts';
import type { SourceQueries, SourceWrites } from './sources/port.ts';
import type { Attempt } from './sql/attempt.ts';
import type { SpikeQueries, SpikeWrites } from './spikes/port.ts';
import type { ChartNoteQueries, ChartNoteWrites, ViewQueries, ViewWrites } from './views/port.ts';
import type {
  CorrectionQueries,
  CorrectionWrites,
  AnnotationQueries,
  AnnotationWrites,
  MuteQueries,
  MuteWrites,
} from './triage/port.ts';

export interface Reads {
  readonly drafts: DraftQueries;
  readonly audit: AuditQueries;
  readonly alertLinks: AlertLinkQueries;
  readonly alerts: AlertQueries;
  readonly backfills: BackfillQueries;
  readonly brands: BrandQueries;
  readonly configuration: ConfigurationQueries;
  readonly controls: ControlQueries;
  readonly corrections: CorrectionQueries;
  readonly counts: CountQueries;
  readonly deadLetters: DeadLetterQueries;
  readonly settings: SettingQueries;
  readonly imports: ImportQueries;
  readonly incidents: IncidentQueries;
  readonly live: LiveQueries;
  readonly mentions: MentionQueries;
  readonly openReadings: OpenReadingQueries;
  readonly outages: OutageQueries;
  readonly annotations: AnnotationQueries;
  readonly mutes: MuteQueries;
  readonly outbox: OutboxQueries;
  readonly people: PeopleQueries;
  readonly policies: PolicyQueries;
  readonly readingChecks: ReadingCheckQueries;
  readonly rescores: RescoreQueries;
  readonly search: SearchQueries;
  readonly silences: SilenceQueries;
  readonly sources: SourceQueries;
  readonly spikes: SpikeQueries;
  readonly views: ViewQueries;
  readonly chartNotes: ChartNoteQueries;
}

export interface Tx {
  readonly attempt: Attempt;
  readonly examples: ExampleWrites;
  readonly drafts: DraftQueries & DraftWrites;
  readonly audit: AuditQueries & AuditWrites;
  readonly alertLinks: AlertLinkQueries & AlertLinkWrites;
  readonly alerts: AlertQueries & AlertWrites;
  readonly backfills: BackfillQueries & BackfillWrites;
  readonly brands: BrandQueries & BrandWrites;
  readonly configuration: ConfigurationQueries & ConfigurationWrites;
  readonly controls: ControlQueries & ControlWrites;
  readonly corrections: CorrectionQueries & CorrectionWrites;
  readonly counts: CountQueries;
  readonly deadLetters: DeadLetterQueries & DeadLetterWrites;
  readonly deliveries: DeliveryWrites;
  readonly settings: SettingQueries & SettingWrites;
  readonly imports: ImportQueries & ImportWrites;
  readonly incidents: IncidentQueries & IncidentWrites;
  readonly live: LiveQueries;
  readonly mentions: MentionQueries & MentionWrites;
  readonly openReadings: OpenReadingQueries & OpenReadingWrites;
  readonly outages: OutageQueries & OutageWrites;
  readonly annotations: AnnotationQueries & AnnotationWrites;
  readonly mutes: MuteQueries & MuteWrites;
  readonly outbox: OutboxQueries & OutboxWrites;
  readonly people: PeopleQueries & PeopleWrites;
  readonly policies: PolicyQueries & PolicyWrites;
  readonly readingChecks: ReadingCheckQueries & ReadingCheckWrites;
  readonly rescores: RescoreQueries & RescoreWrites;
  readonly search: SearchQueries & SearchWrites;
  readonly silences: SilenceQueries & SilenceWrites;
  readonly sources: SourceQueries & SourceWrites;
  readonly spikes: SpikeQueries & SpikeWrites;
  readonly views: ViewQueries & ViewWrites;
  readonly chartNotes: ChartNoteQueries & ChartNoteWrites;
}

export interface Store {
  readonly read: Reads;
  /**
   * Runs `work` in one write transaction; others wait. The callback may await only what `tx` returns:
   * anything slow would hold the lock.
   */
  tx<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * By how many ms the clock of the database is ahead of `clock`, which is this host's. Where the database is a file on this
   * host it is 0. Throws when the database cannot be read.
   */
  clockAhead(clock: Clock): Promise<number>;
  /** Throws when the database cannot be read. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
