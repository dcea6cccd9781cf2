/** Templates to text: `[one|other]` picks, `{slot}` fills; `data`, `data2`, `data3` never agree. */
import type { Scenario } from '../../config/schema/scenario.ts';
import type { Random } from '../domain/clock.ts';
import { pick } from './random.ts';
import { DOMAIN_SLOTS } from './templates/domain-slots.ts';
import { SLOTS, type SlotTable } from './templates/slots.ts';

const THIRD = [
  'advertisers',
  'data brokers',
  'phone companies',
  'marketing firms',
  '“partners”',
  'strangers',
  'ad networks',
  'mobile networks',
  'who knows whom',
  'outside companies',
];

/** The slots of a scenario: its brand beside the common ones. */
export function slotsOf(scenario: Scenario): SlotTable {
  const { brand } = scenario;
  const parent = brand.parent === undefined ? [] : Array<string>(12).fill(brand.parent);
  return {
    ...SLOTS,
    ...DOMAIN_SLOTS[brand.domain],
    brand: [brand.name],
    boss: [brand.boss],
    rival: brand.rivals,
    regulator: brand.regulators,
    third: [...parent, ...THIRD],
  };
}

/** Fills one template. An unknown slot is an error: a typo in a template must not reach a post. */
export function fill(template: string, slots: SlotTable, random: Random): string {
  const chosen = template.replace(/\[([^[\]]*)\]/g, (_, options: string) => pick(options.split('|'), random));
  const used = new Set<string>();
  return chosen.replace(/\{([a-z0-9]+)\}/g, (_, name: string) => {
    const values = slots[name];
    if (values === undefined) throw new Error(`Unknown slot "${name}" in "${template}"`);
    let value = pick(values, random);
    for (let i = 0; i < 5 && used.has(value) && values.length > 3; i++) value = pick(values, random);
    used.add(value);
    return value;
  });
}
