/** Sends mails over SMTP through nodemailer, or writes them as `.eml` files. */
import { createHash } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SendMailOptions, Transporter } from 'nodemailer';
import type { Delivery } from '../../domain/notification.ts';
import { cutText } from '../../domain/text.ts';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Shown in the HTML as `cid:chart`. */
  readonly chartPng?: Uint8Array;
  readonly messageId: string;
  /** Message ids of earlier mails about the same, so that mail programs thread them. */
  readonly references: readonly string[];
  /** Takes the recipient out with one POST (RFC 8058). */
  readonly unsubscribeUrl?: string;
}

export interface Mailer {
  deliver(mail: Mail): Promise<Delivery>;
  close(): Promise<void>;
}

const SEND_TIMEOUT_MS = 30_000;
/** One plain address: nodemailer would take more than one out of a longer text. */
const PLAIN_ADDRESS = /^[^\s<>()[\]\\,;:"]+@[^\s<>()[\]\\,;:"]+$/;

function optionsOf(mail: Mail, from: string): SendMailOptions {
  return {
    from: { name: 'Outcry', address: from },
    to: [{ name: '', address: mail.to }],
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    messageId: mail.messageId,
    references: [...mail.references],
    ...(mail.references.length > 0 ? { inReplyTo: mail.references.at(-1)! } : {}),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      ...(mail.unsubscribeUrl === undefined
        ? {}
        : {
            'List-Unsubscribe': `<${mail.unsubscribeUrl}>`,
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          }),
    },
    attachments: mail.chartPng
      ? [
          {
            filename: 'chart.png',
            content: Buffer.from(mail.chartPng),
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

function refused(mail: Mail): Delivery | undefined {
  if (PLAIN_ADDRESS.test(mail.to)) return undefined;
  return { kind: 'dead', reason: `${JSON.stringify(mail.to)} is not one plain address` };
}

type SendError = Error & { readonly code?: string; readonly responseCode?: number };

/** What nodemailer calls refusals of the envelope and of the text. A refused login is about our settings. */
const ABOUT_MESSAGE = new Set(['EENVELOPE', 'EMESSAGE']);

/** Nodemailer takes a while to load, so the first mail does that. */
const nodemailer = () => import('nodemailer');

/** Sends over SMTP. A 5xx answer to this message is final, everything else is tried again. */
export function smtpMailer(url: string, from: string): Mailer {
  const timeouts = {
    connectionTimeout: SEND_TIMEOUT_MS,
    greetingTimeout: SEND_TIMEOUT_MS,
    socketTimeout: SEND_TIMEOUT_MS,
  };
  let transport: Transporter | undefined;
  return {
    async deliver(mail) {
      const problem = refused(mail);
      if (problem) return problem;
      const { createTransport } = await nodemailer();
      transport ??= createTransport({ url, ...timeouts });
      try {
        await transport.sendMail(optionsOf(mail, from));
        return { kind: 'sent' };
      } catch (error) {
        const { code, responseCode, message: reason } = error as SendError;
        const final = ABOUT_MESSAGE.has(code ?? '') && responseCode !== undefined && responseCode >= 500;
        return { kind: final ? 'dead' : 'retry', reason: cutText(reason, 500) };
      }
    },
    async close() {
      transport?.close();
    },
  };
}

/** Writes each message as a `.eml` file into `folder`; the same message id overwrites its own file. */
export function fileMailer(folder: string, from: string): Mailer {
  return {
    async deliver(mail) {
      const problem = refused(mail);
      if (problem) return problem;
      const { createTransport } = await nodemailer();
      const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
      const { message: bytes } = await transport.sendMail(optionsOf(mail, from));
      const file = `${createHash('sha256').update(mail.messageId).digest('hex').slice(0, 24)}.eml`;
      await mkdir(folder, { recursive: true });
      const path = join(folder, file);
      await writeFile(`${path}.part`, bytes as Buffer, { mode: 0o600 });
      await rename(`${path}.part`, path);
      return { kind: 'written', file };
    },
    async close() {},
  };
}
