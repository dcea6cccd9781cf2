/** The words of the command line: verbs, options, help, and what it says to words it does not know. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../config/env.ts';
import { runCli } from '../support/cli.ts';
import { runVerb } from '../support/run-verb.ts';
import { tempDirs } from '../support/temp.ts';
import { expectOneLine } from './cli-one-line.ts';

const tempDir = tempDirs();

function fresh(): Record<string, string> {
  return { OUTCRY_DATA_DIR: tempDir() };
}

/** A process, as an operator has it, and the same words in this process. */
const BOTH = [runCli, runVerb] as const;

describe('words', () => {
  it('a process says what the same words say in this process', async () => {
    for (const words of [['nonsense'], ['start', 'now'], ['detect', '/nowhere.csv'], ['score', '--help']]) {
      const env = fresh();
      expect(await runCli(words, env)).toEqual(await runVerb(words, env));
    }
  });

  it('no word: the overview, and wrong usage', async () => {
    for (const run of BOTH) {
      const result = await run([], {});
      expect(result.code).toBe(2);
      expect(result.stdout).toContain('Usage: npx outcry VERB');
    }
  });

  it.each([[['nonsense']], [['toString']], [['--nonsense']], [['__proto__']]])(
    'unknown verb %j',
    async (words) => {
      expectOneLine(
        await runVerb(words, {}),
        2,
        new RegExp(`^outcry: there is no verb ${words[0]}\\. See: `),
      );
    },
  );

  it.each([
    [['start', 'now']],
    [['import', 'x.csv', '--brandd', 'a']],
    [['import', 'x.csv']],
    [['spikes', '--brand']],
    [['detect']],
    [['effect', 'x.csv', '--column', 'a']],
    [['effect', 'x.csv', '--column', 'a', '--at', 'soon']],
    [['compare', 'one']],
    [['simulate', 'storm', '--seed', 'x', '-o', 'y']],
    [['user', 'add', 'a@example.org', '--role', 'king']],
    [['replay', 'x', '--brand', 'a', '--speed', '0']],
    [['score', '--pack', 'nope']],
    [['config', 'fix']],
  ])('wrong usage %j', async (words) => {
    const result = await runVerb(words, fresh());
    expectOneLine(result, 2, new RegExp(`^outcry ${words[0]}: .+ See: npx outcry ${words[0]} --help$`, 'm'));
  });

  it.each([
    [['import', '/nowhere.csv', '--brand', 'acme'], /\/nowhere\.csv/],
    [['detect', '/nowhere.csv'], /no file \/nowhere\.csv/],
    [['effect', '/nowhere.csv', '--column', 'a', '--at', '2026-01-31'], /no file \/nowhere\.csv/],
    [['replay', '/nowhere.csv', '--brand', 'acme'], /\/nowhere\.csv/],
    [['spikes', '--brand', 'nobody'], /no brand nobody/],
    [['compare', 'one', 'two'], /one/],
    [['simulate', 'nothing', '-o', '/tmp/x'], /no scenario nothing.*storm/],
    [['user', 'login', 'nobody@example.org'], /No user nobody@example\.org/],
    [['user', 'add', 'a\r\nb@example.org'], /not an e-mail address/],
  ])('what is not there %j', async (words, text) => {
    const result = await runVerb(words, fresh());
    const said = result.stderr.split('\n').filter((line) => !/was not configured; it was created/.test(line));
    expectOneLine({ ...result, stderr: said.join('\n') }, 1, text);
  });

  it('each verb is there with its help', async () => {
    const { stdout } = await runVerb(['--help'], {});
    const listed = [...stdout.matchAll(/^ {2}([a-z-]+) {2,}\S/gm)].map((match) => match[1]!);
    expect(listed.length).toBeGreaterThan(10);
    for (const verb of listed) {
      const help = await runVerb([verb, '--help'], {});
      expect([verb, help.code, help.stderr]).toEqual([verb, 0, '']);
      expect(help.stdout).toMatch(new RegExp(`^Usage: npx outcry ${verb}`));
      const source = readFileSync(join(packageRoot, 'src/cli/verbs', fileOf(verb)), 'utf8');
      for (const option of optionsOf(source, verb))
        expect([verb, help.stdout]).toEqual([verb, expect.stringContaining(`--${option}`)]);
    }
  });

  it('the contract’s verbs are all known', async () => {
    const { stdout } = await runVerb(['--help'], {});
    const promised = [
      'score',
      'detect',
      'effect',
      'import',
      'spikes',
      'incidents',
      'compare',
      'replay',
      'simulate',
      'rescore',
      'doctor',
    ];
    for (const verb of promised) expect(stdout).toMatch(new RegExp(`^ {2}${verb} `, 'm'));
  });
});

const FILES: Readonly<Record<string, string>> = {
  restore: 'backup',
  backup: 'backup',
  start: 'run',
  serve: 'run',
  worker: 'run',
  collect: 'run',
  incidents: 'list',
  spikes: 'list',
  user: 'people',
  token: 'people',
};

function fileOf(verb: string): string {
  return `${FILES[verb] ?? verb}.ts`;
}

/** Long options in the source of a verb; where a file holds two verbs only those of the function that bears its name. */
function optionsOf(source: string, verb: string): string[] {
  const own = FILES[verb] === undefined ? source : (source.split(`async function ${verb}(`)[1] ?? '');
  const body = own.split('\nasync function ')[0] ?? '';
  return [...body.matchAll(/^\s*(?:return readArgs|.*readArgs\(args, \{)?\s*(\w+): \{ type: '/gm)].map(
    (match) => match[1]!,
  );
}
