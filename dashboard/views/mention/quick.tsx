/** Forms of one click for what is most often wrong about a mention. */
import { countOf, formatCount } from '../../../src/report/text/labels.ts';
import { cutText } from '../../../src/domain/text.ts';
import { type ActionsProps, Hidden } from './annotations.tsx';

/** More brands than this are a list to choose from. */
const MOST_BUTTONS = 3;

/** One click where the page is about one brand; else it asks which of them. */
function NotAboutForms({ mention, back, brands }: ActionsProps) {
  const action = `/mentions/${mention.id}/not-about`;
  const title = (name: string) => `It no longer counts for ${name}`;
  if (brands.length > MOST_BUTTONS) {
    return (
      <form method="post" action={action} class="not-about">
        <Hidden fields={{ back }} />
        <select name="brand" required aria-label="Brand that this post is not about">
          <option value="">Not about…</option>
          {brands.map(({ slug, name }) => (
            <option value={slug}>{name}</option>
          ))}
        </select>
        <button type="submit" class="quiet small" title="It no longer counts for the brand that you choose">
          Leave out
        </button>
      </form>
    );
  }
  return (
    <>
      {brands.map(({ slug, name }) => (
        <form method="post" action={action}>
          <Hidden fields={{ brand: slug, back }} />
          <button type="submit" class="quiet small" title={title(name)}>
            {brands.length === 1 ? 'Not about us' : `Not about ${cutText(name, 30)}`}
          </button>
        </form>
      ))}
    </>
  );
}

/**
 * One click for what is most often wrong; each can be undone beside the result. What is not negative is no broken trust
 * either: one click takes both marks. The form below sets each on its own.
 */
export function QuickForms(props: ActionsProps) {
  const { mention, triage, back } = props;
  const { id, sentiment, betrayal, duplicates = 0 } = mention;
  const action = `/mentions/${id}/correct`;
  const fields = { revision: triage.revision, back, ...(duplicates > 0 ? { duplicates: 'yes' } : {}) };
  // How many posts one click changes is said before it is pressed.
  const all = duplicates > 0 ? ` (all ${formatCount(duplicates + 1, 0)})` : '';
  const also = duplicates > 0 ? `, also for ${countOf(duplicates, 'near-duplicate')}` : '';
  const both = betrayal?.label ? ' and no broken trust' : '';
  return (
    <div class="quick">
      {sentiment?.label === 'negative' && (
        <form method="post" action={action}>
          <Hidden
            fields={{ ...fields, sentiment: 'neutral', ...(betrayal?.label ? { betrayal: 'no' } : {}) }}
          />
          <button type="submit" class="quiet small" title={`Counts as neutral${both}${also}`}>
            Not negative{all}
          </button>
        </form>
      )}
      {betrayal?.label && (
        <form method="post" action={action}>
          <Hidden fields={{ ...fields, betrayal: 'no' }} />
          <button type="submit" class="quiet small" title={`Counts as no broken trust${also}`}>
            Not about trust{all}
          </button>
        </form>
      )}
      <NotAboutForms {...props} />
    </div>
  );
}
