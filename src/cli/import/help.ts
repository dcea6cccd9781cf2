/** What `outcry import --help` says. */
export const IMPORT_HELP = `
Usage: npx outcry import FILE… --brand SLUG [options]

Reads exports of listening suites, app stores, help desks, scrapers and spreadsheets: CSV of any form, JSON Lines, JSON,
.xlsx, plain or packed (gzip, ZIP, Zstandard), in any encoding. FILE - is stdin. Look first, then import:

  npx outcry import reviews.csv --brand acme --preview
  npx outcry import reviews.csv --brand acme --wait

Exports of many tools are recognised by their columns; other columns are found by their usual names and their values.
--preview shows which were used and which were left. --map names others (see docs/import-columns.md): A+B joins two
columns, A|B takes the first with a value, a.b is nested. For example from a spreadsheet, and from JSON Lines:

  --map publishedAt=Date+Time,text="What did they say?",rating=Stars
  --map text=record.text,publishedAt=record.createdAt,author=author.handle

All rows are about the brand of --brand. Times without a zone are UTC. One date such as 13/07 shows the order of day and
month for all; an order that the file does not show is asked for, never guessed. Posts that are older than 14 days when
they are imported trigger no alerts.

A post counts once: the same id with the same words and time again is a duplicate, so the same file again adds nothing.
An id that another post has (row numbers, rounded numbers, the id of an app) is a conflict: that row is kept as a post of
its own. Without ids, the words, the author and the time tell posts apart. Rows that are no posts (deleted, empty,
automatic) are left out. Nothing that is read is dropped without being counted.

  --brand SLUG    the brand it is about; one that is not configured is created
  --source NAME   the source of all rows; default: the column "source", else "file"
  --map …         fields: externalId, publishedAt, text, title, url, author, followers, lang, rating, kind,
                  likes, reposts, replies, views, source, brand
  --date-format F the order of numeric dates that the file does not show: dmy, mdy or ymd; or the pattern of all times,
                  such as "DD/MM/YYYY HH:mm"
  --timezone Z    the zone of times that name none: Europe/Berlin, +02:00; default: UTC
  --encoding E    the encoding, such as windows-1251; default: found by the file's mark and bytes
  --replace       the file corrects earlier imports: known posts take its words, times, stars, links and authors.
                  Rows without ids are found by words and author, or by author and time
  --preview       reads without storing: columns, encoding, order of dates, zone, five rows, refusals by reason;
                  with --json for scripts
  --wait          return when everything is scored and detected

What was read, used and refused is said on stderr. Writes JSON {import, read, accepted, duplicates, conflicts, replaced,
leftOut, rejected, deadLetters: [{line, reason}], refusals: [{reason, count, lines}], columns: {used, left}, encoding,
dateOrder, timezone, …} to stdout, a line for each file; deadLetters names the first 10,000. Exit status 1 when nothing
was read or every row was refused.

To take an import back: npx outcry imports undo ID. To see what came in: npx outcry mentions --brand SLUG`;
