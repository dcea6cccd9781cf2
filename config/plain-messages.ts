/** What a schema found wrong, in plain English. */
import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** How zod itself begins a message; all others are ours. */
const OF_ZOD = /^(Too big|Too small|Invalid|Unrecognized)/;

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of fields',
  record: 'a group of fields',
};

const FORMATS: Readonly<Record<string, string>> = {
  email: 'must be one plain e-mail address',
  url: 'must be an address that begins with https:// or http://',
};

function entries(count: number | bigint): string {
  return Number(count) === 1 ? '1 entry' : `${count} entries`;
}

function tooBig({ origin, maximum }: Extract<Issue, { code: 'too_big' }>): string {
  if (origin === 'string') return `is too long: at most ${maximum} characters`;
  if (origin === 'array' || origin === 'set') return `has too many entries: at most ${maximum}`;
  return `is too high: at most ${maximum}`;
}

function tooSmall({ origin, minimum }: Extract<Issue, { code: 'too_small' }>): string {
  if (origin === 'string') {
    return Number(minimum) === 1 ? 'must not be empty' : `is too short: at least ${minimum} characters`;
  }
  if (origin === 'array' || origin === 'set') return `needs at least ${entries(minimum)}`;
  return `is too low: at least ${minimum}`;
}

function known(issue: Issue): string | undefined {
  switch (issue.code) {
    case 'too_big':
      return tooBig(issue);
    case 'too_small':
      return tooSmall(issue);
    case 'invalid_type': {
      const type = TYPES[issue.expected] ?? issue.expected;
      return issue.message.endsWith(' received undefined') ? `is missing (${type})` : `must be ${type}`;
    }
    case 'invalid_format':
      return FORMATS[issue.format];
    case 'invalid_value':
      return `must be ${issue.values.map(String).join(' or ')}`;
    case 'unrecognized_keys':
      return `has a field that is not known: ${issue.keys.map((key) => JSON.stringify(key)).join(', ')}`;
    case 'invalid_union':
      return 'is none of the values that are possible here';
    default:
      return undefined;
  }
}

/** `is too long: at most 100 characters`, or a whole sentence of a schema of ours. */
export function plainMessage(issue: Issue): string {
  return OF_ZOD.test(issue.message) ? (known(issue) ?? issue.message) : issue.message;
}

/** `keepTextDays` → `Keep text days`; `terms.1` → `Terms, entry 2`. */
export function fieldLabel(path: readonly PropertyKey[]): string {
  const parts = path.map((part) =>
    typeof part === 'number'
      ? `entry ${part + 1}`
      : String(part)
          .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
          .toLowerCase(),
  );
  const text = parts.join(', ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A sentence to show at a field: `Name is too long: at most 100 characters`. */
export function fieldMessage(issue: Issue): string {
  const message = plainMessage(issue);
  if (OF_ZOD.test(issue.message) && message !== issue.message)
    return `${issue.path.length > 0 ? fieldLabel(issue.path) : 'The entry'} ${message}`;
  return message.charAt(0).toUpperCase() + message.slice(1);
}
