import type { Tx } from '../../../platform/database/database.js';

/** What a programme of the park paid of an invoice. */
export interface SubsidyOf {
  readonly nameZh: string;
  readonly nameEn: string;
  readonly amountFen: number;
}

/** What the park's programmes paid of an invoice at its issue, as it is printed apart from the gross. */
export function subsidiesOf(tx: Tx, invoiceId: number): Promise<SubsidyOf[]> {
  return tx.query<SubsidyOf>(
    `SELECT p.name_zh "nameZh", p.name_en "nameEn", g.amount_fen "amountFen" FROM subsidy_grant g JOIN subsidy_programme p ON p.id = g.programme_id
     WHERE g.invoice_id = $1 AND g.amount_fen > 0 ORDER BY g.id`,
    [invoiceId],
  );
}

/** The same as it stands now: less what credit notes took back (ADR 0035). */
export function standingSubsidiesOf(tx: Tx, invoiceId: number): Promise<SubsidyOf[]> {
  return tx.query<SubsidyOf>(
    `SELECT p.name_zh "nameZh", p.name_en "nameEn", a.amount_fen "amountFen" FROM subsidy_grant g JOIN subsidy_programme p ON p.id = g.programme_id
     JOIN payment_allocation a ON a.payment_id = g.payment_id AND a.invoice_id = g.invoice_id WHERE g.invoice_id = $1 ORDER BY g.id`,
    [invoiceId],
  );
}
