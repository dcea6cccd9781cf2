/** What the dashboard is given, and what a request carries. */
import type { HttpBindings } from '@hono/node-server';
import type { Context, Hono } from 'hono';
import type { Config } from '../config/load.ts';
import type { ShownSetting } from '../config/shown-settings.ts';
import type { Clock } from '../src/domain/clock.ts';
import type { Explanation } from '../src/domain/scoring.ts';
import type { AllowedBrands, Role } from '../src/domain/user.ts';
import type { IngestContext } from '../src/ingest/accept.ts';
import type { ReadBrandCounts } from '../src/report/brand/counts.ts';
import type { Store } from '../src/store/store.ts';
import type { OneMention } from '../src/store/mentions/port.ts';
import type { LiveHub } from './live/hub.ts';
import type { OpenStreams } from './live/stream.ts';
import type { LoginLimit } from './security/login-limit.ts';

/** One thing the service needs, and whether it answers. */
export interface ReadyCheck {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

export interface AppDeps {
  readonly store: Store;
  readonly config: Config;
  readonly clock: Clock;
  /** Where people reach the dashboard, without a slash at the end. */
  readonly publicUrl: string;
  /** Folder of the written `.eml` files. */
  readonly mailDir: string;
  /** Whose link to stop alert mails this is. */
  readonly recipientOfToken?: (token: string) => string | undefined;
  /** Makes the cookies that remember a browser; none are made without. */
  readonly deviceKey?: string;
  /** How the installation is set up, without secrets. */
  readonly settings?: readonly ShownSetting[];
  /** Mails an invitation; resolves to why it could not be sent. Absent where no mails go out. */
  readonly mailInvitation?: (invitation: {
    readonly to: string;
    readonly by: string;
    readonly link: string;
    readonly goodFor: string;
  }) => Promise<string | undefined>;
  /** Version of scorer, lexicons and packs, shown in reports. */
  readonly scorerVersion?: string;
  /** Why a mention is scored as it is; undefined where it is not scored. */
  readonly explain?: (mention: OneMention) => Promise<Explanation | undefined>;
  /** Prometheus text. */
  readonly metrics?: () => Promise<string>;
  /** Further checks of `/readyz`; the database is always checked. */
  readonly ready?: () => Promise<readonly ReadyCheck[]>;
  /** Told of every failure that a page hides behind a request id. */
  readonly onError?: (error: Error, requestId: string) => void;
  /** How mentions are taken in: for dead letters that are replayed. */
  readonly ingest?: IngestContext;
  /** Called once with the app, to mount e.g. the webhook. */
  readonly extraRoutes?: (app: App) => void;
}

/** Who asks. */
export interface Principal {
  readonly name: string;
  readonly role: Role;
  /** What they may see; null: everything. */
  readonly brands: AllowedBrands;
  readonly via: 'session' | 'token';
  /** The person behind a session. */
  readonly userId?: number;
}

export interface AppEnv {
  Bindings: Partial<HttpBindings>;
  /** `deps` of a request holds only what its sender may see: `guarded` narrows it. */
  Variables: {
    deps: AppDeps;
    requestId: string;
    loginLimit: LoginLimit;
    live: LiveHub;
    readCounts: ReadBrandCounts;
    openStreams: OpenStreams;
    principal?: Principal;
  };
}

export type App = Hono<AppEnv>;
export type Ctx = Context<AppEnv>;
export type Handler = (c: Ctx) => Response | Promise<Response>;

/** A path parameter, decoded; empty where the route has none of that name. */
export function param(c: Ctx, name: string): string {
  return c.req.param(name) ?? '';
}

/** Address of the peer; undefined outside a server. */
export function peerAddress(c: Ctx): string | undefined {
  return c.env?.incoming?.socket?.remoteAddress;
}
