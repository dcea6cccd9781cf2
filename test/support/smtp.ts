/** A real SMTP server on loopback that keeps what it is given, with switches for its moods. */
import type { Socket } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { freePort } from './port.ts';

/** `turn-away`: refuses every connection with 554 · `drop`: takes the message and hangs up before it says so. */
export type Mood = 'ok' | 'turn-away' | 'greylist' | 'refuse-recipient' | 'refuse-data' | 'drop';

export interface ReceivedMail {
  readonly recipients: readonly string[];
  readonly raw: string;
}

export interface TestSmtp {
  readonly url: string;
  /** Messages that were acknowledged, or taken before a drop. */
  readonly mails: ReceivedMail[];
  mood: Mood;
  /** Envelopes tried, whatever came of them. */
  readonly tries: () => number;
  parsed(): Promise<Email[]>;
  up(): Promise<void>;
  down(): Promise<void>;
}

function refusal(code: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode: code });
}

/** Opens the server; it listens. */
export async function smtpServer(): Promise<TestSmtp> {
  const port = await freePort();
  const mails: ReceivedMail[] = [];
  const sockets = new Set<Socket>();
  let tries = 0;
  let server: SMTPServer | undefined;

  function make(): SMTPServer {
    return new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      disableReverseLookup: true,
      logger: false,
      onConnect(_session, callback) {
        if (self.mood === 'turn-away') callback(refusal(554, 'not today'));
        else callback();
      },
      onRcptTo(_address, _session, callback) {
        tries += 1;
        if (self.mood === 'greylist') callback(refusal(451, 'try again later'));
        else if (self.mood === 'refuse-recipient') callback(refusal(550, 'no such user'));
        else callback();
      },
      onData(stream, session, callback) {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          if (self.mood === 'refuse-data') return callback(refusal(554, 'content refused'));
          const recipients = session.envelope.rcptTo.map((to) => to.address);
          mails.push({ recipients, raw: Buffer.concat(chunks).toString('utf8') });
          if (self.mood === 'drop') for (const socket of sockets) socket.destroy();
          else callback();
        });
      },
    });
  }

  const self: TestSmtp = {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    mood: 'ok',
    tries: () => tries,
    parsed: () => Promise.all(mails.map((mail) => PostalMime.parse(mail.raw))),
    async up() {
      server = make();
      server.on('error', () => undefined);
      server.server.on('connection', (socket: Socket) => {
        sockets.add(socket);
        socket.on('close', () => sockets.delete(socket));
      });
      await new Promise<void>((resolve) => server?.listen(port, '127.0.0.1', () => resolve()));
    },
    async down() {
      const closing = server;
      server = undefined;
      for (const socket of sockets) socket.destroy();
      if (closing) await new Promise<void>((resolve) => closing.close(() => resolve()));
    },
  };
  await self.up();
  return self;
}
