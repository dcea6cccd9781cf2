/** Forms of an import: choosing a file, and saying how it is read. */
import type { PreviewReport } from '../../../src/import/runs.ts';
import type { Upload } from '../../../src/import/uploads.ts';
import type { Field, ImportWish } from '../../../src/import/wish.ts';
import type { BrandRow } from '../../../src/store/brands/port.ts';
import { wishFields } from '../../query/imports.ts';

const size = (bytes: number) => {
  const megabytes = bytes / 1024 / 1024;
  return megabytes >= 1024
    ? `${Math.round(megabytes / 102.4) / 10} GB`
    : `${Math.max(0.1, Math.round(megabytes * 10) / 10)} MB`;
};

function BrandChoice(props: { brands: readonly BrandRow[]; wish?: ImportWish }) {
  const chosen = props.wish?.brand ?? '';
  const known = props.brands.some(({ slug }) => slug === chosen);
  return (
    <>
      <p>
        <label for="brand">About which brand</label>
        <select id="brand" name="brand">
          <option value="">Choose a brand</option>
          {props.brands.map(({ slug, name }) => (
            <option value={slug} selected={slug === chosen}>
              {name}
            </option>
          ))}
        </select>
      </p>
      <p>
        <label for="new-brand">Or a new brand (admins)</label>
        <input
          id="new-brand"
          name="newBrand"
          maxlength={100}
          value={known ? '' : chosen}
          autocomplete="off"
        />
      </p>
    </>
  );
}

export function ChooseFile(props: { brands: readonly BrandRow[]; mostBytes: number }) {
  return (
    <form method="post" action="/imports" enctype="multipart/form-data" class="card decide" id="choose">
      <h2>Import a file</h2>
      <BrandChoice brands={props.brands} />
      <p>
        <label for="file">File: choose it or drop it here</label>
        <input id="file" name="file" type="file" class="drop" required />
      </p>
      <p class="muted small">
        At most {size(props.mostBytes)}. The file is deleted after the import, or after a day.
      </p>
      <div class="actions">
        <button type="submit">Upload and preview</button>
      </div>
    </form>
  );
}

/** Fields that people look for in a file, by what they call them. */
const COLUMNS: readonly (readonly [Field, string])[] = [
  ['publishedAt', 'Time'],
  ['text', 'Text'],
  ['title', 'Title'],
  ['author', 'Author'],
  ['url', 'Link'],
  ['rating', 'Stars'],
  ['lang', 'Language'],
  ['externalId', 'Id'],
];
const ORDERS = [
  ['', 'As the file shows'],
  ['dmy', 'Day first: 31/12/2026'],
  ['mdy', 'Month first: 12/31/2026'],
  ['ymd', 'Year first: 2026/12/31'],
] as const;
const ENCODINGS = [
  '',
  'utf-8',
  'windows-1252',
  'utf-16le',
  'iso-8859-2',
  'windows-1251',
  'shift_jis',
  'gb18030',
  'euc-kr',
  'big5',
  'macintosh',
];

function Column(props: { field: Field; label: string; all: readonly string[]; used: string | undefined }) {
  const { field, label, all, used } = props;
  const choices = used === undefined || all.includes(used) ? all : [used, ...all];
  return (
    <p>
      <label for={`map-${field}`}>{label}</label>
      <select id={`map-${field}`} name={`map.${field}`}>
        <option value="">{used === undefined ? 'None' : `Found: ${used}`}</option>
        {choices
          .filter((one) => one !== used)
          .map((one) => (
            <option value={one}>{one}</option>
          ))}
      </select>
    </p>
  );
}

/** `report`: how the file would be read now. */
export function FileOptions(props: {
  upload: Upload;
  wish: ImportWish;
  report: PreviewReport | undefined;
  brands: readonly BrandRow[];
}) {
  const { upload, wish, report, brands } = props;
  const address = `/imports/files/${upload.token}`;
  const columns = report
    ? [...new Set([...Object.values(report.columns.used), ...report.columns.left])].slice(0, 200)
    : [];
  return (
    <>
      {report && report.accepted > 0 && (
        <form method="post" action={address} class="actions">
          {Object.entries(wishFields(wish)).map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <button type="submit" name="do" value="import">
            Import {report.accepted.toLocaleString('en-US')} {report.accepted === 1 ? 'row' : 'rows'}
          </button>
          <button type="submit" name="do" value="discard" class="quiet">
            Discard the file
          </button>
        </form>
      )}
      <form method="get" action={address} class="card decide columns">
        <h2>How it is read</h2>
        <BrandChoice brands={brands} wish={wish} />
        {report &&
          COLUMNS.map(([field, label]) => (
            <Column field={field} label={label} all={columns} used={report.columns.used[field]} />
          ))}
        <p>
          <label for="map">Columns in words (optional)</label>
          <input
            id="map"
            name="map"
            value={wish.map ?? ''}
            placeholder="publishedAt=Date+Time,text=Comment"
          />
        </p>
        <p>
          <label for="date-format">Order of dates</label>
          <select id="date-format" name="date-format">
            {ORDERS.map(([value, words]) => (
              <option value={value} selected={value === (wish.dateFormat ?? '')}>
                {words}
              </option>
            ))}
          </select>
        </p>
        <p>
          <label for="timezone">Time zone of times that name none</label>
          <input
            id="timezone"
            name="timezone"
            value={wish.timezone ?? ''}
            placeholder="UTC, Europe/Berlin or +02:00"
          />
        </p>
        <p>
          <label for="encoding">Encoding</label>
          <select id="encoding" name="encoding">
            {ENCODINGS.map((value) => (
              <option value={value} selected={value === (wish.encoding ?? '')}>
                {value === '' ? 'As the file shows' : value}
              </option>
            ))}
          </select>
        </p>
        <p>
          <label for="source">Source of all rows (optional)</label>
          <input id="source" name="source" value={wish.source ?? ''} maxlength={64} placeholder="app-store" />
        </p>
        <label class="choice">
          <input type="checkbox" name="replace" value="1" checked={wish.replace} /> Correct earlier imports:
          known posts take the words, times and stars of this file
        </label>
        <div class="actions">
          <button type="submit" class="quiet">
            Read it again
          </button>
        </div>
      </form>
    </>
  );
}
