/** E-mail: over SMTP through nodemailer, or as `.eml` files where no server is set. */
import { createHash } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport, type SendMailOptions } from 'nodemailer';
import type { Channel, Delivery, Message } from './channel.ts';

const SEND_TIMEOUT_MS = 30_000;
/** One plain address: nodemailer would take more than one out of a longer text. */
const PLAIN_ADDRESS = /^[^\s<>()[\]\\,;:"]+@[^\s<>()[\]\\,;:"]+$/;

function toMail(message: Message, from: string): SendMailOptions {
  return {
    from: { name: 'Outcry', address: from },
    to: [{ name: '', address: message.to }],
    subject: message.subject,
    text: message.text,
    html: message.html,
    messageId: message.messageId,
    references: [...message.references],
    ...(message.references.length > 0 ? { inReplyTo: message.references.at(-1)! } : {}),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      ...(message.unsubscribeUrl === undefined
        ? {}
        : {
            'List-Unsubscribe': `<${message.unsubscribeUrl}>`,
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          }),
    },
    attachments: message.chartPng
      ? [
          {
            filename: 'chart.png',
            content: Buffer.from(message.chartPng),
            contentType: 'image/png',
            cid: 'chart',
            contentDisposition: 'inline' as const,
          },
        ]
      : [],
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function refused(message: Message): Delivery | undefined {
  if (PLAIN_ADDRESS.test(message.to)) return undefined;
  return { kind: 'dead', reason: `${JSON.stringify(message.to)} is not one plain address` };
}

type SendError = Error & { readonly code?: string; readonly responseCode?: number };

/** What nodemailer calls refusals of the envelope and of the text. A refused login is about our settings. */
const ABOUT_MESSAGE = new Set(['EENVELOPE', 'EMESSAGE']);

/** Sends over SMTP. A 5xx answer to this message is final, everything else is tried again. */
export function smtpChannel(url: string, from: string): Channel {
  const transport = createTransport({
    url,
    connectionTimeout: SEND_TIMEOUT_MS,
    greetingTimeout: SEND_TIMEOUT_MS,
    socketTimeout: SEND_TIMEOUT_MS,
  });
  return {
    async deliver(message) {
      const problem = refused(message);
      if (problem) return problem;
      try {
        await transport.sendMail(toMail(message, from));
        return { kind: 'sent' };
      } catch (error) {
        const { code, responseCode, message: reason } = error as SendError;
        const final = ABOUT_MESSAGE.has(code ?? '') && responseCode !== undefined && responseCode >= 500;
        return { kind: final ? 'dead' : 'retry', reason: reason.slice(0, 500) };
      }
    },
    async close() {
      transport.close();
    },
  };
}

/** Writes each message as a `.eml` file into `folder`; the same message id overwrites its own file. */
export function fileChannel(folder: string, from: string): Channel {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  return {
    async deliver(message) {
      const problem = refused(message);
      if (problem) return problem;
      const { message: bytes } = await transport.sendMail(toMail(message, from));
      const file = `${createHash('sha256').update(message.messageId).digest('hex').slice(0, 24)}.eml`;
      await mkdir(folder, { recursive: true });
      const path = join(folder, file);
      await writeFile(`${path}.part`, bytes as Buffer, { mode: 0o600 });
      await rename(`${path}.part`, path);
      return { kind: 'written', file };
    },
    async close() {
      transport.close();
    },
  };
}
