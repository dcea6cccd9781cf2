/** Parts of the forms about people and tokens. */
import { ROLES, type Role } from '../../../src/domain/user.ts';
import type { BrandRow } from '../../../src/store/brands/port.ts';
import { SelectField } from '../setup/fields.tsx';

const ROLE_LABELS: Readonly<Record<Role, string>> = {
  viewer: 'viewer: reads',
  analyst: 'analyst: also works on incidents and corrections',
  admin: 'admin: also sets up sources, alerts and people',
};

export function RoleField(props: { id: string; chosen: Role | undefined; problem?: string | undefined }) {
  return (
    <SelectField
      id={props.id}
      name="role"
      label="Role"
      value={props.chosen ?? 'viewer'}
      problem={props.problem}
      options={ROLES.map((role) => [role, ROLE_LABELS[role]] as const)}
    />
  );
}

/** With more brands than this the list can be searched. */
const SEARCHED = 8;

function Choice(props: { id: string; slug: string; name: string; chosen: boolean }) {
  const { id, slug, name, chosen } = props;
  return (
    <label for={`${id}-${slug}`} class="choice">
      <input id={`${id}-${slug}`} type="checkbox" name="brand" value={slug} checked={chosen} /> {name}
    </label>
  );
}

/** All brands, or some of them; those that are chosen come first. The search needs the client, the list does not. */
export function BrandChoice(props: {
  id: string;
  brands: readonly BrandRow[];
  chosen: readonly string[] | null;
  problem?: string | undefined;
}) {
  const { id, brands, chosen, problem } = props;
  const known = brands.map((brand) => brand.slug);
  const others = (chosen ?? []).filter((slug) => !known.includes(slug));
  const all = [
    ...brands.map(({ slug, name }) => ({ slug, name, chosen: chosen?.includes(slug) ?? false })),
    ...others.map((slug) => ({ slug, name: slug, chosen: true })),
  ].toSorted((a, b) => Number(b.chosen) - Number(a.chosen));
  const wrong =
    problem === undefined ? {} : { 'aria-invalid': 'true' as const, 'aria-describedby': `${id}-problem` };
  return (
    <fieldset class="brand-choice" data-brand-choice {...wrong}>
      <legend>Brands</legend>
      <label for={`${id}-all`} class="choice every">
        <input id={`${id}-all`} type="checkbox" name="all" value="1" checked={chosen === null} /> All brands,
        including new ones
      </label>
      {all.length > SEARCHED && (
        <p class="brand-search" hidden>
          <input
            type="search"
            aria-label="Search brands"
            placeholder={`Search ${all.length} brands`}
            autocomplete="off"
          />
          <span class="muted small" role="status"></span>
        </p>
      )}
      <div class="brand-list">
        {all.map((one) => (
          <Choice id={id} {...one} />
        ))}
      </div>
      {problem !== undefined && (
        <p id={`${id}-problem`} class="problem">
          {problem}
        </p>
      )}
    </fieldset>
  );
}

export function brandsText(brands: readonly string[] | null): string {
  if (brands === null) return 'all';
  return brands.length === 0 ? 'none' : brands.join(', ');
}
