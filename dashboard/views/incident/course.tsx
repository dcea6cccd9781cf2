/** The course of an incident in four figures. */
import type { Trajectory } from '../../../src/domain/spike.ts';
import {
  estimateCount,
  estimateHours,
  formatCount,
  hoursText,
  intervalText,
  multipleText,
  seriesText,
  timeText,
} from '../../../src/report/text/labels.ts';
import { FigureCards } from '../brand/summary.tsx';

export function CourseCards(props: { trajectory: Trajectory; series: string }) {
  const { peak, excess, halfLifeHours, recoveryHours, baselinePerHour } = props.trajectory;
  return (
    <FigureCards
      figures={[
        {
          label: 'Peak',
          value: `${multipleText(peak.multiple)} normal`,
          note: `${formatCount(peak.value, 0)} per hour over 3 hours, ${timeText(peak.at)}; normally about ${formatCount(baselinePerHour, 1)}`,
        },
        {
          label: `${seriesText(props.series)} beyond normal`,
          value: estimateCount(excess),
          note: intervalText(excess, (value) => formatCount(value, 0)),
        },
        {
          label: 'Half-life',
          value: estimateHours(halfLifeHours),
          note: halfLifeHours.censored
            ? 'data ends before the peak has halved'
            : `time until the peak had halved; ${intervalText(halfLifeHours, hoursText)}`,
        },
        {
          label: 'Recovery',
          value: estimateHours(recoveryHours),
          note: recoveryHours.censored
            ? 'data ends before the return to normal'
            : `from the onset to the first normal day; ${intervalText(recoveryHours, hoursText)}`,
        },
      ]}
    />
  );
}
