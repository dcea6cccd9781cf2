/** Who and what is muted, with the number if it counted; and muting, after its effect was shown. */
import { allows } from '../../src/domain/user.ts';
import { type Part, partReport, partSentence } from '../../src/report/brand/what-if.ts';
import type { BrandRow } from '../../src/store/brands/port.ts';
import type { MuteRow, MuteTarget } from '../../src/store/triage/port.ts';
import { noteAudit } from '../auth/audit.ts';
import { type Ctx, param } from '../deps.ts';
import { messagePage, page } from '../views/layout.tsx';
import { Empty, link, Table, Time } from '../views/parts.tsx';
import { whoAsks } from '../query/form.ts';

/** The effect of more mutes than this is not worked out on one page: each costs its mentions. */
const MOST_EFFECTS = 20;

function whatOf({ source, author }: Pick<MuteTarget, 'source' | 'author'>): string {
  if (author === undefined) return `the source ${source}`;
  return author === '' ? `an erased author at ${source}` : `author ${author.slice(0, 8)} at ${source}`;
}

function Undo(props: { mute: MuteRow }) {
  return (
    <form method="post" action={`/mutes/${props.mute.id}/undo`} class="inline">
      <button type="submit" class="quiet small">
        Count again
      </button>
    </form>
  );
}

async function effectOf(c: Ctx, brand: BrandRow, mute: MuteRow): Promise<string> {
  if (mute.author === '') return '–';
  const { store, clock } = c.var.deps;
  const report = await partReport(store.read, brand, clock(), mute);
  return report ? partSentence(report) : '–';
}

interface Target {
  readonly brand: BrandRow;
  readonly part: Part;
}

/** The target of an address or a form: a brand with a mention's author, an author, or a source. */
async function targetOf(c: Ctx, given: (name: string) => string | undefined): Promise<Target | undefined> {
  const { read } = c.var.deps.store;
  const brand = await read.brands.bySlug(given('brand') ?? '');
  if (!brand) return undefined;
  const id = Number(given('mention') ?? Number.NaN);
  const mention = Number.isSafeInteger(id) ? await read.mentions.one(id) : undefined;
  if (mention?.authorPseudonym !== undefined && mention.brandIds.includes(brand.id)) {
    return { brand, part: { source: mention.source, author: mention.authorPseudonym } };
  }
  const source = given('source')?.slice(0, 200);
  const author = given('author')?.slice(0, 200);
  return source ? { brand, part: { source, ...(author ? { author } : {}) } } : undefined;
}

function nothingToMute(c: Ctx) {
  return messagePage(
    c,
    404,
    'Nothing to mute',
    <p>
      There is no such author or source. All mentions are <a href="/mentions">here</a>.
    </p>,
  );
}

/** Asks before a mute is saved, and says what the number would be. */
async function Confirm(c: Ctx, { brand, part }: Target) {
  const { store, clock } = c.var.deps;
  const report = await partReport(store.read, brand, clock(), part);
  return (
    <form method="post" action="/mutes" class="card decide without">
      <h2>
        Mute {whatOf(part)} for {brand.name}?
      </h2>
      <p class="strong">{report ? partSentence(report) : 'Nothing of it has been counted yet.'}</p>
      <input type="hidden" name="brand" value={brand.slug} />
      <input type="hidden" name="source" value={part.source} />
      {part.author !== undefined && <input type="hidden" name="author" value={part.author} />}
      <p>
        <label for="why">Why</label>
        <input id="why" name="why" maxlength={500} required autocomplete="off" />
      </p>
      <div class="actions">
        <button type="submit">Mute</button>
        <a class="button quiet" href={link('/mentions', { brand: brand.slug })}>
          Leave it
        </a>
      </div>
    </form>
  );
}

export async function mutesPage(c: Ctx) {
  const { read } = c.var.deps.store;
  const brands = new Map((await read.brands.all()).map((brand) => [brand.id, brand]));
  const all = await read.mutes.all();
  const active = all.filter((mute) => mute.undoneAt === undefined && brands.has(mute.brandId));
  const analyst = allows(c.get('principal')?.role ?? 'viewer', 'analyst');
  const asked = analyst && c.req.query('brand') !== undefined;
  const target = asked ? await targetOf(c, (name) => c.req.query(name)) : undefined;
  if (asked && !target) return nothingToMute(c);
  const rows = [];
  for (const [i, mute] of active.entries()) {
    const brand = brands.get(mute.brandId)!;
    const { source, author } = mute;
    rows.push([
      <a href={link('/mentions', { brand: brand.slug, show: 'muted', source, author: author || undefined })}>
        {whatOf(mute)}
      </a>,
      brand.name,
      <>
        {mute.who}, <Time at={mute.at} />
      </>,
      mute.why,
      i < MOST_EFFECTS ? await effectOf(c, brand, mute) : '–',
      analyst ? <Undo mute={mute} /> : '',
    ]);
  }
  const undone = all.filter((mute) => mute.undoneAt !== undefined && brands.has(mute.brandId));
  return page(
    c,
    { title: 'Muted', current: '/mentions' },
    <>
      <h1>Muted authors and sources</h1>
      <p class="lead">
        What is muted counts neither in numbers nor for alarms of that brand, past and future. It is collected
        all the same and counts again when you take the mute back.
      </p>
      {target && (await Confirm(c, target))}
      {rows.length === 0 ? (
        <Empty>Nothing is muted. Open a mention’s actions to mute its author or source.</Empty>
      ) : (
        <Table
          caption="Muted now"
          head={['What', 'Brand', 'By', 'Why', 'The number if it counted', '']}
          rows={rows}
        />
      )}
      {undone.length > 0 && (
        <>
          <h2>Taken back</h2>
          <Table
            caption="Mutes that were taken back"
            hideCaption
            head={['What', 'Brand', 'By', 'Why', 'Taken back by']}
            rows={undone.slice(0, 100).map((mute) => [
              whatOf(mute),
              brands.get(mute.brandId)!.name,
              <>
                {mute.who}, <Time at={mute.at} />
              </>,
              mute.why,
              <>
                {mute.undoneBy}, <Time at={mute.undoneAt!} />
              </>,
            ])}
          />
        </>
      )}
    </>,
  );
}

export async function muteAdd(c: Ctx) {
  const form = await c.req.parseBody();
  const field = (name: string) => {
    const value = form[name];
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
  };
  const target = await targetOf(c, field);
  if (!target) return nothingToMute(c);
  const why = field('why')?.slice(0, 500);
  if (why === undefined) return messagePage(c, 400, 'Say why', <p>Others will ask why it does not count.</p>);
  const { store, clock } = c.var.deps;
  const values = { brandId: target.brand.id, ...target.part, why, who: whoAsks(c), at: clock() };
  const outcome = await store.tx((tx) => tx.mutes.add(values));
  if (outcome === 'done') await noteAudit(c, `muted for ${target.brand.slug}: ${why}`, whatOf(target.part));
  if (outcome === 'done') return c.redirect('/mutes', 303);
  return messagePage(
    c,
    409,
    'It is muted already',
    <p>
      Somebody was faster. <a href="/mutes">Look at what is muted</a>
    </p>,
  );
}

export async function muteUndo(c: Ctx) {
  const { store, clock } = c.var.deps;
  const id = Number(param(c, 'id'));
  const known = Number.isSafeInteger(id) ? await store.read.mutes.one(id) : undefined;
  const outcome = known
    ? await store.tx((tx) => tx.mutes.undo(id, { who: whoAsks(c), at: clock() }))
    : 'gone';
  if (known && outcome === 'done') await noteAudit(c, 'took back a mute', whatOf(known));
  if (outcome === 'done') return c.redirect('/mutes', 303);
  if (outcome === 'gone') return messagePage(c, 404, 'No such mute', <p>It is gone.</p>);
  return messagePage(
    c,
    409,
    'It counts already',
    <p>
      Somebody was faster. <a href="/mutes">Look at what is muted</a>
    </p>,
  );
}
