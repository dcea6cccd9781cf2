/** What a preview says to people. */
import { type Preview, rowJson } from '../../import/preview.ts';
import { excerpt } from '../output.ts';
import { formLines, refusalsText, rowsText } from './report.ts';

export function previewText(name: string, preview: Preview): string {
  const shown = preview.rows.flatMap((row) => {
    const { line, text, publishedAt, precision, source, externalId, ...more } = rowJson(row);
    const at =
      precision === 'day' ? publishedAt.slice(0, 10) : `${publishedAt.slice(0, 16).replace('T', ' ')} UTC`;
    const values = [
      ['source', source],
      ['id', externalId],
      ['author', more.author],
      ['rating', more.rating],
      ['url', more.url],
      ['lang', more.lang],
      ['brand', more.brand],
    ]
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => `${key} ${excerpt(String(value), 60)}`);
    return [`  line ${line}  ${at}`, `    ${excerpt(text, 160)}`, `    ${values.join(' · ')}`];
  });
  return [
    ...formLines(name, preview.form, preview.accepted),
    rowsText(preview),
    ...refusalsText(preview.refusals),
    ...(shown.length > 0 ? ['', 'The first rows, as they would be stored:', ...shown] : []),
    '',
    'Nothing was stored. Without --preview the file is imported.',
    '',
  ].join('\n');
}
