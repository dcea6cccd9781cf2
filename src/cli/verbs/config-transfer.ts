/** Writes what is configured as YAML files, and takes such files into the database. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Problem, problemLine, readConfigFiles } from '../../../config/load.ts';
import type { EditResult } from '../../configure/editor.ts';
import { exportedFiles } from '../../configure/export.ts';
import { CONFIG_KINDS, type ConfigDocument } from '../../domain/configuration.ts';
import { UserError } from '../../domain/result.ts';
import { sourceFormat } from '../../source/registry.ts';
import { editorsOf } from '../configuration.ts';
import { operatorName } from '../import/operator.ts';
import { openInstallation } from '../installation.ts';
import { say, write } from '../output.ts';

/** Writes files and database together. Throws UserError where the folder is there already. */
export async function exportConfig(given: string): Promise<number> {
  const folder = resolve(given);
  if (existsSync(folder)) throw new UserError(`${folder} already exists. Choose another folder.`);
  const { store, live } = await openInstallation();
  try {
    const written = exportedFiles(live.current().entries);
    mkdirSync(folder, { recursive: true });
    for (const { path, text } of written) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    await write(
      `${written.length} entries were written to ${folder}. Taxonomy packs and keys are not among them.\n`,
    );
    return 0;
  } finally {
    await store.close();
  }
}

function reasonOf(result: Exclude<EditResult, { kind: 'done' }>): string {
  if (result.kind === 'invalid') return Object.values(result.fields).join('. ');
  if (result.kind === 'locked') return `defined in ${result.by}, which is left as it is`;
  return result.kind;
}

/** Takes the entries of a folder into the database; those of files here stay as they are. Status 1 if any was refused. */
export async function importConfig(given: string): Promise<number> {
  const folder = resolve(given);
  const problems: Problem[] = [];
  const files = readConfigFiles(folder, sourceFormat, problems);
  for (const problem of problems) await write(`${problemLine(problem)}\n`);
  if (problems.length > 0) return 1;
  const installation = await openInstallation();
  try {
    const { editor } = editorsOf(installation.env, installation.files, installation);
    const editing = { who: operatorName() };
    let [taken, same, refused] = [0, 0, 0];
    for (const kind of CONFIG_KINDS) {
      for (const { written, file } of files.entries[kind]) {
        const document = written as ConfigDocument;
        const slug = String(document.slug ?? document.name);
        const before = await editor.entry(kind, slug);
        if (JSON.stringify(before?.document) === JSON.stringify(document)) {
          same += 1;
          continue;
        }
        const result = before?.stored
          ? await editor.change(kind, slug, () => document, editing)
          : await editor.add(kind, document, editing);
        if (result.kind === 'done') taken += 1;
        else {
          refused += 1;
          say(`${file}: ${reasonOf(result)}`);
        }
      }
    }
    await write(`${taken} entries were imported, ${same} were there already, ${refused} were refused.\n`);
    return refused > 0 ? 1 : 0;
  } finally {
    await installation.store.close();
  }
}
