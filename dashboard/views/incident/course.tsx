/** The course of an incident in four figures. */
import type { Trajectory } from '../../../src/domain/spike.ts';
import {
  dayText,
  durationText,
  estimateCount,
  estimateDuration,
  formatCount,
  intervalText,
  multipleText,
  seriesText,
  timeText,
} from '../../../src/report/text/labels.ts';
import { FigureCards } from '../brand/summary.tsx';

export function CourseCards(props: { trajectory: Trajectory; series: string }) {
  const { peak, excess, halfLifeHours, recoveryHours, baselinePerHour, precision } = props.trajectory;
  const duration = (hours: number) => durationText(hours, precision);
  const height =
    precision === 'day'
      ? `${formatCount(peak.value, 0)} on ${dayText(peak.at)}; normally about ${formatCount(baselinePerHour * 24, 1)} a day`
      : `${formatCount(peak.value, 0)} per hour over 3 hours, ${timeText(peak.at)}; normally about ${formatCount(baselinePerHour, 1)}`;
  return (
    <FigureCards
      figures={[
        {
          label: 'Peak',
          value: `${multipleText(peak.multiple)} normal`,
          note: height,
        },
        {
          label: `${seriesText(props.series)} beyond normal`,
          value: estimateCount(excess),
          note: intervalText(excess, (value) => formatCount(value, 0)),
        },
        {
          label: 'Half-life',
          value: estimateDuration(halfLifeHours, precision),
          note: halfLifeHours.censored
            ? 'data ends before the peak has halved'
            : `time until the peak had halved; ${intervalText(halfLifeHours, duration)}`,
        },
        {
          label: 'Recovery',
          value: estimateDuration(recoveryHours, precision),
          note: recoveryHours.censored
            ? 'data ends before the return to normal'
            : `from the onset to the first normal day; ${intervalText(recoveryHours, duration)}`,
        },
      ]}
    />
  );
}
