/**
 * Answers of a site, looked at for live markup. The browser parses every one, and shows a part of each kind: in turns, so
 * that every payload is shown with some kind. With `LONG=1` it shows all.
 */
import type { Browser, BrowserContext } from 'playwright-core';
import { expect } from 'vitest';
import { rounds } from '../support/long.ts';
import { PAYLOADS } from './payloads.ts';
import { type Look, parseBare, showBare } from './show.ts';

/** Of the documents of a kind, one in so many is shown; the next kind begins one later. */
const EVERY = rounds(8, 1);

interface Answer {
  readonly path: string;
  readonly status: number;
  readonly policy: string;
  readonly body: string;
}

interface Hostile {
  readonly html: string;
  /** For the message of a failure. */
  readonly name: string;
  readonly isShown: boolean;
}

export interface Visit {
  readonly path: string;
  readonly isShown: boolean;
}

/** No document holds live markup; the chosen ones are shown, too, without any policy, and nothing runs. */
async function expectEscaped(browser: Browser, documents: readonly Hostile[]): Promise<Look[]> {
  const looks = await parseBare(
    browser,
    documents.map(({ html }) => html),
  );
  const badIn = (i: number, { bad }: Look) => bad.map((what) => `${documents[i]?.name}: ${what}`);
  expect(looks.flatMap((look, i) => badIn(i, look))).toEqual([]);
  const chosen = documents.flatMap(({ isShown }, i) => (isShown ? [i] : []));
  const shown = await showBare(
    browser,
    chosen.map((i) => documents[i]!.html),
  );
  expect(shown.looks).toHaveLength(chosen.length);
  expect(shown.looks.flatMap((look, at) => badIn(chosen[at]!, look))).toEqual([]);
  expect(shown.ran).toEqual(new Set());
  // What the browser showed takes the place of what it parsed.
  for (const [at, i] of chosen.entries()) looks[i] = shown.looks[at]!;
  return looks;
}

/** One after the other, in the turns of the kinds. */
export class Visits {
  /** Numbers of the payloads that the browser showed. */
  readonly shown = new Set<number>();
  readonly #browser: Browser;
  readonly #context: BrowserContext;
  #kinds = 0;

  constructor(browser: Browser, context: BrowserContext) {
    this.#browser = browser;
    this.#context = context;
  }

  /** For a further kind of documents: whether the i-th is to be shown; `payloadsOf` says which payloads it holds. */
  nextKind(payloadsOf = (i: number): readonly number[] => [i]): (i: number) => boolean {
    const first = this.#kinds++ % EVERY;
    return (i) => {
      const isShown = i % EVERY === first;
      if (isShown) for (const n of payloadsOf(i)) this.shown.add(n);
      return isShown;
    };
  }

  /** A kind of page with one path for each payload. */
  ofKind(pathOf: (n: number) => string): Visit[] {
    const isShown = this.nextKind();
    return PAYLOADS.map((_, n) => ({ path: pathOf(n), isShown: isShown(n) }));
  }

  /**
   * Asks for each path as the signed-in browser would. Each answer keeps all scripts but our client out by its policy, and
   * holds nothing for the policy to stop.
   */
  async look(visits: readonly Visit[]) {
    const answers: Answer[] = [];
    for (const { path } of visits) {
      const response = await this.#context.request.get(path);
      const policy = response.headers()['content-security-policy'] ?? '';
      answers.push({ path, status: response.status(), policy, body: await response.text() });
      expect([path, policy]).toEqual([
        path,
        expect.stringMatching(/^default-src 'none';(?!.*script-src (?!'self'))/),
      ]);
    }
    const documents = answers.map(({ path, body }, i) => ({
      name: path,
      html: body,
      isShown: visits[i]!.isShown,
    }));
    return { answers, looks: await expectEscaped(this.#browser, documents) };
  }

  /** Documents of one kind, one for each payload. */
  lookAtKind(name: string, htmlOf: (payload: string) => string): Promise<Look[]> {
    const isShown = this.nextKind();
    const documents = PAYLOADS.map((payload, n) => ({
      name: `${name} ${n}`,
      html: htmlOf(payload),
      isShown: isShown(n),
    }));
    return expectEscaped(this.#browser, documents);
  }
}
