/** A route as the YAML to put under config/routes; what equals its default is left out. */
import { stringify } from 'yaml';
import type { Route } from '../src/domain/alert.ts';
import { routeSchema } from './schema/route.ts';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** Reads back as the same route. */
export function routeYaml(route: Route): string {
  const { name, brands, emails } = route;
  const given = { name, brands, emails };
  const word = route.sensitivity === undefined ? {} : { sensitivity: route.sensitivity };
  const defaults: Readonly<Record<string, unknown>> = routeSchema.parse({ ...given, ...word });
  const { quietHours, ...plain } = route;
  const own = Object.entries(plain).filter(
    ([key, value]) =>
      value !== undefined &&
      (key === 'sensitivity'
        ? value !== 'high'
        : JSON.stringify(value) !== JSON.stringify(defaults[key]) || key in given),
  );
  const days = quietHours?.days?.map((day) => DAYS[day - 1]);
  const quiet = quietHours && { ...quietHours, ...(days ? { days } : {}) };
  return stringify({ ...Object.fromEntries(own), ...(quiet ? { quietHours: quiet } : {}) });
}
