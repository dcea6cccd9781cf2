#!/usr/bin/env node
/** `outcry VERB …`: finds the verb, runs it, turns errors into one clear line and an exit status. */
import { UserError } from '../domain/result.ts';
import { say } from './output.ts';
import { UsageError } from './verb.ts';
import { findVerb, overview, VERBS } from './verbs.ts';

async function run(argv: readonly string[]): Promise<number> {
  const [name, ...args] = argv;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(overview());
    return name === undefined ? 2 : 0;
  }
  const verb = await findVerb(name);
  if (!verb) throw new UsageError(`there is no verb ${name}`);
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(`${verb.help.trim()}\n`);
    return 0;
  }
  return verb.run(args);
}

/** Connections that a failure left open must not keep the process alive. */
const BACKSTOP_MS = 500;

/** `outcry … | head` is not an error. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

const argv = process.argv.slice(2);
try {
  process.exitCode = await run(argv);
} catch (error) {
  setTimeout(() => process.exit(), BACKSTOP_MS).unref();
  if (error instanceof UsageError) {
    const verb = argv[0] !== undefined && Object.hasOwn(VERBS, argv[0]) ? ` ${argv[0]}` : '';
    say(`outcry${verb}: ${error.message}. See: npx outcry${verb} --help`);
    process.exitCode = 2;
  } else if (error instanceof UserError) {
    say(error.message);
    process.exitCode = 1;
  } else {
    say(`outcry: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    process.exitCode = 1;
  }
}
