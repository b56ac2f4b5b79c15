import { Injectable } from '@nestjs/common';
import { localDate, voucherCoversFen, voucherPaysFen } from '@parkbench/domain';
import type { z } from 'zod';
import { Clock } from '../../../platform/clock.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import { type Actor, scopeOf } from '../../../platform/http/actor.js';
import { ParkSettings } from '../../../platform/park-settings.js';
import { coverableLines } from '../support/coverable-lines.js';
import { standingSubsidiesOf } from '../support/subsidies-of.js';
import { factsOf, issuedInvoice, type LockedInvoice, type LockedVoucher, voucherColumns } from './locked.js';
import type { invoiceSupport } from './vouchers.dto.js';
import { useColumns } from './vouchers.query.js';

type View = z.infer<typeof invoiceSupport>;

/** What pays an invoice beside money: the park's subsidies, vouchers used, and vouchers that could be. */
@Injectable()
export class InvoiceSupport {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
  ) {}

  async show(actor: Actor, id: number): Promise<View> {
    const { timeZone, vouchersByCompany } = await this.settings.get();
    const today = localDate(this.clock.now().getTime(), timeZone);
    const isFinance = actor.role === 'finance' || actor.role === 'admin';
    return this.db.read(scopeOf(actor), async (tx) => {
      const invoice = await issuedInvoice(tx, { id, companyId: actor.companyId, lock: false });
      return {
        subsidies: await standingSubsidiesOf(tx, id),
        uses: await usesOf(tx, id),
        ...(await suggestionsFor(tx, invoice, today)),
        mayUse: isFinance || (actor.role === 'company_admin' && vouchersByCompany),
        mayReturn: isFinance,
      };
    });
  }
}

async function usesOf(tx: Tx, invoiceId: number): Promise<View['uses']> {
  const rows = await tx.query<{ use: View['uses'][number] }>(
    `SELECT ${useColumns} || jsonb_build_object('no', v.no, 'issuer', v.issuer) AS use
     FROM voucher_use u JOIN invoice i ON i.id = u.invoice_id JOIN voucher v ON v.id = u.voucher_id WHERE u.invoice_id = $1 ORDER BY u.id`,
    [invoiceId],
  );
  return rows.map((row) => row.use);
}

async function suggestionsFor(
  tx: Tx,
  invoice: LockedInvoice,
  today: string,
): Promise<Pick<View, 'suggestions' | 'isAffiliated'>> {
  const vouchers = await tx.query<LockedVoucher>(
    `SELECT ${voucherColumns} FROM voucher v JOIN company c ON c.id = v.company_id
     WHERE v.company_id = $1 AND v.state = 'available' AND v.used_fen < v.amount_fen AND $2::date BETWEEN v.valid_from AND v.valid_to
       AND NOT EXISTS (SELECT FROM voucher_use u WHERE u.voucher_id = v.id AND u.invoice_id = $3 AND u.state <> 'returned')
     ORDER BY v.valid_to, v.id LIMIT 20`,
    [invoice.companyId, today, invoice.id],
  );
  const isAffiliated = vouchers.some((voucher) => voucher.isAffiliated);
  if (vouchers.length === 0 || !invoice.isOpen || isAffiliated) return { suggestions: [], isAffiliated };
  const worth = { grossFen: invoice.worthFen, lines: (await coverableLines(tx, [invoice.id])).get(invoice.id) ?? [] };
  const suggestions = vouchers.map((voucher) => {
    const facts = factsOf(voucher);
    const paysFen = voucherPaysFen({ voucher: facts, ...worth, openFen: invoice.openFen, today });
    const { id: voucherId, no, issuer, shareBps, remainingFen, validTo } = voucher;
    return {
      voucherId,
      no,
      issuer,
      shareBps,
      remainingFen,
      validTo,
      paysFen,
      coveredFen: voucherCoversFen(facts, worth),
    };
  });
  return { suggestions: suggestions.filter((one) => one.paysFen > 0), isAffiliated };
}
