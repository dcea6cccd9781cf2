/** The comparison as one printable page: answer, table, chart, then method and limits. */
import { escapeXml } from '../chart/escape.ts';
import { type ComparisonReport, MULTIPLE_NOTE } from './comparison.ts';
import { comparisonChart } from './comparison-svg.ts';
import { categoryRows, comparisonAnswer, measureRows } from './comparison-table.ts';
import { percentText, timeText } from './words.ts';

const STYLE = `
body{font:16px/1.55 system-ui,sans-serif;color:#1b2430;background:#fff;max-width:66rem;margin:2.5rem auto;padding:0 1.25rem}
h1{font-size:1.7rem;line-height:1.25;margin:.25rem 0 1rem}h2{font-size:1.15rem;margin:2.2rem 0 .6rem}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}caption{text-align:left;color:#5a6676;padding-bottom:.4rem}
th,td{text-align:left;vertical-align:top;padding:.5rem .8rem .5rem 0;border-bottom:1px solid #e8ebf1}thead th{color:#5a6676;font-weight:600}
tbody th{font-weight:600}.small{color:#5a6676;font-size:.85rem}.warn{border-left:3px solid #b23c26;padding:.1rem 0 .1rem .9rem}
svg{max-width:100%;height:auto}code{overflow-wrap:anywhere}@media print{body{margin:0;max-width:none;font-size:11pt}h2{break-after:avoid}table,figure{break-inside:avoid}}
`;

function table(caption: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (row: readonly string[]) =>
    row.map((cell, i) => (i === 0 ? `<th scope="row">${cell}</th>` : `<td>${cell}</td>`)).join('');
  return `<table><caption>${escapeXml(caption)}</caption><thead><tr>${head
    .map((cell) => `<th scope="col">${escapeXml(cell)}</th>`)
    .join('')}</tr></thead><tbody>${rows.map((row) => `<tr>${cells(row)}</tr>`).join('')}</tbody></table>`;
}

function measuresTable(comparison: ComparisonReport): string {
  const rows = measureRows(comparison);
  const differs = rows.some((row) => row.difference !== undefined);
  const head = [
    'Measure',
    ...comparison.measures.map((one) => one.label),
    ...(differs ? ['Difference'] : []),
  ];
  return table(
    'Intervals are 95 %. A sign > means that the data end before.',
    head,
    rows.map((row) => [
      escapeXml(row.name),
      ...row.cells.map(
        (cell) =>
          escapeXml(cell.text) +
          (cell.interval === undefined ? '' : `<br><span class="small">${escapeXml(cell.interval)}</span>`),
      ),
      ...(differs ? [escapeXml(row.difference ?? '')] : []),
    ]),
  );
}

function categoriesTable(comparison: ComparisonReport): string {
  const rows = categoryRows(comparison).slice(0, 12);
  if (rows.length === 0) return '';
  const head = ['Category', ...comparison.measures.map((one) => one.label)];
  const body = rows.map(({ code, shares }) => [
    escapeXml(comparison.titles.get(code) ?? code.replaceAll('_', ' ')),
    ...shares.map((share) => (share === undefined ? '–' : percentText(share))),
  ]);
  return `<h2>What the posts speak of</h2>${table('Share of the mentions of the spike', head, body)}`;
}

const METHOD = [
  'Counts are of public posts, per hour, UTC. The expected count is a seasonal baseline fitted on what lies before the onset; it stands still after it.',
  'Peak: the largest mean of three hours. Excess: observed minus expected, from the onset to the recovery. Half-life: from the peak until the excess stays at or under half of it for six hours. Recovery: the first 24 hours inside the band of ordinary counts.',
  'Intervals are parametric bootstraps with a fixed seed. They hold the noise of counts and the uncertainty of the baseline, not errors in reading the posts nor posts that no source delivered.',
  'A rise after a policy change is no proof of its cause; the incident page shows the placebo test.',
];

/** A whole HTML document without anything remote in it. */
export function comparisonHtml(comparison: ComparisonReport): string {
  const { provenance: p } = comparison;
  const title = comparison.measures.map((one) => one.label).join(' and ');
  const simulated = comparison.incidents.filter((one) => one.simulated).map((one) => one.title);
  const warnings = comparison.warnings.map((text) => `<li>${escapeXml(text)}</li>`).join('');
  const dates = comparison.lines.map(
    (line) => `<li>${escapeXml(line.label)}: day 0 is ${escapeXml(timeText(line.dayZero))}</li>`,
  );
  const svg = comparisonChart(comparison, { idPrefix: 'report', theme: 'light' });
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeXml(title)}</title><style>${STYLE}</style></head><body><main>
<p class="small">${escapeXml(title)}</p>
<h1>${escapeXml(comparisonAnswer(comparison))}</h1>
${simulated.length === 0 ? '' : `<p class="warn"><strong>Simulated data:</strong> ${escapeXml(simulated.join('; '))}.</p>`}
${measuresTable(comparison)}
<h2>Course</h2><figure style="margin:0">${svg}</figure><ul class="small">${dates.join('')}${comparison.scale === 'multiple' ? `<li>${escapeXml(MULTIPLE_NOTE)}</li>` : ''}</ul>
${categoriesTable(comparison)}
${warnings === '' ? '' : `<h2>What to keep in mind</h2><ul>${warnings}</ul>`}
<h2>Method and limits</h2>${METHOD.map((text) => `<p>${escapeXml(text)}</p>`).join('')}
<p class="small">Input SHA-256 <code>${p.inputHash}</code><br>${escapeXml(p.code)}, scorer ${escapeXml(p.scorer)}, taxonomy ${escapeXml(p.taxonomy)}, time zone ${p.timeZone}. Aligned at: ${escapeXml(comparison.align)}; scale: ${escapeXml(comparison.scale)}.</p>
</main></body></html>
`;
}
