/**
 * Tables that databases write with backslashes: MySQL's SELECT … INTO OUTFILE and mysqldump --tab, PostgreSQL's COPY. They
 * are known by `\N`, which stands for no value and is written by nothing else.
 * Sources: https://dev.mysql.com/doc/refman/8.4/en/load-data.html, https://www.postgresql.org/docs/current/sql-copy.html
 */
const NULL = '\\N';
const ESCAPE = /\\([\\0bfnrtvZ])/g;
const MEANS: Readonly<Record<string, string>> = {
  '\\': '\\',
  n: '\n',
  r: '\n',
  t: '\t',
  f: ' ',
  v: ' ',
  b: '',
  0: '',
  Z: '',
};

/** Whether rows of a table, divided by tabs, were written so. */
export function hasEscapes(delimiter: string, sample: readonly (readonly string[])[]): boolean {
  return delimiter === '\t' && sample.some((cells) => cells.includes(NULL));
}

/** What a cell of such a table says; nothing for `\N`. */
export function withoutEscapes(cell: string): string {
  if (!cell.includes('\\')) return cell;
  return cell === NULL ? '' : cell.replace(ESCAPE, (_, sign: string) => MEANS[sign] ?? sign);
}
