import { createLoginLink } from '../../../dashboard/auth/login-link.ts';
import { UserError } from '../../domain/result.ts';
import { type AllowedBrands, ROLES, type Role } from '../../domain/user.ts';
import { randomToken, tokenHash } from '../../ops/secrets.ts';
import { openInstallation } from '../installation.ts';
import { write } from '../output.ts';
import { readArgs, takeArgs, UsageError, type Verb } from '../verb.ts';

const EMAIL = /^[^\s<>()[\]\\,;:"@]+@[^\s<>()[\]\\,;:"@]+$/;

/** `acme,other`; everything when absent. */
function readBrands(text: string | undefined): AllowedBrands {
  return text === undefined
    ? null
    : text
        .split(',')
        .map((slug) => slug.trim())
        .filter((slug) => slug !== '');
}

function readRole(text: string): Role {
  const role = ROLES.find((one) => one === text);
  if (!role) throw new UsageError(`--role takes one of ${ROLES.join(', ')}`);
  return role;
}

async function user(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArgs(args, {
    role: { type: 'string', default: 'viewer' },
    brand: { type: 'string' },
  });
  const [action, email] = positionals;
  const { store, env, clock } = await openInstallation();
  try {
    if (action === 'list' && positionals.length === 1) {
      for (const one of await store.read.people.users())
        await write(`${one.email}\t${one.role}${one.brands === null ? '' : `\t${one.brands.join(',')}`}\n`);
      return 0;
    }
    if ((action !== 'add' && action !== 'login') || email === undefined || positionals.length !== 2) {
      throw new UsageError('expected add EMAIL, login EMAIL or list');
    }
    if (!EMAIL.test(email)) throw new UserError(`${JSON.stringify(email)} is not an e-mail address.`);
    if (action === 'add') {
      const role = readRole(values.role);
      // Without --brand somebody who is here keeps what they may see.
      const known = await store.read.people.userByEmail(email);
      const brands = values.brand === undefined ? (known?.brands ?? null) : readBrands(values.brand);
      await store.tx((tx) => tx.people.addUser({ email, role, brands, at: clock() }));
      process.stderr.write(`${email} is a ${role}. Sign in once, within an hour, with:\n`);
    }
    await write(`${await createLoginLink(store, clock, email, env.publicUrl)}\n`);
    return 0;
  } finally {
    await store.close();
  }
}

async function tokenList(action: 'list' | 'revoke', id: string | undefined): Promise<number> {
  const { store } = await openInstallation();
  try {
    const tokens = await store.read.people.apiTokens();
    if (action === 'list') {
      for (const one of tokens) {
        await write(`${one.id}\t${one.name}\t${one.role}\t${one.brands?.join(',') ?? 'all brands'}\n`);
      }
      return 0;
    }
    const known = tokens.find((one) => String(one.id) === id);
    if (!known) throw new UserError(`There is no token ${id ?? ''}. See: npx outcry token list`);
    await store.tx((tx) => tx.people.removeApiToken(known.id));
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
  });
  const [action = '', id] = positionals;
  if (action === 'list' || action === 'revoke') return tokenList(action, id);
  takeArgs(positionals, ['ACTION']);
  if (action !== 'create') throw new UsageError(`there is no action ${action}`);
  const role = readRole(values.role);
  const { store, clock } = await openInstallation();
  try {
    const secret = randomToken();
    const brands = readBrands(values.brand);
    const made = { hash: tokenHash(secret), name: values.name, role, brands, at: clock() };
    await store.tx((tx) => tx.people.addApiToken(made));
    process.stderr.write(`API token for a ${role}; it is shown only once:\n`);
    await write(`${secret}\n`);
    return 0;
  } finally {
    await store.close();
  }
}

export const userVerb: Verb = {
  name: 'user',
  help: `
Usage: npx outcry user add EMAIL [--role viewer|analyst|admin] [--brand SLUG,SLUG]
       npx outcry user login EMAIL
       npx outcry user list

\`add\` adds a person or changes the role, and prints a sign-in link that works once, within an hour;
\`login\` prints a new link; \`list\` prints one person per line: address, role, and brands if the person sees only
some. Without --brand a person sees every brand.`,
  run: user,
};

export const tokenVerb: Verb = {
  name: 'token',
  help: `
Usage: npx outcry token create [--role viewer|analyst|admin] [--name NAME] [--brand SLUG,SLUG]
       npx outcry token list
       npx outcry token revoke ID

\`create\` prints a token for the API: Authorization: Bearer TOKEN. Only its hash is kept.`,
  run: token,
};
