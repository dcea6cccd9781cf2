#!/usr/bin/env node
/** `outcry VERB …`: the process around `answer`. */
import { answer } from './verbs.ts';

/** Connections that a failure left open must not keep the process alive. */
const BACKSTOP_MS = 500;

/** `outcry … | head` is not an error. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await answer(process.argv.slice(2), () => {
  setTimeout(() => process.exit(), BACKSTOP_MS).unref();
});
