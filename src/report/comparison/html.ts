/** The comparison as one printable report: the answer and the chart, then the figures, method and limits at the end. */
import { escapeXml } from '../../chart/escape.ts';
import { ALIGNMENT_WORDS } from './alignment.ts';
import { RANGE_NOTE, type ComparisonReport, multipleNote } from './report.ts';
import { comparisonSummary } from './summary.ts';
import { differenceSentences, responseSentences } from './differences.ts';
import { comparisonStyle } from './html-style.ts';
import { comparisonChart, lineText } from './svg.ts';
import { categoryRows, measureRows, SHARES_OF } from './table.ts';
import { listText, percentText, momentText } from '../text/labels.ts';

/** As wide as a sheet of A4 between its margins, so that the letters of the chart are as large as those beside it. */
const CHART = { width: 760, plotHeight: 280 };
const MOST_CATEGORIES = 12;

function table(caption: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (row: readonly string[]) =>
    row.map((cell, i) => (i === 0 ? `<th scope="row">${cell}</th>` : `<td>${cell}</td>`)).join('');
  return `<table><caption>${escapeXml(caption)}</caption><thead><tr>${head
    .map((cell) => `<th scope="col">${escapeXml(cell)}</th>`)
    .join('')}</tr></thead><tbody>${rows.map((row) => `<tr>${cells(row)}</tr>`).join('')}</tbody></table>`;
}

/** A heading with its sentences; nothing where there are none. */
function list(heading: string, sentences: readonly string[]): string {
  if (sentences.length === 0) return '';
  return `<h2>${escapeXml(heading)}</h2><ul>${sentences.map((text) => `<li>${escapeXml(text)}</li>`).join('')}</ul>`;
}

function measuresTable(comparison: ComparisonReport): string {
  return table(
    'Intervals are 95%. “>” means that the data ended first.',
    ['Measure', ...comparison.measures.map((one) => one.label)],
    measureRows(comparison).map((row) => [
      escapeXml(row.name),
      ...row.cells.map(
        (cell) =>
          escapeXml(cell.text) +
          (cell.interval === undefined ? '' : `<br><span class="small">${escapeXml(cell.interval)}</span>`),
      ),
    ]),
  );
}

function categoriesTable(comparison: ComparisonReport): string {
  const rows = categoryRows(comparison).slice(0, MOST_CATEGORIES);
  if (rows.length === 0) return '';
  const head = ['Category', ...comparison.measures.map((one) => one.label)];
  const body = rows.map(({ code, shares }) => [
    escapeXml(comparison.titles.get(code) ?? code.replaceAll('_', ' ')),
    ...shares.map((share) => (share === undefined ? '–' : percentText(share))),
  ]);
  const shares = table(SHARES_OF, head, body);
  return `<section class="sheet"><h2>What the posts speak of</h2>${shares}</section>`;
}

const METHOD_BY_DAY =
  'One of them is of sources that give dates without times, so all are compared by day: counts are per day, the peak is a day, and half-life and recovery are whole days.';

const METHOD = [
  'Counts are of public posts, per hour, UTC. The expected count is a seasonal baseline fitted on what lies before the onset; it stands still after it.',
  'Peak: the hour that stood highest above what is usual of that hour, as on the page of the incident. All else is measured on a smooth course fitted to the counts, since the highest of many counts is high by chance, too. Height: its largest mean of three hours, in multiples of the level before. Excess: what it holds above normal; per 1,000 mentions of any mood that an ordinary week of the brand brings. Half-life: from where it first comes within a tenth of its peak until half of the peak is left. Recovery: from the onset until a twentieth of the peak is left.',
  'Intervals of each incident are of 400 courses that the counts leave possible, drawn with a fixed seed. Differences take every course of the one incident against every course of the other, and are judged together (Holm): each interval is as wide as that needs, 95% or more. Where it holds zero, or the counts end too soon, there is no clear difference.',
  'After a response: mean excess of the 72 hours after it over that of the 24 hours before it, with Fieller’s interval. “Faster” and “more slowly” are said of a response only where at least 39 past outcries without one say what was to be expected, and fewer than 1 in 40 of them lie as far from their own forecast.',
];

const LIMITS = [
  'Intervals hold the noise of counts and the uncertainty of the baseline, not errors in reading the posts nor posts that no source delivered.',
  'Of twenty comparisons of incidents that do not differ, about one names a difference by chance; more where posts come in long threads or attention comes and goes by itself.',
  'A rise after a policy change is no proof of its cause; the incident page lists what speaks for it and what does not. Nor does what was left after a response show what it did: outcries fade by themselves, and whatever else happened in those hours is in it, too.',
];

const paragraphs = (texts: readonly string[]) => texts.map((text) => `<p>${escapeXml(text)}</p>`).join('');

/** A whole HTML document without anything remote in it. */
export function comparisonHtml(comparison: ComparisonReport): string {
  const { provenance: p } = comparison;
  const title = listText(comparison.measures.map((one) => one.label));
  const simulated = comparison.incidents.filter((one) => one.simulated).map((one) => one.title);
  const incidents = comparison.incidents.map(
    (one, i) =>
      `<li>${escapeXml(comparison.measures[i]?.label ?? one.slug)}: ${escapeXml(one.title)}. Day 0 is ${escapeXml(momentText(comparison.lines[i]?.dayZero ?? one.onset, comparison.byDay ? 'day' : undefined))}.</li>`,
  );
  const svg = comparisonChart(comparison, { idPrefix: 'report', theme: 'light', ...CHART });
  const note = comparison.scale === 'multiple' ? ` ${multipleNote(comparison)}` : '';
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeXml(title)}</title><style>${comparisonStyle(p)}</style></head><body><main>
<section>
<p class="small">Comparison of incidents: ${escapeXml(title)}</p>
<h1>${escapeXml(comparisonSummary(comparison))}</h1>
${simulated.length === 0 ? '' : `<p class="warn"><strong>Simulated data:</strong> ${escapeXml(simulated.join('; '))}.</p>`}
${list('Differences, judged together at 95%', differenceSentences(comparison))}
<figure>${svg}<figcaption class="small">${escapeXml(`${lineText(comparison)}. Day 0 is ${ALIGNMENT_WORDS[comparison.align].meaning}. ${RANGE_NOTE}${note}`)}</figcaption></figure>
<ul class="small">${incidents.join('')}</ul>
</section>
<section class="sheet">
<h2>Figures</h2>${measuresTable(comparison)}
${list('After the company response', responseSentences(comparison))}
${list('What to keep in mind', comparison.warnings)}
</section>
${categoriesTable(comparison)}
<section class="sheet">
<h2>Method</h2>${paragraphs(comparison.byDay ? [METHOD_BY_DAY, ...METHOD] : METHOD)}
<h2>Limits</h2>${paragraphs(LIMITS)}
<h2>Where it comes from</h2>
<p class="small">Input SHA-256 <code>${escapeXml(p.inputHash)}</code><br>${escapeXml(p.code)}, scorer ${escapeXml(p.scorer)}, taxonomy ${escapeXml(p.taxonomy)}, time zone ${escapeXml(p.timeZone)}. Day 0: ${escapeXml(ALIGNMENT_WORDS[comparison.align].name)}; scale: ${escapeXml(comparison.scale)}. The same input gives the same report, byte for byte.</p>
</section>
</main></body></html>
`;
}
