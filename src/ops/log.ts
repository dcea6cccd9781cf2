/** Structured logs on stderr: one JSON object per line, or one short line each on a terminal. */
import pino, { type Logger } from 'pino';

export type Log = Logger;

/** Replaced in every log line. */
const SECRET_PATHS = ['password', 'token', 'secret', 'authorization', '*.password', '*.token', '*.secret'];

/** Escapes everything that could end a line or control a terminal. */
function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, (c) => JSON.stringify(c).slice(1, -1));
}

function terminalLine(json: string): string {
  try {
    const {
      level,
      time,
      msg,
      pid: _p,
      hostname: _h,
      name: _n,
      ...rest
    } = JSON.parse(json) as Record<string, unknown>;
    const label = typeof level === 'number' && level >= 40 ? (level >= 50 ? 'ERROR ' : 'warning: ') : '';
    const at = new Date(Number(time)).toISOString().slice(11, 19);
    const details = Object.entries(rest)
      .filter(([, value]) => typeof value !== 'object')
      .map(([key, value]) => `${key}=${String(value)}`)
      .join(' ');
    return `${oneLine(`${at} ${label}${typeof msg === 'string' ? msg : ''}${details ? `  ${details}` : ''}`)}\n`;
  } catch {
    return json;
  }
}

export function createLog(level: string): Log {
  const stream = process.stderr.isTTY
    ? { write: (line: string) => void process.stderr.write(terminalLine(line)) }
    : pino.destination({ dest: 2, sync: true });
  return pino({ level, redact: { paths: SECRET_PATHS, censor: '[hidden]' }, base: null }, stream);
}
