/** A comparison in each format that can be saved. The same comparison gives the same bytes. */
import { keptPng } from '../export/kept-png.ts';
import type { ComparisonReport } from './report.ts';
import { comparisonCsv } from './csv.ts';
import { comparisonHtml } from './html.ts';
import { comparisonJson } from './json.ts';
import { provenanceLine } from '../export/provenance.ts';
import { comparisonChart, PICTURE_WIDTH } from './svg.ts';

export const COMPARISON_FORMATS = ['json', 'csv', 'svg', 'png', 'html'] as const;
type ComparisonFormat = (typeof COMPARISON_FORMATS)[number];

export function isComparisonFormat(text: string): text is ComparisonFormat {
  return (COMPARISON_FORMATS as readonly string[]).includes(text);
}

/** `theme`: of a picture. */
export function renderComparison(
  comparison: ComparisonReport,
  format: ComparisonFormat,
  theme: 'light' | 'dark' = 'light',
): string | Buffer {
  const picture = () => comparisonChart(comparison, { idPrefix: 'comparison', theme, alone: true });
  switch (format) {
    case 'json':
      return comparisonJson(comparison);
    case 'csv':
      return comparisonCsv(comparison);
    case 'svg':
      return picture();
    case 'png':
      return keptPng(picture(), {
        width: PICTURE_WIDTH,
        // Comments of a PNG are ASCII.
        comment: provenanceLine(comparison.provenance).replaceAll(' · ', '; '),
      });
    case 'html':
      return comparisonHtml(comparison);
  }
}
