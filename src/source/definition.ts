/** What one type of source says about itself: its settings, its keys, what it brings and how it is made. */
import { z } from 'zod';
import { slug } from '../../config/schema/common.ts';
import type { Evidence } from '../domain/brand.ts';
import type { SourceConfig } from '../domain/source.ts';
import type { OpenSocket } from '../net/guarded-socket.ts';
import type { SourceCard } from './card.ts';
import type { Connector, SourceContext } from './connector.ts';
import type { ControlConnector } from './control.ts';
import type { Tracker } from './tracker.ts';

/** Why a source cannot be read, in words that say what to do. */
export interface Obstacle {
  readonly needs: string;
}

/** What a factory gets besides the settings of its source. */
export interface SourceParts extends SourceContext {
  /** Opens a WebSocket to a public address. */
  readonly openSocket: (url: string, options: SocketWaits) => ReturnType<OpenSocket>;
}

export type SocketWaits = Pick<Parameters<OpenSocket>[1], 'signal' | 'tickMs' | 'idleMs'>;

/** What the factory of a source makes, by what the source brings. */
interface Made {
  readonly mentions: Connector | Obstacle;
  readonly control: ControlConnector;
  readonly policy: Tracker;
}

export type Brings = keyof Made;

interface Common<B extends Brings> {
  readonly brings: B;
  /** For people who choose sources. */
  readonly card: SourceCard;
  /** `poll`: asked every `everyMinutes` · `stream`: listened to while the process runs. */
  readonly mode: 'poll' | 'stream';
  /** Of a control series: what its values count, for example `page views`. */
  readonly counts?: string;
  /** Of a policy tracker: the notice that its licence requires with every change found in its texts. */
  readonly notice?: Evidence;
}

export interface SourceDefinition<B extends Brings = Brings, S = SourceConfig> extends Common<B> {
  readonly type: string;
  readonly schema: z.ZodType<S>;
  /** Names of environment variables. */
  readonly keys: readonly string[];
  /** What is wrong with a source although each of its fields is right; undefined if nothing is. */
  problem(source: SourceConfig): string | undefined;
  /** `keys` holds the values of environment variables by name. */
  create(source: SourceConfig, parts: SourceParts, keys: Readonly<Record<string, string>>): Made[B];
}

type Fields = Readonly<Record<string, z.ZodType>>;
type Settings<T extends string, F extends Fields> = z.output<ReturnType<typeof baseFields>> & {
  type: T;
} & z.output<z.ZodObject<F>>;
type KeyValues<K> = { readonly [N in keyof K]: string | undefined };

interface Description<T extends string, B extends Brings, F extends Fields, K> extends Common<B> {
  readonly type: T;
  /** Default of the setting of that name. */
  readonly everyMinutes: number;
  /** It is about one brand as a whole: its app, its page, its article. */
  readonly aboutOneBrand?: boolean;
  /** Settings beyond those of every source. */
  readonly fields: F;
  /** Environment variables of the API keys, by the names that `create` uses. */
  readonly keys?: K;
  readonly problem?: (source: Settings<T, F>) => string | undefined;
  readonly create: (source: Settings<T, F>, parts: SourceParts, keys: KeyValues<K>) => Made[B];
}

function baseFields(everyMinutes: number) {
  return z.object({
    slug,
    brands: z
      .array(z.union([slug, z.literal('*')]))
      .min(1)
      .default(['*']),
    everyMinutes: z.number().int().min(1).max(1440).default(everyMinutes),
    enabled: z.boolean().default(true),
  });
}

/** The address of a site. */
export const siteUrl = z.url({ protocol: /^https?$/ });

/** The address that a site answers at; another one serves mirrors, proxies and tests. */
export const siteAt = (base: string) => siteUrl.default(base);

/** A list of names, identifiers or search terms. */
export const nameList = z.array(z.string().trim().min(1).max(200));

/** Describes a type of source. Add it to the table in `registry.ts`. */
export function defineSource<
  const T extends string,
  B extends Brings,
  F extends Fields,
  const K extends Readonly<Record<string, string>> = Record<never, string>,
>(description: Description<T, B, F, K>): SourceDefinition<B, Settings<T, F>> {
  const { type, everyMinutes, fields, keys, aboutOneBrand, problem, create, ...common } = description;
  const names = Object.entries(keys ?? {}) as [keyof K & string, string][];
  return {
    ...common,
    type,
    schema: z.strictObject({
      ...baseFields(everyMinutes).shape,
      type: z.literal(type),
      ...fields,
    }) as unknown as z.ZodType<Settings<T, F>>,
    keys: names.map(([, variable]) => variable),
    problem(source) {
      if (aboutOneBrand && (source.brands.length !== 1 || source.brands[0] === '*'))
        return `a source of type ${type} is about one brand: name it under "brands"`;
      return problem?.(source as unknown as Settings<T, F>);
    },
    create: (source, parts, values) =>
      create(
        source as unknown as Settings<T, F>,
        parts,
        Object.fromEntries(names.map(([name, variable]) => [name, values[variable]])) as KeyValues<K>,
      ),
  };
}

/** The settings of a source of this type, as its schema gives them. */
export type SettingsOf<D extends { readonly schema: z.ZodType }> = z.output<D['schema']>;
