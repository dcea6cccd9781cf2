/** What the process and the thread of the embedded queue say to each other. */

export type ToEmbedded =
  | {
      readonly kind: 'query';
      readonly id: number;
      readonly text: string;
      readonly params?: readonly unknown[] | undefined;
    }
  | { readonly kind: 'close' };

export type FromEmbedded =
  | { readonly kind: 'ready' }
  | {
      readonly kind: 'rows';
      readonly id: number;
      readonly rows: readonly unknown[];
      readonly rowCount: number;
    }
  | { readonly kind: 'error'; readonly id: number; readonly message: string; readonly code?: string }
  | { readonly kind: 'notification'; readonly channel: string; readonly payload: string }
  /** The folder could not be opened and was put aside. */
  | { readonly kind: 'broken'; readonly message: string };
