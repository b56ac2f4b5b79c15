import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import { env } from '../../platform/config/env.js';
import { Database } from '../../platform/database/database.js';
import { type EnclosedDocument, PrintedDocuments } from '../invoicing/invoicing.api.js';
import { mailHtml } from './mail-html.js';

interface Row {
  readonly id: number;
  readonly to_address: string;
  readonly subject: string;
  readonly body: string;
  readonly calendar_method: 'REQUEST' | 'CANCEL' | 'PUBLISH' | null;
  readonly calendar: string | null;
  readonly documents: readonly (EnclosedDocument & { readonly language: 'zh' | 'en' })[];
  readonly attempts: number;
}

const attemptsAtMost = 12;

/** The park's address, out of `Name <address>` or an address alone. */
export const senderAddress = (): string => /<([^<>]+)>/.exec(env().MAIL_FROM)?.[1] ?? env().MAIL_FROM;

/**
 * Sends the mails that are rows. A row is leased for two minutes before it is sent, so that no two workers
 * send it; its Message-ID is its number, so that a mail repeated by a crash between sending and noting it is recognised.
 * Without SMTP_URL mails become files in the data folder.
 */
@Injectable()
export class Mailer {
  private readonly transport = createTransport(env().SMTP_URL ?? { streamTransport: true, buffer: true });

  constructor(
    private readonly db: Database,
    private readonly printer: PrintedDocuments,
  ) {}

  /** Sends what waits: words alone, which is quick, or mails with documents, each of which has to be printed first. */
  async sendOpen(what: 'words' | 'documents' = 'words'): Promise<void> {
    for (let rows = await this.lease(what); rows.length > 0; rows = await this.lease(what)) {
      for (const row of rows) await this.send(row);
    }
  }

  /** Whether a mail with a document waits to be sent. */
  async hasDocuments(): Promise<boolean> {
    const waiting = await this.db.query(
      `SELECT 1 FROM mail WHERE sent_at IS NULL AND failed_at IS NULL AND documents <> '[]' AND next_try_at <= now() LIMIT 1`,
    );
    return waiting.length > 0;
  }

  private lease(what: 'words' | 'documents'): Promise<Row[]> {
    return this.db.query(
      `UPDATE mail SET attempts = attempts + 1, next_try_at = now() + interval '2 min'
       WHERE id IN (SELECT id FROM mail WHERE sent_at IS NULL AND failed_at IS NULL AND next_try_at <= now() AND (documents <> '[]') = $1
                    ORDER BY next_try_at LIMIT 20 FOR UPDATE SKIP LOCKED)
       RETURNING id, to_address, subject, body, calendar_method, calendar, documents, attempts`,
      [what === 'documents'],
    );
  }

  /** Printed at the moment of sending: what was issued is the same paper whenever it is printed. */
  private async enclosed({ documents }: Row): Promise<object> {
    if (documents.length === 0) return {};
    const attachments: { filename: string; content: Buffer; contentType: string }[] = [];
    for (const { language, ...document } of documents) {
      const { name, bytes } = await this.printer.print(document, language);
      attachments.push({ filename: name, content: bytes, contentType: 'application/pdf' });
    }
    return { attachments };
  }

  private async send(row: Row): Promise<void> {
    try {
      const sent = await this.transport.sendMail({
        from: env().MAIL_FROM,
        to: row.to_address,
        subject: row.subject,
        text: row.body,
        html: mailHtml(row),
        messageId: `<mail-${row.id}@parkbench>`,
        ...invitationOf(row),
        ...(await this.enclosed(row)),
      });
      if (!env().SMTP_URL) await keepAsFile(row.id, (sent as { message?: Buffer }).message ?? Buffer.alloc(0));
      await this.db.query('UPDATE mail SET sent_at = now() WHERE id = $1', [row.id]);
    } catch (error) {
      await this.db.query(
        `UPDATE mail SET last_error = $2, next_try_at = now() + least(2 ^ attempts, 240) * interval '1 min',
           failed_at = CASE WHEN attempts >= $3 THEN now() END WHERE id = $1`,
        [row.id, String(error).slice(0, 1000), attemptsAtMost],
      );
    }
  }
}

/** As a part that mail programs answer to, and as a file for those that do not. */
function invitationOf({ calendar, calendar_method: method }: Row): object {
  return calendar && method ? { icalEvent: { method, filename: 'invite.ics', content: calendar } } : {};
}

async function keepAsFile(id: number, message: Buffer): Promise<void> {
  const folder = join(env().PARKBENCH_DATA_DIR, 'mail');
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${id}.eml`);
  await writeFile(`${path}.part`, message);
  await rename(`${path}.part`, path);
}
