/** Security headers of every response. The only script of a page is our own client. */
import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { AppEnv } from '../deps.ts';

const NONE = ["'none'"];
const SELF = ["'self'"];

/** Keeps a Content-Security-Policy that a handler has set itself. */
export function securityHeaders(publicUrl: string) {
  return secureHeaders({
    overwrite: false,
    contentSecurityPolicy: {
      defaultSrc: NONE,
      scriptSrc: SELF,
      connectSrc: SELF,
      styleSrc: SELF,
      imgSrc: ["'self'", 'data:'],
      formAction: SELF,
      baseUri: NONE,
      frameAncestors: NONE,
      // No text becomes markup or script in the browser, not even by our own client.
      requireTrustedTypesFor: ["'script'"],
      trustedTypes: NONE,
    },
    // `no-referrer` would make browsers send `Origin: null` with forms.
    referrerPolicy: 'same-origin',
    xFrameOptions: 'DENY',
    originAgentCluster: false,
    strictTransportSecurity: publicUrl.startsWith('https:') ? 'max-age=31536000' : false,
    permissionsPolicy: { camera: [], microphone: [], geolocation: [] },
  });
}

/** Nothing is kept by browsers and proxies but what says itself that it may be. */
export const noStore: MiddlewareHandler<AppEnv> = async (c, next) => {
  await next();
  if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'no-store');
};

/** The page that frames a mail's HTML. */
export const FRAMING_PAGE_CSP =
  "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' data:; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

/** A mail's own HTML: nothing but its inline styles and images inside it, in a sandbox. */
export const MAIL_CSP =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox";
