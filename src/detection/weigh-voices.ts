/** What the posts of a spike say beside its counts: when its alarm was raised, and its kind by votes instead of posts. */
import { EVENT_REACH_MS, firstEventAlarm } from '../detect/spike/event-scan.ts';
import type { SpikeEvidence } from '../detect/spike/find-spikes.ts';
import { judgeKind } from '../detect/kind/judge-kind.ts';
import { MOST_OF_TALK } from '../detect/spike/severity.ts';
import { sumOf } from '../detect/stats/sums.ts';
import { weightsOf, withVotes } from '../detect/kind/votes.ts';
import type { StoredSpike } from '../domain/incident.ts';
import type { BrandSeries } from '../domain/series.ts';
import type { Spike } from '../domain/spike.ts';
import type { Voice } from '../domain/kind/voice.ts';
import type { Reads } from '../store/store.ts';

/** A spike with more posts than this has so many voices that no author or thread decides. */
const MOST_VOICES = 20_000;
/** From this share of posts that are votes on, votes are not weighed: they would say the same. */
const NEARLY_ALL = 0.95;

export interface Sources {
  readonly only?: readonly string[] | undefined;
  readonly except?: readonly string[] | undefined;
}

/** The series that a post counts in. */
function isIn(series: string, { sentiment, betrayal }: Voice): boolean {
  if (series === 'all') return true;
  return series === 'betrayal' ? betrayal : sentiment === series;
}

/** Times of the posts of the last hours, by series. */
export async function recentMoments(
  { mentions }: Pick<Reads, 'mentions'>,
  brandId: number,
  now: number,
  sources: Sources,
): Promise<Record<string, number[]>> {
  const voices = await mentions.voices({
    brandId,
    from: now - EVENT_REACH_MS,
    to: now + 1,
    ...sources,
    limit: MOST_VOICES,
  });
  return Object.fromEntries(
    ['betrayal', 'negative', 'all'].map((name) => [
      name,
      voices.filter((voice) => isIn(name, voice)).map(({ at }) => at),
    ]),
  );
}

/** When a program that ran at the time would have raised the alarm: within minutes, or when the hour was over. */
async function alarmMoment(
  { mentions }: Pick<Reads, 'mentions'>,
  brandId: number,
  spike: Spike,
  { alarm }: SpikeEvidence,
  now: number,
  sources: Sources,
): Promise<number> {
  const by = Math.min(alarm.by, now);
  if (spike.precision === 'day') return by;
  const range = { brandId, from: spike.onset - EVENT_REACH_MS, to: by, ...sources, limit: MOST_VOICES };
  const voices = await mentions.voices(range);
  const times = voices.filter((voice) => isIn(alarm.series, voice)).map(({ at }) => at);
  const { perHour, dispersion } = alarm;
  const found = firstEventAlarm(times, { perHour: () => perHour, dispersion }, spike.onset);
  return Math.min(by, found?.at ?? by);
}

/** The kind as an earlier scan found it, where nothing about the spike changed since. */
function unchanged(spike: Spike, stored: StoredSpike | undefined): StoredSpike | undefined {
  if (!stored || stored.kindProbability === undefined || stored.end === undefined) return undefined;
  const same =
    stored.end === spike.end &&
    stored.observed === spike.observed &&
    stored.negativeShare === spike.negativeShare &&
    stored.betrayalShare === spike.betrayalShare;
  return same ? stored : undefined;
}

function judgedAs(spike: Spike, known: StoredSpike): Spike {
  const { kind, kindProbability, themes = [], polarised = false, severity, alarmAt } = known;
  return {
    ...spike,
    kind,
    themes,
    polarised,
    severity,
    ...(kindProbability === undefined ? {} : { kindProbability }),
    ...(alarmAt === undefined ? {} : { alarmAt }),
  };
}

/** `spike`, found in `series`, with the moment of its alarm and its kind by votes. */
export async function weighVoices(
  reads: Pick<Reads, 'mentions'>,
  brandId: number,
  series: BrandSeries,
  spike: Spike,
  evidence: SpikeEvidence,
  { now, stored, sources }: { now: number; stored: StoredSpike | undefined; sources: Sources },
): Promise<Spike> {
  const known = unchanged(spike, stored);
  if (known) return judgedAs(spike, known);
  const alarmAt = await alarmMoment(reads, brandId, spike, evidence, now, sources);
  const to = Math.min(spike.end ?? now + 1, now + 1);
  const voices = await reads.mentions.voices({
    brandId,
    from: spike.onset,
    to,
    ...sources,
    limit: MOST_VOICES,
  });
  const from = Math.floor((spike.onset - series.start) / series.widthMs);
  const end = Math.ceil((to - series.start) / series.widthMs);
  // Posts that retention has removed say nothing any more: what was judged when they were there stays.
  const gone = voices.length < sumOf(series.series['all'], [{ from, to: end }]);
  if (gone && stored?.kindProbability !== undefined && stored.end === spike.end)
    return judgedAs(spike, stored);
  const votes = weightsOf(voices).reduce((a, b) => a + b, 0);
  if (voices.length === 0 || voices.length === MOST_VOICES || votes >= NEARLY_ALL * voices.length)
    return { ...spike, alarmAt };
  const share = votes / voices.length;
  const looks = evidence.kind.looks.map((look) => ({ ...look, expected: look.expected * share }));
  const judged = judgeKind(withVotes(series, { from, to: end }, voices), { ...evidence.kind, looks });
  const severity = judged.kind === 'backlash' ? spike.severity : Math.min(MOST_OF_TALK, spike.severity);
  return { ...spike, ...judged, severity, alarmAt };
}

/** `series` with votes in place of posts in the spike's buckets, or as it is where there are too many; undefined where posts were removed. */
export async function votesIn(
  { mentions }: Pick<Reads, 'mentions'>,
  brandId: number,
  series: BrandSeries,
  { onset, end }: Pick<Spike, 'onset' | 'end'>,
  now: number,
  sources: Sources,
): Promise<BrandSeries | undefined> {
  const at = (ms: number) => (ms - series.start) / series.widthMs;
  const to = Math.min(end ?? now + 1, now + 1);
  const voices = await mentions.voices({ brandId, from: onset, to, ...sources, limit: MOST_VOICES });
  const range = { from: Math.floor(at(onset)), to: Math.ceil(at(to)) };
  if (voices.length === MOST_VOICES) return series;
  const gone = voices.length < sumOf(series.series['all'], [range]);
  return gone ? undefined : withVotes(series, range, voices);
}
