/** How the program is laid out: no import cycles, files that fit on a few screens, folders that can be taken in. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../config/env.ts';

const CODE = /^(src|workers|dashboard|config|scripts)\/.*\.(tsx?|mjs)$/;
const TEST = /\.(test|fixture)\.tsx?$/;
/** Word lists and texts in TypeScript. */
const DATA =
  /^(src\/score\/(lexicon|weights)|src\/policy\/words|src\/simulate\/templates|scripts\/train\/texts)\//;

type Files = ReadonlyMap<string, string>;

function programFiles(): Files {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const listed = execFileSync('git', args, { cwd: packageRoot, encoding: 'utf8' }).split('\0');
  const read = (file: string): [string, string][] => {
    try {
      return [[file, readFileSync(join(packageRoot, file), 'utf8')]];
    } catch {
      return []; // deleted, and not committed yet
    }
  };
  return new Map(listed.filter((file) => CODE.test(file) && !TEST.test(file)).flatMap(read));
}

/** Relative imports and re-exports, of types too, and imports at run time. */
const IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*'(\.[^']+)'/g;

/** Groups of files that import one another, each sorted by name (Tarjan's strongly connected components). */
function cycles(files: Files): string[][] {
  const targets = new Map(
    [...files].map(([file, text]) => [
      file,
      [...text.matchAll(IMPORT)]
        .map(([, to]) => normalize(join(dirname(file), to as string)))
        .filter((to) => files.has(to)),
    ]),
  );
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  function visit(file: string): void {
    index.set(file, index.size);
    low.set(file, index.get(file) as number);
    stack.push(file);
    for (const to of targets.get(file) ?? []) {
      if (!index.has(to)) visit(to);
      if (stack.includes(to)) low.set(file, Math.min(low.get(file) as number, low.get(to) as number));
    }
    if (low.get(file) !== index.get(file)) return;
    const group = stack.splice(stack.indexOf(file));
    if (group.length > 1 || targets.get(file)?.includes(file)) found.push(group.toSorted());
  }
  for (const file of files.keys()) if (!index.has(file)) visit(file);
  return found;
}

const linesOf = (text: string) => text.split('\n').length - 1;

function longer(files: Files, most: number): string[] {
  return [...files]
    .filter(([, text]) => linesOf(text) > most)
    .map(([file, text]) => `${file} ${linesOf(text)}`);
}

/** Folders with more than `most` source files beside one another. */
function crowded(files: Files, most: number): string[] {
  const counts = new Map<string, number>();
  for (const file of files.keys()) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
  return [...counts].filter(([, n]) => n > most).map(([folder, n]) => `${folder} ${n}`);
}

function quantile(files: Files, share: number): number {
  const sizes = [...files.values()].map(linesOf).toSorted((a, b) => a - b);
  return sizes[Math.floor(share * (sizes.length - 1))] ?? 0;
}

const only = (files: Files, wanted: (file: string) => boolean): Files =>
  new Map([...files].filter(([file]) => wanted(file)));

describe('the layout of the program', () => {
  const files = programFiles();
  const code = only(files, (file) => !DATA.test(file));

  it('has no import cycle, of types neither', () => {
    expect(files.size).toBeGreaterThan(400);
    expect(cycles(files)).toEqual([]);
  });

  it('has no file over 300 lines and no worker over 100', () => {
    expect(longer(code, 300)).toEqual([]);
    expect(
      longer(
        only(code, (file) => file.startsWith('workers/')),
        100,
      ),
    ).toEqual([]);
  });

  it('has no more than 30 files in a folder', () => {
    expect(crowded(code, 30)).toEqual([]);
  });

  it('has files of 80 lines at the median and 200 at the ninth decile, at most', () => {
    expect(quantile(code, 0.5)).toBeLessThanOrEqual(80);
    expect(quantile(code, 0.9)).toBeLessThanOrEqual(200);
  });
});

describe('control', () => {
  const planted = new Map([
    ['src/a/one.ts', "import type { Two } from './two.ts';\n"],
    ['src/a/two.ts', "import { three } from '../b/three.ts';\n"],
    ['src/b/three.ts', "export const three = () =>\n  import('../a/one.ts');\n"],
    ['src/b/four.ts', "import {\n  three,\n} from './three.ts';\n".padEnd(400, '\n')],
  ]);

  it('a cycle through a type and an import at run time is seen, a chain is not', () => {
    expect(cycles(planted)).toEqual([['src/a/one.ts', 'src/a/two.ts', 'src/b/three.ts']]);
  });

  it('long files and full folders are seen', () => {
    expect(longer(planted, 300)).toEqual([expect.stringMatching(/^src\/b\/four\.ts /)]);
    expect(crowded(planted, 1)).toEqual(['src/a 2', 'src/b 2']);
    expect([quantile(planted, 0.5), quantile(planted, 1)]).toEqual([1, expect.any(Number)]);
  });
});
