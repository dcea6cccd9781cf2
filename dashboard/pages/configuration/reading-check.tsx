/** "Check the reading" of a brand: an analyst labels some of its posts and sees how well they were read. */
import { allows } from '../../../src/domain/user.ts';
import { LEAST_POSTS, SAMPLE } from '../../../src/evaluate/draw.ts';
import { evaluateCheck, type Evaluation, SHIPPED_THRESHOLD } from '../../../src/evaluate/load.ts';
import type { BrandRow } from '../../../src/store/brands/port.ts';
import type { CheckedPost } from '../../../src/store/reading-checks/port.ts';
import { type Ctx, param } from '../../deps.ts';
import { wholeNumber } from '../../query/numbers.ts';
import { messagePage, page } from '../../views/layout.tsx';
import { Empty } from '../../views/parts.tsx';
import { LabelForm } from '../../views/reading/label-form.tsx';
import { Results } from '../../views/reading/results.tsx';

/** The threshold in force for a brand. */
export function thresholdOf(c: Ctx, slug: string): { readonly threshold: number; readonly own: boolean } {
  const own = c.var.deps.config.thresholds?.find((one) => one.slug === slug)?.threshold;
  return { threshold: own ?? SHIPPED_THRESHOLD, own: own !== undefined };
}

export function noBrand(c: Ctx) {
  return messagePage(
    c,
    404,
    'No such brand',
    <p>
      See <a href="/brands">all brands</a>.
    </p>,
  );
}

/** The post that the address names, else the first without a label. */
function postToShow(c: Ctx, posts: readonly CheckedPost[]): CheckedPost | undefined {
  const listed = posts.filter(({ position }) => position !== undefined);
  const asked = wholeNumber(c.req.query('post') ?? '');
  const named = asked === undefined ? undefined : listed.find(({ position }) => position === asked - 1);
  return named ?? listed.find(({ label }) => label.at === undefined);
}

function Draw(props: { brand: string; again: boolean }) {
  return (
    <form method="post" action={`/brands/${props.brand}/reading`}>
      <button type="submit" name="do" value="draw">
        {props.again ? 'Draw other posts' : `Draw ${SAMPLE} posts`}
      </button>
    </form>
  );
}

function Progress({ total, done }: Evaluation['progress']) {
  return (
    <p class="label-progress">
      <progress value={String(done)} max={String(total)} aria-labelledby="label-count" />{' '}
      <span id="label-count">
        {done} of {total} labelled
      </span>
    </p>
  );
}

async function Begin(props: { c: Ctx; brand: BrandRow; may: boolean }) {
  const { c, brand, may } = props;
  const range = { brandId: brand.id, from: 0, to: c.var.deps.clock() + 1, limit: LEAST_POSTS };
  const found = (await c.var.deps.store.read.readingChecks.frame(range)).length;
  if (found < LEAST_POSTS)
    return (
      <Empty>
        {brand.name} has {found} scored {found === 1 ? 'post' : 'posts'}. Come back when there are at least{' '}
        {LEAST_POSTS}.
      </Empty>
    );
  if (!may) return <Empty>No posts have been labelled yet. An analyst can begin.</Empty>;
  return <Draw brand={brand.slug} again={false} />;
}

export async function readingPage(c: Ctx) {
  const { store } = c.var.deps;
  const brand = await store.read.brands.bySlug(param(c, 'slug'));
  if (!brand) return noBrand(c);
  const may = allows(c.get('principal')?.role ?? 'viewer', 'analyst');
  const check = await store.read.readingChecks.newest(brand.id);
  const posts = check ? await store.read.readingChecks.posts(check.id) : [];
  const evaluation = check && evaluateCheck(check, posts);
  const post = may ? postToShow(c, posts) : undefined;
  const mention = post && (await store.read.mentions.one(post.mentionId));
  return page(
    c,
    { title: `Check the reading: ${brand.name}`, current: '/brands' },
    <>
      <h1>Check the reading: {brand.name}</h1>
      <p class="lead">
        Label {SAMPLE} posts to see how often broken trust and sentiment are read right for this brand. You
        can stop at any time and go on later. <a href={`/brands/${brand.slug}`}>Back to {brand.name}</a>
      </p>
      {evaluation ? <Progress {...evaluation.progress} /> : await Begin({ c, brand, may })}
      {post && mention && <LabelForm post={post} mention={mention} brand={brand.slug} name={brand.name} />}
      {evaluation && !post && may && <p>All posts are labelled.</p>}
      {evaluation && (
        <Results evaluation={evaluation} {...thresholdOf(c, brand.slug)} brand={brand.slug} may={may} />
      )}
      {evaluation && may && (
        <details class="card">
          <summary>Begin again with other posts</summary>
          <p>Labels given so far are removed.</p>
          <Draw brand={brand.slug} again />
        </details>
      )}
    </>,
  );
}
