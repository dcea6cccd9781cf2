/** The page of a policy on a site of its own. */
import { pageOf } from './policies.ts';
import type { FakeApi } from './site.ts';

/** Shows `text()` as it is at the time of a request, with what changes on every visit around it. */
export function fakePolicyPage(text: () => string): FakeApi {
  let visits = 0;
  return {
    errorBody: 'Access denied',
    contentType: 'text/html; charset=utf-8',
    print: String,
    answer({ path }) {
      if (path !== '/privacy') return { status: 404, body: '' };
      visits += 1;
      return {
        entries: text().split('\n'),
        wrap: (lines) => pageOf(lines as string[], String(visits)),
        paged: false,
      };
    },
  };
}
