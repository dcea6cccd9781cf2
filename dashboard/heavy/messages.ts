/** What the process and its page thread say to each other. */

/** A request that the thread answers. */
export interface ForwardedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  /** Address of the peer. */
  readonly peer: string | undefined;
  /** Where the live updates of the page begin. */
  readonly liveMark: string;
}

export interface Head {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
}

export type ToThread =
  | {
      readonly kind: 'ask';
      readonly id: number;
      readonly request: ForwardedRequest;
      readonly stream: boolean;
    }
  /** The reader of a stream took what it had. */
  | { readonly kind: 'more'; readonly id: number }
  | { readonly kind: 'cancel'; readonly id: number }
  | { readonly kind: 'close' };

export type FromThread =
  | { readonly kind: 'ready' }
  | {
      readonly kind: 'answer';
      readonly id: number;
      readonly head: Head;
      readonly body: Uint8Array<ArrayBuffer>;
    }
  | { readonly kind: 'head'; readonly id: number; readonly head: Head }
  | { readonly kind: 'part'; readonly id: number; readonly part: Uint8Array }
  | { readonly kind: 'end'; readonly id: number; readonly failed?: string }
  /** A page failed; the reader got its request id. */
  | { readonly kind: 'error'; readonly requestId: string; readonly reason: string };
