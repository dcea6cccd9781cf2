import { createLoginLink } from '../../../dashboard/auth/login-link.ts';
import { readEmailAddress } from '../../domain/email-address.ts';
import { UserError } from '../../domain/result.ts';
import { type AllowedBrands, isLastOwner, isOwner, ROLES, type Role } from '../../domain/user.ts';
import { noteCommand } from '../audit.ts';
import { type Installation, openInstallation } from '../installation.ts';
import { write } from '../output.ts';
import { readArgs, UsageError, type Verb } from '../verb.ts';

/** `acme,other`; everything when absent. */
export function readBrands(text: string | undefined): AllowedBrands {
  return text === undefined
    ? null
    : text
        .split(',')
        .map((slug) => slug.trim())
        .filter((slug) => slug !== '');
}

export function readRole(text: string): Role {
  const role = ROLES.find((one) => one === text);
  if (!role) throw new UsageError(`--role takes one of ${ROLES.join(', ')}`);
  return role;
}

export const rightsText = (role: Role, brands: AllowedBrands) =>
  `${role}, brands: ${brands === null ? 'all' : brands.join(', ') || 'none'}`;

interface Options {
  readonly role?: string | undefined;
  readonly brand?: string | undefined;
  readonly 'all-brands'?: boolean | undefined;
}

async function add({ store, clock }: Installation, given: string, options: Options): Promise<void> {
  const email = readEmailAddress(given);
  if (email === undefined) throw new UserError(`${JSON.stringify(given)} is not an e-mail address.`);
  const role = readRole(options.role ?? 'viewer');
  const brands = readBrands(options.brand);
  await store.tx(async (tx) => {
    const known = await tx.people.userByEmail(email);
    if (known) {
      throw new UserError(
        `${known.email} has access already (${rightsText(known.role, known.brands)}); nothing was changed. To change it: npx outcry user change ${known.email} --role ROLE. For a sign-in link: npx outcry user login ${known.email}`,
      );
    }
    await tx.people.addUser({ email, role, brands, at: clock() });
    await noteCommand(tx, clock, `added as ${rightsText(role, brands)}`, email);
  });
  process.stderr.write(`${email} is a ${role}. Sign in once, within an hour, with:\n`);
}

async function change({ store, clock }: Installation, email: string, options: Options): Promise<void> {
  if (options.role === undefined && options.brand === undefined && !options['all-brands'])
    throw new UsageError('expected --role, --brand or --all-brands');
  if (options.brand !== undefined && options['all-brands'])
    throw new UsageError('expected either --brand or --all-brands');
  const role = options.role === undefined ? undefined : readRole(options.role);
  await store.tx(async (tx) => {
    const known = await tx.people.userByEmail(email);
    if (!known) throw new UserError(`No user ${email}. Add one with: npx outcry user add ${email}`);
    const named = options.brand === undefined ? known.brands : readBrands(options.brand);
    const next = { role: role ?? known.role, brands: options['all-brands'] ? null : named };
    if (!isOwner(next) && isLastOwner(await tx.people.users(), known.id)) {
      throw new UserError(`${known.email} is the only admin of all brands. Add another one first.`);
    }
    await tx.people.changeUser(known.id, known.revision, next);
    await noteCommand(tx, clock, `changed to ${rightsText(next.role, next.brands)}`, known.email);
    process.stderr.write(`${known.email} is now: ${rightsText(next.role, next.brands)}.\n`);
  });
}

async function link({ store, clock, env }: Installation, email: string): Promise<void> {
  await write(`${await createLoginLink(store, clock, email, env.publicUrl)}\n`);
  const known = await store.read.people.userByEmail(email);
  await store.tx((tx) => noteCommand(tx, clock, 'created a sign-in link', known?.email ?? email));
}

async function user(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArgs(args, {
    role: { type: 'string' },
    brand: { type: 'string' },
    'all-brands': { type: 'boolean', default: false },
  });
  const [action, email, ...more] = positionals;
  const takesAddress = action === 'add' || action === 'change' || action === 'login';
  if (more.length > 0 || (takesAddress ? email === undefined : action !== 'list' || email !== undefined)) {
    throw new UsageError('expected add EMAIL, change EMAIL, login EMAIL or list');
  }
  const installation = await openInstallation();
  try {
    if (email === undefined) {
      for (const one of await installation.store.read.people.users())
        await write(`${one.email}\t${one.role}${one.brands === null ? '' : `\t${one.brands.join(',')}`}\n`);
      return 0;
    }
    if (action === 'change') {
      await change(installation, email, values);
      return 0;
    }
    if (action === 'add') await add(installation, email, values);
    await link(installation, action === 'add' ? (readEmailAddress(email) ?? email) : email);
    return 0;
  } finally {
    await installation.store.close();
  }
}

export const userVerb: Verb = {
  name: 'user',
  help: `
Usage: npx outcry user add EMAIL [--role viewer|analyst|admin] [--brand SLUG,SLUG]
       npx outcry user change EMAIL [--role viewer|analyst|admin] [--brand SLUG,SLUG | --all-brands]
       npx outcry user login EMAIL
       npx outcry user list

\`add\` adds a person and prints a sign-in link that works once, within an hour; \`change\` gives somebody another role or
other brands; \`login\` prints a new link; \`list\` prints one person per line: address, role, and brands if the person sees
only some. Without --brand a new person sees every brand. The audit log notes each of them.`,
  run: user,
};
