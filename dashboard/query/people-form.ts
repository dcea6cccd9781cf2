/** Reads the forms about people and tokens: what was entered, and what is wrong with it. */
import { readEmailAddress } from '../../src/domain/email-address.ts';
import { type AllowedBrands, ROLES, type Role } from '../../src/domain/user.ts';
import type { Ctx } from '../deps.ts';
import { formOf, rawOf } from './form.ts';
import { wholeNumber } from './numbers.ts';

export interface PeopleForm {
  readonly text: (name: string) => string;
  readonly role: Role | undefined;
  readonly brands: AllowedBrands;
}

/** What somebody entered in a form that was refused, and what is wrong at which field. */
export interface Entered<Field extends string> {
  readonly values: Readonly<Partial<Record<Field, string>>>;
  readonly role: Role | undefined;
  readonly brands: AllowedBrands;
  readonly problems: Readonly<Partial<Record<Field | 'role' | 'brands', string>>>;
}

export type EnteredInvitation = Entered<'email' | 'mail'>;
export type EnteredToken = Entered<'name' | 'days'>;

const MOST_BRANDS = 1_000;
const MOST_DAYS = 3_650;
const USUAL_DAYS = 365;

export async function peopleForm(c: Ctx): Promise<PeopleForm> {
  const body = await formOf(c);
  const text = (name: string) => rawOf(body, name).trim();
  const picked = [body.brand ?? []].flat().filter((one): one is string => typeof one === 'string');
  return {
    text,
    role: ROLES.find((one) => one === text('role')),
    brands: text('all') === '1' ? null : [...new Set(picked)].slice(0, MOST_BRANDS),
  };
}

/** What is wrong with role and brands: both must be chosen. */
function rightsProblems({ role, brands }: PeopleForm): { role?: string; brands?: string } {
  return {
    ...(role ? {} : { role: 'Choose a role.' }),
    ...(brands?.length === 0 ? { brands: 'Choose at least one brand, or all.' } : {}),
  };
}

/** The address of an invitation, or the form as it was entered with its problems. */
export function readInvitation(form: PeopleForm): { email: string } | { entered: EnteredInvitation } {
  const { text, role, brands } = form;
  const email = readEmailAddress(text('email'));
  const problems = {
    ...(email === undefined ? { email: 'Enter one e-mail address.' } : {}),
    ...rightsProblems(form),
  };
  if (email !== undefined && Object.keys(problems).length === 0) return { email };
  const values = { email: text('email').slice(0, 254), mail: text('mail') };
  return { entered: { values, role, brands, problems } };
}

/** Days from 1 to ten years; undefined for anything else. A year where none are given. */
export function daysOf({ text }: PeopleForm): number | undefined {
  const days = text('days') === '' ? USUAL_DAYS : (wholeNumber(text('days')) ?? 0);
  return days >= 1 && days <= MOST_DAYS ? days : undefined;
}

export const DAYS_PROBLEM = `Enter 1 to ${MOST_DAYS} days.`;

/** Purpose and days of a token, or the form as it was entered with its problems. */
export function readToken(form: PeopleForm): { name: string; days: number } | { entered: EnteredToken } {
  const { text, role, brands } = form;
  const name = text('name')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .slice(0, 100);
  const days = daysOf(form);
  const problems = {
    ...(name.trim() === '' ? { name: 'Enter what the token is for.' } : {}),
    ...(days === undefined ? { days: DAYS_PROBLEM } : {}),
    ...rightsProblems(form),
  };
  if (days !== undefined && Object.keys(problems).length === 0) return { name, days };
  return { entered: { values: { name, days: text('days').slice(0, 10) }, role, brands, problems } };
}
