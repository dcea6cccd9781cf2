/** Loads the capsules of the library: those that come with the program and those under `library/` of the operator. */
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { z } from 'zod';
import type { Capsule, Course } from '../src/domain/capsule.ts';
import { packageRoot } from './env.ts';
import { refuse } from './load.ts';
import { capsuleSchema } from './schema/library.ts';
import { type Entry, type Problem, readEntries } from './yaml.ts';

type Written = z.output<typeof capsuleSchema>;

const OURS = join(packageRoot, 'config');
const LINE = /^(\d{4}-\d{2}-\d{2}),(\d*\.?\d*)$/;

/** Reads `day,count` lines; days must rise, an empty count is missing. Throws with the line that cannot be read. */
export function readCounts(text: string): Course['points'] {
  const [head, ...lines] = text.trim().split(/\r?\n/);
  if (head !== 'day,count') throw new Error('line 1: the columns are day,count');
  let before = '';
  return lines.map((line, index) => {
    const [, day = '', count = ''] = LINE.exec(line) ?? [];
    if (day === '' || Number.isNaN(Date.parse(day)))
      throw new Error(`line ${index + 2}: a day and a count, e.g. 2023-05-31,12`);
    if (day <= before) throw new Error(`line ${index + 2}: ${day} does not come after ${before}`);
    before = day;
    return [day, count === '' ? null : Number(count)] as const;
  });
}

function withCourse({ value, file }: Entry<Written>, folder: string, problems: Problem[]): Capsule {
  const { course, ...rest } = value;
  if (course === undefined || 'points' in course) return { ...rest, course };
  const { measure, unit, source } = course;
  try {
    const text = readFileSync(join(folder, dirname(file), course.file), 'utf8');
    return { ...rest, course: { measure, unit, source, points: readCounts(text) } };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'there is no such file' : message;
    problems.push({ file, line: 1, path: 'course.file', message: `${course.file}: ${why}` });
    return rest;
  }
}

function capsulesOf(folder: string, problems: Problem[]): Capsule[] {
  const entries = readEntries(folder, 'library', capsuleSchema, problems);
  const first = new Map<string, string>();
  for (const { value, file, line } of entries) {
    const other = first.get(value.slug);
    if (other !== undefined) {
      const message = `"${value.slug}" is already used in ${other}; choose another name`;
      problems.push({ file, line, path: 'slug', message });
    } else first.set(value.slug, file);
  }
  return entries.map((entry) => withCourse(entry, folder, problems));
}

/** Every capsule by slug, with what is wrong; of two with one slug, the operator's wins. */
export function checkLibrary(configDir: string): { capsules: Capsule[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const ours = capsulesOf(OURS, problems);
  const own = resolve(configDir) === OURS ? [] : capsulesOf(configDir, problems);
  const slugs = new Set(own.map(({ slug }) => slug));
  const capsules = [...own, ...ours.filter(({ slug }) => !slugs.has(slug))];
  return { capsules: capsules.sort((a, b) => (a.slug < b.slug ? -1 : 1)), problems };
}

/** Throws UserError with one line a problem. */
export function loadLibrary(configDir: string): Capsule[] {
  const { capsules, problems } = checkLibrary(configDir);
  refuse(configDir, problems);
  return capsules;
}
