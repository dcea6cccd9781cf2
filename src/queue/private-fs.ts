/**
 * PGlite gives the files of its cluster mode 0666 whatever the umask of the process is: its file system sets the mode
 * after it made a file. Here they belong to their user alone.
 */
import { chmodSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

const OTHERS = 0o077;

/** The part of Emscripten's NODEFS through which modes are set (emscripten.org, File System API). */
interface NodeOperations {
  setattr(node: unknown, attributes: { mode?: number }): void;
  mknod(parent: unknown, name: string, mode: number, device: number): unknown;
}

function keepPrivate(operations: NodeOperations): void {
  const { setattr, mknod } = operations;
  operations.setattr = (node, attributes) =>
    setattr(
      node,
      attributes.mode === undefined ? attributes : { ...attributes, mode: attributes.mode & ~OTHERS },
    );
  operations.mknod = (parent, name, mode, device) => mknod(parent, name, mode & ~OTHERS, device);
}

/** A folder of PGlite whose files and folders no other user of the machine may read or write. */
export class PrivateFS extends NodeFS {
  override async init(pg: PGlite, options: Parameters<NodeFS['init']>[1]) {
    const made = await super.init(pg, options);
    const patch = (module: unknown): void =>
      keepPrivate((module as { NODEFS: { node_ops: NodeOperations } }).NODEFS.node_ops);
    return {
      emscriptenOpts: {
        ...made.emscriptenOpts,
        preRun: [patch, ...(made.emscriptenOpts.preRun ?? [])],
      },
    };
  }
}

/** Takes the rights of others from a folder and all that is in it. */
export function takeFromOthers(folder: string): void {
  chmodSync(folder, 0o700);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) takeFromOthers(path);
    else if (entry.isFile()) chmodSync(path, 0o600);
  }
}
