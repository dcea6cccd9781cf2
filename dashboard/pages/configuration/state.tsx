/** The form of an entry as a page shows it: fields, values, what was refused, and the preview of a brand's terms. */
import type { Child } from 'hono/jsx';
import type { ConfigEntry } from '../../../config/load.ts';
import type { ConfigDocument, ConfigKind } from '../../../src/domain/configuration.ts';
import type { Ctx } from '../../deps.ts';
import { formValues, type FormValues, plainText } from '../../query/configuration-form.ts';
import { type Field, fieldsFor } from '../../views/configuration/fields.ts';
import type { FormState } from '../../views/configuration/form.tsx';

/** What is shown again after a form was refused. */
export interface Refused {
  readonly values: FormValues;
  readonly errors: Readonly<Record<string, string>>;
  readonly status: 200 | 400 | 403 | 409 | 422 | 429;
  /** What a preview found. */
  readonly note?: string;
  /** What stands beside the form. */
  readonly panel?: Child;
}

/** The fields of a kind; of a source also those of the card of its type, where this process has cards. */
export function fieldsOf(c: Ctx, kind: ConfigKind, type: unknown): readonly Field[] {
  const cards = kind === 'sources' && typeof type === 'string' ? c.var.deps.setup?.cards(undefined) : [];
  return fieldsFor(
    kind,
    cards?.find((card) => card.type === type),
  );
}

async function formBrands(c: Ctx) {
  const entries = (await c.var.deps.editor?.entries('brands')) ?? [];
  const names = new Map(entries.map(({ slug, document }) => [slug, plainText(document.name ?? slug)]));
  return [...names].map(([slug, name]) => ({ slug, name }));
}

/** Where the preview of a brand's terms is asked for. */
export const TERMS_PREVIEW = '/settings/brands/preview';

function Waiting() {
  return (
    <section class="card preview" id="preview" aria-labelledby="preview-heading" aria-live="polite">
      <h2 id="preview-heading">What these terms catch</h2>
      <p class="muted">
        “What would change?” shows posts that the terms catch now, and which come and go compared with the
        saved ones.
      </p>
    </section>
  );
}

function More({ kind }: { kind: ConfigKind }) {
  const names = { routes: 'What would it have sent?', brands: 'What would change?' } as const;
  if (kind === 'sources')
    return (
      <button type="submit" name="do" value="test" class="quiet" data-busy="Testing …">
        Test
      </button>
    );
  if (kind !== 'routes' && kind !== 'brands') return <></>;
  return (
    <button type="submit" name="do" value="preview" class="quiet" data-busy="Looking …">
      {names[kind]}
    </button>
  );
}

/** `entry`: the one that is changed; without it a new one is made. */
export async function formState(
  c: Ctx,
  kind: ConfigKind,
  {
    entry,
    locked = false,
    refused,
  }: { entry?: ConfigEntry; locked?: boolean; refused?: Refused | undefined },
): Promise<FormState> {
  const document: ConfigDocument = entry?.document ?? {};
  const fields = fieldsOf(c, kind, entry ? document.type : refused?.values.type);
  const tools = c.var.deps.setup !== undefined;
  const trial = !locked && (kind === 'routes' || (tools && (kind === 'brands' || kind === 'sources')));
  return {
    kind,
    fields,
    values: refused?.values ?? formValues(kind, document, fields),
    errors: refused?.errors ?? {},
    note: refused?.note,
    brands: await formBrands(c),
    action: entry ? `/settings/${kind}/edit/${encodeURIComponent(entry.slug)}` : `/settings/${kind}`,
    revision: entry?.stored?.revision,
    locked,
    ...(trial ? { more: <More kind={kind} /> } : {}),
    beside:
      trial && kind === 'brands' ? { panel: refused?.panel ?? <Waiting />, from: TERMS_PREVIEW } : undefined,
  };
}
