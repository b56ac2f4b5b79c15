import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import { publicUrl } from '../../platform/http/public-url.js';
import { type Enclosed, languageOf, type Notice, type Recipient } from './notice.js';

const columns = `m.id "memberId", m.name, m.email, m.locale, m.email_notices "emailNotices"`;

interface Addressed {
  readonly address: string;
  readonly language: 'zh' | 'en';
  readonly notificationId: number | null;
}

/** Writes notices and their mails in the caller's transaction: a message leaves only if what caused it committed. */
@Injectable()
export class Notifier {
  async tell(tx: Tx, recipients: readonly Recipient[], notice: Notice, enclosed: Enclosed = null): Promise<void> {
    for (const recipient of recipients) {
      const [row] = await tx.query<{ id: number }>(
        `INSERT INTO notification (member_id, kind, dedupe_key, title_zh, title_en, body_zh, body_en, link)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (member_id, dedupe_key) DO NOTHING RETURNING id`,
        [
          recipient.memberId,
          notice.kind,
          notice.dedupeKey,
          notice.title.zh,
          notice.title.en,
          notice.body.zh,
          notice.body.en,
          notice.link,
        ],
      );
      if (row) await this.mail(tx, row.id, recipient, notice, enclosed);
    }
  }

  /** What somebody did and knows is no news on the page; the mail brings it into the calendar. */
  async confirm(tx: Tx, recipient: Recipient, notice: Notice, enclosed: NonNullable<Enclosed>): Promise<void> {
    await this.mail(tx, null, recipient, notice, enclosed);
  }

  staff(tx: Tx, roles: readonly string[]): Promise<Recipient[]> {
    return tx.query(`SELECT ${columns} FROM member m WHERE m.role = ANY($1) AND m.disabled_at IS NULL`, [roles]);
  }

  members(tx: Tx, ids: readonly number[]): Promise<Recipient[]> {
    return tx.query(`SELECT ${columns} FROM member m WHERE m.id = ANY($1) AND m.disabled_at IS NULL`, [ids]);
  }

  companyAdmins(tx: Tx, companyId: number): Promise<Recipient[]> {
    return tx.query(
      `SELECT ${columns} FROM member m WHERE m.company_id = $1 AND m.role = 'company_admin' AND m.disabled_at IS NULL`,
      [companyId],
    );
  }

  private async mail(
    tx: Tx,
    notificationId: number | null,
    recipient: Recipient,
    notice: Notice,
    enclosed: Enclosed,
  ): Promise<void> {
    if (!recipient.emailNotices) return;
    const to = { address: recipient.email, language: languageOf(recipient), notificationId };
    await this.write(tx, to, notice, enclosed);
  }

  /** A mail to an address that belongs to no member: a company's own for invoices. */
  async writeTo(tx: Tx, to: Omit<Addressed, 'notificationId'>, notice: Notice): Promise<void> {
    await this.write(tx, { ...to, notificationId: null }, notice, null);
  }

  private async write(tx: Tx, to: Addressed, notice: Notice, enclosed: Enclosed): Promise<void> {
    const { address, language, notificationId } = to;
    await tx.query(
      `INSERT INTO mail (notification_id, to_address, subject, body, calendar_method, calendar, documents, invoice_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
      [
        notificationId,
        address,
        notice.title[language],
        `${notice.body[language]}\n\n${publicUrl(notice.link)}\n`,
        enclosed?.method ?? null,
        enclosed?.text ?? null,
        JSON.stringify((notice.documents ?? []).map((one) => ({ ...one, language }))),
        notice.delivers ?? null,
      ],
    );
  }
}
