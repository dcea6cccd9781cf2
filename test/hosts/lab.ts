/** A machine room on one machine: hosts that run one process each, and can be killed or cut off. */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Running, startCli } from '../support/cli.ts';
import { pause } from '../support/eventually.ts';

export interface Host {
  readonly name: string;
  /** Where its port is reached. */
  readonly address: string;
  readonly stderr: () => string;
  /** Starts it; a process that ends by itself is started again, as systemd does. */
  up(): void;
  /** kill -9; it stays down. */
  kill(): Promise<void>;
  /** It runs and is heard of no more. */
  cut(): void;
  mend(): void;
}

export interface Lab {
  /** Where services listen so that every host reaches them. */
  readonly address: string;
  /** How a host is cut off here. */
  readonly cutting: string;
  host(name: string, verb: readonly string[], env: Readonly<Record<string, string>>): Host;
  close(): Promise<void>;
}

/** What a kind of lab does in its own way. */
interface Kind {
  readonly address: string;
  readonly cutting: string;
  /** Lays the cable of host number `n`: its address, the words before its command, and how it is cut. */
  lay(n: number): {
    address: string;
    before: readonly string[];
    cut(running: Running): void;
    mend(running: Running): void;
  };
  clear(): void;
}

function labOf(kind: Kind, dir: string): Lab {
  const hosts: Host[] = [];
  function host(name: string, verb: readonly string[], env: Readonly<Record<string, string>>): Host {
    const cable = kind.lay(hosts.length);
    const data = join(dir, name);
    mkdirSync(data);
    let running: Running | undefined;
    let wanted = false;
    let said = '';
    function up(): void {
      wanted = true;
      const mine = startCli(verb, { ...env, OUTCRY_DATA_DIR: data, HOST: cable.address }, cable.before);
      running = mine;
      void mine.exited.then(async () => {
        said += mine.stderr();
        if (!wanted || running !== mine) return;
        await pause(1_000);
        if (wanted && running === mine) up();
      });
    }
    const made: Host = {
      name,
      address: cable.address,
      stderr: () => said + (running?.stderr() ?? ''),
      up,
      async kill() {
        wanted = false;
        if (!running) return;
        cable.mend(running);
        await running.kill();
      },
      cut: () => running && cable.cut(running),
      mend: () => running && cable.mend(running),
    };
    hosts.push(made);
    return made;
  }
  return {
    address: kind.address,
    cutting: kind.cutting,
    host,
    async close() {
      await Promise.all(hosts.map((one) => one.kill()));
      kind.clear();
    },
  };
}

/** All on loopback; a host that is cut off is a process that is stopped in its tracks (SIGSTOP), and woken with what it held. */
export function loopbackLab(dir: string): Lab {
  const kind: Kind = {
    address: '127.0.0.1',
    cutting: 'stopped with SIGSTOP',
    lay: () => ({
      address: '127.0.0.1',
      before: [],
      cut: ({ child }) => void child.kill('SIGSTOP'),
      mend: ({ child }) => void child.kill('SIGCONT'),
    }),
    clear: () => {},
  };
  return labOf(kind, dir);
}

function ip(...args: string[]): void {
  const { status, stderr } = spawnSync('ip', args);
  if (status !== 0) throw new Error(`ip ${args.join(' ')}: ${stderr?.toString() ?? 'not found'}`);
}

/** Each host in a network namespace of its own, on a bridge; its cable is pulled. Needs root, and `ip` of iproute2. */
export function namespaceLab(dir: string): Lab {
  const tag = `oc${process.pid % 10_000}`;
  const net = `10.213.${process.pid % 250}`;
  const made: string[] = [];
  ip('link', 'add', tag, 'type', 'bridge');
  ip('addr', 'add', `${net}.1/24`, 'dev', tag);
  ip('link', 'set', tag, 'up');
  const kind: Kind = {
    address: `${net}.1`,
    cutting: 'its cable pulled',
    lay(n) {
      const [space, cable, address] = [`${tag}-${n}`, `${tag}v${n}`, `${net}.${n + 10}`];
      ip('netns', 'add', space);
      made.push(space);
      ip('link', 'add', cable, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', space);
      ip('link', 'set', cable, 'master', tag);
      ip('link', 'set', cable, 'up');
      ip('-n', space, 'addr', 'add', `${address}/24`, 'dev', 'eth0');
      ip('-n', space, 'link', 'set', 'eth0', 'up');
      ip('-n', space, 'link', 'set', 'lo', 'up');
      return {
        address,
        before: ['ip', 'netns', 'exec', space],
        cut: () => ip('link', 'set', cable, 'down'),
        mend: () => ip('link', 'set', cable, 'up'),
      };
    },
    clear() {
      for (const space of made) spawnSync('ip', ['netns', 'del', space]);
      spawnSync('ip', ['link', 'del', tag]);
    },
  };
  return labOf(kind, dir);
}
