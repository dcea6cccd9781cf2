/** Dependencies of the dashboard, and the variables of a request. */
import type { HttpBindings } from '@hono/node-server';
import type { Context, Hono } from 'hono';
import type { Config } from '../config/load.ts';
import type { ShownSetting } from '../config/shown-settings.ts';
import type { HookEditor } from '../src/configure/alert-hooks.ts';
import type { ConfigEditor } from '../src/configure/editor.ts';
import type { KeyEditor } from '../src/configure/key-editor.ts';
import type { Clock } from '../src/domain/clock.ts';
import type { Explanation } from '../src/domain/scoring.ts';
import type { AllowedBrands, Role } from '../src/domain/user.ts';
import type { ImportRuns } from '../src/import/runs.ts';
import type { IngestContext } from '../src/ingest/accept.ts';
import type { EventLoopWatch } from '../src/ops/event-loop.ts';
import type { ReadListed } from '../src/report/incident/peaks.ts';
import type { ReadBrandCounts } from '../src/report/brand/counts.ts';
import type { Networks } from '../src/net/client-address.ts';
import type { SetupTools } from '../src/setup/port.ts';
import type { Store } from '../src/store/store.ts';
import type { OneMention } from '../src/store/mentions/port.ts';
import type { HeavyPages } from './heavy/pages.ts';
import type { LiveHub } from './live/hub.ts';
import type { LoginLimit } from './security/sign-in-limit.ts';
import type { TrialLimit } from './security/trial-limit.ts';

/** Open connections by session. */
export type OpenStreams = Map<string, number>;

/** A dependency of the service, and whether it is reachable. */
export interface ReadyCheck {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

/**
 * Why a score is what it is. `cut`: only the beginning of the text was read. `none`: there is no score. `busy`: others are
 * being explained. `too-long`: it took too long.
 */
export type Explained =
  | { readonly kind: 'explained'; readonly explanation: Explanation; readonly cut: boolean }
  | { readonly kind: 'none' | 'busy' | 'too-long' };

export interface AppDeps {
  readonly store: Store;
  readonly config: Config;
  readonly clock: Clock;
  /** Where people reach the dashboard, without a slash at the end. */
  readonly publicUrl: string;
  /** Proxies whose `X-Forwarded-For` counts. */
  readonly trustedProxies?: Networks;
  /** Further names that the dashboard is reached by; absent: those of `publicUrl` and of this machine. */
  readonly hosts?: readonly string[];
  /** Whether it listens for more than this machine, so that people may reach it by its address. */
  readonly reachedByAddress?: boolean;
  /** Gets what the operator should know, each once. */
  readonly onNotice?: (text: string) => void;
  /** Folder of the configuration, with the operator's own capsules; absent: ours alone. */
  readonly configDir?: string;
  /** Folder of the written `.eml` files. */
  readonly mailDir: string;
  /** The recipient of an unsubscribe link. */
  readonly recipientOfToken?: (token: string) => string | undefined;
  /** Key of the links in alerts that open an incident without an account; without it none does. */
  readonly incidentLinkKey?: string;
  /** Key of the cookies that remember a browser; without it there are none. */
  readonly deviceKey?: string;
  /** How the installation is set up, without secrets. */
  readonly settings?: readonly ShownSetting[];
  /** Mails an invitation; resolves to why it could not be sent. Absent if no mails are sent. */
  readonly mailInvitation?: (invitation: {
    readonly to: string;
    readonly by: string;
    readonly link: string;
    readonly goodFor: string;
  }) => Promise<string | undefined>;
  /** Mails a sign-in link that somebody asked for, or writes it as a file; resolves to why it could not. */
  readonly mailSignInLink?: (mail: {
    readonly to: string;
    readonly link: string;
    readonly goodFor: string;
  }) => Promise<string | undefined>;
  /** Version of scorer, lexicons and packs, shown in reports. */
  readonly scorerVersion?: string;
  /** Explains the score of a mention. */
  readonly explain?: (mention: OneMention) => Promise<Explained>;
  /** Answers heavy pages in a thread; without it they are answered here. */
  readonly pages?: HeavyPages;
  /** Names what runs, for the log of blocks of the event loop. */
  readonly watch?: Pick<EventLoopWatch, 'during'>;
  /** Prometheus text. */
  readonly metrics?: () => Promise<string>;
  /** Further checks of `/readyz`; the database is always checked. */
  readonly ready?: () => Promise<readonly ReadyCheck[]>;
  /** Gets every failure that a page hides behind a request id. */
  readonly onError?: (error: Error, requestId: string) => void;
  /** Changes the configuration; of a request, only what its sender may. */
  readonly editor?: ConfigEditor;
  /** Keys of sites; for admins of all brands alone. */
  readonly keyEditor?: KeyEditor;
  /** Addresses of alert webhooks; for admins of all brands alone. */
  readonly hookEditor?: HookEditor;
  /** Imports files that people send; absent where none are taken. */
  readonly imports?: ImportRuns;
  /** How mentions are ingested, for retrying dead letters. */
  readonly ingest?: IngestContext;
  /** Previews, tests and clean-up for the first run; only for admins of all brands. */
  readonly setup?: SetupTools;
  /** Called once with the app, for example to mount the webhook. */
  readonly extraRoutes?: (app: App) => void;
}

/** Who sent the request. */
export interface Principal {
  /** The address of a person, or `token NAME (of ADDRESS)`: a token never looks like a person. */
  readonly name: string;
  readonly role: Role;
  /** What they may see; null: everything. */
  readonly brands: AllowedBrands;
  readonly via: 'session' | 'token';
  /** The session or token, for limits: never the secret itself. */
  readonly credential: string;
  /** The person behind a session. */
  readonly userId?: number;
  /** The time zone that the person chose; absent: that of the browser. */
  readonly zone?: string;
  /** When the person was here before, ms, UTC. */
  readonly lastVisit?: number;
}

export interface AppEnv {
  /** In the page thread also where the live updates of the page begin. */
  Bindings: Partial<HttpBindings> & { readonly liveMark?: string };
  /** The `deps` of a request give only what its sender may see: `guarded` narrows them. */
  Variables: {
    deps: AppDeps;
    requestId: string;
    loginLimit: LoginLimit;
    trialLimit: TrialLimit;
    live: LiveHub;
    readCounts: ReadBrandCounts;
    readListed: ReadListed;
    openStreams: OpenStreams;
    principal?: Principal;
  };
}

export type App = Hono<AppEnv>;
export type Ctx = Context<AppEnv>;
export type Handler = (c: Ctx) => Response | Promise<Response>;

/** A path parameter, decoded; empty if the route has none of that name. */
export function param(c: Ctx, name: string): string {
  return c.req.param(name) ?? '';
}

/** The message after which a page listens for changes: all that it was rendered from came before. */
export async function liveMark(c: Ctx): Promise<string> {
  return c.env?.liveMark ?? c.get('live').mark();
}

/** Address of the peer, be it a proxy; undefined outside a server. */
export function peerAddress(c: Ctx): string | undefined {
  return c.env?.incoming?.socket?.remoteAddress;
}
