/** A route as the YAML to put under config/routes; what equals its default is left out. */
import { stringify } from 'yaml';
import type { Route } from '../src/domain/alert.ts';
import { routeKeysOf } from '../src/notify/registry.ts';
import { routeEntry, routeSchema } from './schema/route.ts';

/** Reads back as the same route. */
export function routeYaml(route: Route): string {
  const { name, brands, recipients, sensitivity = 'high' } = route;
  const required = { name, brands, ...routeKeysOf(recipients) };
  const usual: Readonly<Record<string, unknown>> = {
    ...routeEntry(routeSchema.parse({ ...required, sensitivity })),
    sensitivity: 'high',
  };
  const own = Object.entries(routeEntry(route)).filter(
    ([key, value]) =>
      value !== undefined && (key in required || JSON.stringify(value) !== JSON.stringify(usual[key])),
  );
  return stringify(Object.fromEntries(own));
}
