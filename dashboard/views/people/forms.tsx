/** Forms about people and tokens. */
import { ROLES, type Role } from '../../../src/domain/user.ts';
import type { BrandRow } from '../../../src/store/brands/port.ts';

export function RoleSelect(props: { id: string; chosen: Role }) {
  return (
    <select id={props.id} name="role">
      {ROLES.map((role) => (
        <option value={role} selected={role === props.chosen}>
          {role}
        </option>
      ))}
    </select>
  );
}

/** All brands, or some of them. */
export function BrandChoice(props: {
  id: string;
  brands: readonly BrandRow[];
  chosen: readonly string[] | null;
}) {
  const { id, brands, chosen } = props;
  const known = brands.map((brand) => brand.slug);
  const others = (chosen ?? []).filter((slug) => !known.includes(slug));
  return (
    <fieldset>
      <legend>Brands</legend>
      <label for={`${id}-all`} class="choice">
        <input id={`${id}-all`} type="checkbox" name="all" value="1" checked={chosen === null} /> All,
        including future ones
      </label>
      {[
        ...brands.map(({ slug, name }) => ({ slug, name })),
        ...others.map((slug) => ({ slug, name: slug })),
      ].map(({ slug, name }) => (
        <label for={`${id}-${slug}`} class="choice">
          <input
            id={`${id}-${slug}`}
            type="checkbox"
            name="brand"
            value={slug}
            checked={chosen?.includes(slug) ?? false}
          />{' '}
          {name}
        </label>
      ))}
    </fieldset>
  );
}

export function brandsText(brands: readonly string[] | null): string {
  if (brands === null) return 'all';
  return brands.length === 0 ? 'none' : brands.join(', ');
}
