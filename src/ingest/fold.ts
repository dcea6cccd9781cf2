import type { FoldKeys } from '../store/ports/mentions.ts';
export function foldKeys(_text: string): FoldKeys | undefined {
  return undefined;
}
export function areNearDuplicates(_a: string, _b: string): boolean {
  return false;
}
