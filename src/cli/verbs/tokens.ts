import { DAY_MS } from '../../domain/series.ts';
import { UserError } from '../../domain/result.ts';
import { randomToken, tokenHash } from '../../ops/secrets.ts';
import type { ApiToken } from '../../store/people/port.ts';
import { noteCommand, OPERATOR } from '../audit.ts';
import { openInstallation } from '../installation.ts';
import { write } from '../output.ts';
import { readArgs, takeArgs, UsageError, type Verb } from '../verb.ts';
import { readBrands, readRole, rightsText } from './people.ts';

const MOST_DAYS = 3650;
const MOST_NAME = 100;

const day = (at: number) => new Date(at).toISOString().slice(0, 10);

/** Fields of a line; `long` adds owner, expiry and last use to those of release 0.1. */
function lineOf(token: ApiToken, long: boolean): string {
  const { id, name, role, brands, person, owner, expiresAt, lastUsedAt } = token;
  const short = [id, name, role, brands?.join(',') ?? 'all brands'];
  if (!long) return short.join('\t');
  return [
    ...short,
    person?.email ?? (owner === 'operator' ? 'operator' : 'no owner'),
    expiresAt === undefined ? 'never expires' : `expires ${day(expiresAt)}`,
    lastUsedAt === undefined ? 'never used' : `used ${day(lastUsedAt)}`,
  ].join('\t');
}

async function tokenList(action: 'list' | 'revoke', id: string | undefined, long: boolean): Promise<number> {
  const { store, clock } = await openInstallation();
  try {
    const tokens = await store.read.people.apiTokens();
    if (action === 'list') {
      for (const one of tokens) await write(`${lineOf(one, long)}\n`);
      return 0;
    }
    const known = tokens.find((one) => String(one.id) === id);
    if (!known) throw new UserError(`There is no token ${id ?? ''}. See: npx outcry token list`);
    await store.tx(async (tx) => {
      await tx.people.removeApiToken(known.id);
      await noteCommand(tx, clock, 'revoked the token', known.name);
    });
    process.stderr.write(`The token "${known.name}" is revoked.\n`);
    return 0;
  } finally {
    await store.close();
  }
}

async function token(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArgs(args, {
    role: { type: 'string', default: 'viewer' },
    name: { type: 'string', default: 'command line' },
    brand: { type: 'string' },
    for: { type: 'string' },
    days: { type: 'string', default: '365' },
    long: { type: 'boolean', default: false },
  });
  const [action = '', id] = positionals;
  if (action === 'list' || action === 'revoke') return tokenList(action, id, values.long);
  takeArgs(positionals, ['ACTION']);
  if (action !== 'create') throw new UsageError(`there is no action ${action}`);
  const role = readRole(values.role);
  const days = Number(values.days);
  if (!/^\d{1,4}$/.test(values.days) || days < 1 || days > MOST_DAYS)
    throw new UsageError(`--days takes 1 to ${MOST_DAYS}`);
  const name = values.name.trim().slice(0, MOST_NAME);
  if (name === '' || /\p{Cc}/u.test(name)) throw new UsageError('--name takes one line of text');
  const { store, clock } = await openInstallation();
  try {
    const secret = randomToken();
    const brands = readBrands(values.brand);
    const at = clock();
    const whose = await store.tx(async (tx) => {
      const person = values.for === undefined ? undefined : await tx.people.userByEmail(values.for);
      if (values.for !== undefined && !person)
        throw new UserError(`No user ${values.for}. Add one with: npx outcry user add ${values.for}`);
      const owner = person ? { owner: 'person' as const, userId: person.id } : { owner: 'operator' as const };
      const made = { hash: tokenHash(secret), name, role, brands, at, createdBy: OPERATOR };
      await tx.people.addApiToken({ ...made, ...owner, expiresAt: at + days * DAY_MS });
      const of = person?.email ?? 'the operator';
      await noteCommand(tx, clock, `created a token of ${of}: ${rightsText(role, brands)}`, name);
      return of;
    });
    process.stderr.write(`API token for a ${role}, of ${whose}, for ${days} days; it is shown only once:\n`);
    await write(`${secret}\n`);
    return 0;
  } finally {
    await store.close();
  }
}

export const tokenVerb: Verb = {
  name: 'token',
  help: `
Usage: npx outcry token create [--role viewer|analyst|admin] [--name NAME] [--brand SLUG,SLUG]
                               [--for EMAIL] [--days N]
       npx outcry token list [--long]
       npx outcry token revoke ID

\`create\` prints a token for the API: Authorization: Bearer TOKEN. Only its hash is kept. With --for it belongs to that
person: it ends when the person is removed, and can never do more than that person may at the moment. Without --for it
belongs to the operator of this installation. It expires after --days, 1 to 3650, by default 365.
\`list\` prints id, name, role and brands; with --long also owner, expiry and last use.`,
  run: token,
};
