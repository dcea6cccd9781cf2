/** A signed-in person who reads the line after an action, and takes the action back by it. */
import type { Role } from '../../src/domain/user.ts';
import type { Fixture } from './dashboard-fixture.ts';

/** All cookies: that of the session is not the only one. The fixture needs a `deviceKey`. */
export async function sessionOf(f: Fixture, role: Role) {
  const same = { 'Sec-Fetch-Site': 'same-origin' };
  const path = `/login/${await f.loginToken(role)}`;
  const signedIn = await f.app.request(path, { method: 'POST', headers: same });
  const cookies = signedIn.headers.getSetCookie().map((one) => one.split(';')[0]);
  const cookie = cookies.join('; ');

  const get = async (page: string, more = '') => {
    const headers = { Cookie: `${cookie}${more}`, Accept: 'text/html' };
    return (await f.app.request(page, { headers })).text();
  };
  const post = async (page: string, fields: Record<string, string> | [string, string][]) =>
    f.app.request(page, {
      method: 'POST',
      headers: { Cookie: cookie, ...same, 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields).toString(),
    });
  /** The line on the next page, as HTML. */
  const lineAfter = async (done: Response) => {
    const left = done.headers.getSetCookie().find((one) => one.startsWith('outcry-notice='));
    const html = await get('/account', `; ${left?.split(';')[0]}`);
    const at = html.indexOf('<div class="did"');
    return at === -1 ? '' : html.slice(at, html.indexOf('</div>', at));
  };
  return {
    get,
    post,
    /** What the line says. */
    noticeOf: async (done: Response) => /<span>(.*?)<\/span>/s.exec(await lineAfter(done))?.[1] ?? '',
    /** Presses its button; 404 where it has none. */
    async undo(done: Response) {
      const line = await lineAfter(done);
      const action = /<form method="post" action="([^"]+)"/.exec(line)?.[1];
      if (action === undefined) return new Response(null, { status: 404 });
      const fields = [...line.matchAll(/name="([\w-]+)" value="([^"]*)"/g)].map(
        ([, name, value]): [string, string] => [name!, plain(value!)],
      );
      return post(action, fields);
    },
  };
}

function plain(text: string): string {
  const entities = { '&quot;': '"', '&#39;': "'", '&lt;': '<', '&gt;': '>', '&amp;': '&' };
  return text.replaceAll(/&(?:quot|#39|lt|gt|amp);/g, (one) => entities[one as keyof typeof entities]);
}
