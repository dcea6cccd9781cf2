/** What an aligned chart draws. */
import type { ChartFrame } from './frame.ts';
import type { ChartMarker } from './markers.ts';

export interface AlignedLine {
  readonly label: string;
  /** One value per unit; `null` is a missing value and breaks the line. */
  readonly values: readonly (number | null)[];
  /** Position of the first value, in units from day 0. */
  readonly firstAt: number;
  /** Interval around the values. */
  readonly interval?: readonly ({ readonly lower: number; readonly upper: number } | null)[];
}

export interface AlignedChartInput extends ChartFrame {
  readonly unit: 'hours' | 'days';
  readonly lines: readonly AlignedLine[];
  /** `at` and `until` in units from day 0. */
  readonly markers?: readonly ChartMarker[];
  /** Label of the y axis, e.g. `Mentions, × normal`. */
  readonly yLabel?: string;
  /** Follows the numbers of the y axis, e.g. `×`. */
  readonly ySuffix?: string;
  /** Label of day 0, e.g. `announced`. */
  readonly zeroLabel?: string;
}
