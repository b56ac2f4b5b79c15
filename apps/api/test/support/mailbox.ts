import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A mail server that keeps what it is sent, and can refuse it. */
export interface Mailbox {
  readonly url: string;
  readonly received: Letter[];
  refuses: boolean;
  close(): Promise<void>;
}

export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly messageId: string;
  readonly parsed: ParsedMail;
  readonly source: string;
}

export async function openMailbox(): Promise<Mailbox> {
  const received: Letter[] = [];
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        void simpleParser(Buffer.concat(chunks)).then((parsed) => {
          if (box.refuses) return done(new Error('mailbox full'));
          received.push(letterOf(parsed, Buffer.concat(chunks).toString('utf8')));
          return done();
        });
      });
    },
  });
  await new Promise<void>((up) => smtp.listen(0, '127.0.0.1', () => up()));
  const box: Mailbox = {
    url: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`,
    received,
    refuses: false,
    close: () => new Promise<void>((down) => smtp.close(() => down())),
  };
  return box;
}

function letterOf(parsed: ParsedMail, source: string): Letter {
  const to = Array.isArray(parsed.to) ? parsed.to[0] : parsed.to;
  const { subject = '', text = '', messageId = '' } = parsed;
  return { to: to?.text ?? '', subject, text, messageId, parsed, source };
}
