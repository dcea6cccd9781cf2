/** Limits a request to what its sender may see, in the one place that every route goes through. */
import { sourceId } from '../../src/domain/source.ts';
import type { Config } from '../../config/load.ts';
import { scopedEditor } from '../../src/configure/scoped.ts';
import { scopedStore, scopeOf } from '../../src/store/scoped.ts';
import type { AppDeps } from '../deps.ts';

function scopedConfig(config: Config, slugs: ReadonlySet<string>): Config {
  const ofBrand = <T extends { readonly brand: string }>(list: readonly T[]) =>
    list.filter((one) => slugs.has(one.brand));
  const own = (brands: readonly string[]) => brands.length > 0 && brands.every((brand) => slugs.has(brand));
  return {
    brands: config.brands.filter((brand) => slugs.has(brand.slug)),
    policyChanges: ofBrand(config.policyChanges),
    responses: ofBrand(config.responses),
    incidents: ofBrand(config.incidents),
    routes: config.routes.filter((route) => own(route.brands)),
    sources: config.sources.filter((source) => own(source.brands)),
    responseTemplates: config.responseTemplates,
    packs: config.packs,
    retention: config.retention,
  };
}

/** `deps` narrowed to `brands`. What is about the whole installation is gone. */
export async function scopedDeps(deps: AppDeps, brands: readonly string[]): Promise<AppDeps> {
  const config = scopedConfig(deps.config, new Set(brands));
  const sources = new Set(config.sources.map(sourceId));
  const scope = await scopeOf(deps.store.read, brands, sources);
  const { metrics: _m, ingest: _i, setup: _s, keyEditor: _k, hookEditor: _h, editor, ...rest } = deps;
  const slugs = new Set(brands);
  const own = editor ? { editor: scopedEditor(editor, slugs) } : {};
  return { ...rest, ...own, config, store: scopedStore(deps.store, scope) };
}
