/** The dated facts that spikes are held against. */
import type { PolicyChange } from '../../src/domain/brand.ts';
import { changeDate } from '../../src/report/dated-facts.ts';
import { categoryTitles } from '../../src/report/drivers.ts';
import { dayText } from '../../src/report/words.ts';
import type { Ctx } from '../deps.ts';
import { page } from '../views/layout.tsx';
import { type ProposalContext, Proposals } from '../views/proposals.tsx';
import { Empty, OutLink, Pill, Table, Time } from '../views/parts.tsx';

function observedText(change: PolicyChange): string {
  const { observed } = change;
  return observed ? `between ${dayText(observed.after)} and ${dayText(observed.by)}` : '–';
}

/** What the cards of proposals need to know of the configuration and of who looks. */
export function proposalContext(c: Ctx): ProposalContext {
  const { config } = c.var.deps;
  const names = new Map(config.brands.map((brand) => [brand.slug, brand.name]));
  const harms = new Map(
    config.packs.flatMap((pack) =>
      pack.categories.filter(({ type }) => type === 'harm').map(({ code, title }) => [code, title] as const),
    ),
  );
  return {
    brandName: (slug) => names.get(slug) ?? slug,
    harms: [...harms].map(([code, title]) => ({ code, title })),
    mayDecide: ['analyst', 'admin'].includes(c.get('principal')?.role ?? ''),
  };
}

export async function policyChangesPage(c: Ctx) {
  const { config, ledger } = c.var.deps;
  const proposals = await ledger.read.policies.proposals();
  const titles = categoryTitles(config.packs);
  const names = new Map(config.brands.map((brand) => [brand.slug, brand.name]));
  const brandLink = (slug: string) => <a href={`/brands/${slug}`}>{names.get(slug) ?? slug}</a>;
  const changes = config.policyChanges.toSorted((a, b) => (changeDate(b) ?? 0) - (changeDate(a) ?? 0));
  const responses = config.responses.toSorted((a, b) => b.at - a.at);
  return page(
    c,
    { title: 'Policy changes', current: '/policy-changes' },
    <>
      <h1>Policy changes</h1>
      <p class="lead">
        Spikes are held against these dates. They stand in <code>config/policy-changes/</code> and{' '}
        <code>config/responses/</code>.
      </p>
      <Proposals all={proposals} context={proposalContext(c)} />
      {proposals.length > 0 && <h2>Known changes</h2>}
      {changes.length === 0 ? <Empty>No policy change is configured.</Empty> : null}
      {changes.map((change) => (
        <article class="card" id={change.slug}>
          <h2>{change.title}</h2>
          <p class="muted">{brandLink(change.brand)}</p>
          <dl class="dates">
            <div>
              <dt>Announced</dt>
              <dd>{change.announced === undefined ? '–' : dayText(change.announced)}</dd>
            </div>
            <div>
              <dt>First seen</dt>
              <dd>{observedText(change)}</dd>
            </div>
            <div>
              <dt>In effect</dt>
              <dd>{change.effective === undefined ? '–' : dayText(change.effective)}</dd>
            </div>
          </dl>
          <p class="pills">
            {change.touches.map((code) => (
              <Pill kind="category">{titles.get(code)?.title ?? code.replaceAll('_', ' ')}</Pill>
            ))}
          </p>
          <ul class="small">
            {change.evidence.map(({ note, url }) => (
              <li>
                {note} {url !== undefined && <OutLink href={url}>Source</OutLink>}
              </li>
            ))}
          </ul>
        </article>
      ))}
      <h2>Company responses</h2>
      {responses.length === 0 ? (
        <Empty>No company response is configured.</Empty>
      ) : (
        <Table
          caption="Company responses, newest first"
          hideCaption
          head={['Response', 'Brand', 'Kind', 'When', 'Evidence']}
          rows={responses.map((one) => [
            one.title,
            brandLink(one.brand),
            one.kind,
            <Time at={one.at} />,
            <>
              {one.evidence.map(({ note, url }) => (
                <OutLink href={url}>{note} </OutLink>
              ))}
            </>,
          ])}
        />
      )}
    </>,
  );
}
