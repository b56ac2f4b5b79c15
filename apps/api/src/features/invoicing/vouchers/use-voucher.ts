import { Injectable } from '@nestjs/common';
import { localDate, voucherCoversFen, voucherPaidEntries, voucherPaysFen } from '@parkbench/domain';
import type { z } from 'zod';
import { Clock } from '../../../platform/clock.js';
import type { Tx } from '../../../platform/database/database.js';
import { constraintOf } from '../../../platform/database/sql-state.js';
import { type Actor, isStaff } from '../../../platform/http/actor.js';
import { type CommandContext, Commands } from '../../../platform/http/idempotency.js';
import { conflict, forbidden, notFound } from '../../../platform/http/problem.js';
import { record } from '../../../platform/outbox/record.js';
import { ParkSettings } from '../../../platform/park-settings.js';
import { storeAllocations } from '../allocate-payment.js';
import { postLedger } from '../post-ledger.js';
import { coverableLines } from '../support/coverable-lines.js';
import { factsOf, type LockedInvoice, lockInvoice, type LockedVoucher, lockVoucher } from './locked.js';
import { refusalOf } from './refusals.js';
import type { voucherUseInput } from './vouchers.dto.js';

type Input = z.infer<typeof voucherUseInput>;
export interface Used {
  readonly useId: number;
  readonly paidFen: number;
}

/** A voucher pays towards an issued invoice: its share of what it covers, within its amount and days. Price and tax stay as they are (rules §5). */
@Injectable()
export class UseVoucher {
  constructor(
    private readonly commands: Commands,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
  ) {}

  async use(context: CommandContext, voucherId: number, input: Input): Promise<Used> {
    const { timeZone, vouchersByCompany } = await this.settings.get();
    if (!isStaff(context.actor) && !vouchersByCompany) throw byFinance();
    const now = this.clock.now();
    const today = localDate(now.getTime(), timeZone);
    try {
      return await this.commands.run(context, async (tx) => {
        const { actor } = context;
        // Invoices before vouchers, as wherever both are locked.
        const invoice = await lockInvoice(tx, input.invoiceId, actor.companyId);
        const voucher = await lockVoucher(tx, voucherId, actor.companyId);
        if (invoice.companyId !== voucher.companyId) throw notFound();
        return pay(tx, { invoice, voucher, wantedFen: input.amountFen, actor, now, today });
      });
    } catch (error) {
      if (['voucher_use_once', 'payment_reference'].includes(constraintOf(error) ?? '')) throw usedHere();
      throw error;
    }
  }
}

interface Use {
  readonly invoice: LockedInvoice;
  readonly voucher: LockedVoucher;
  readonly wantedFen: number | undefined;
  readonly actor: Actor;
  readonly now: Date;
  readonly today: string;
}

async function pay(tx: Tx, use: Use): Promise<Used> {
  const { invoice, voucher, today, now, actor } = use;
  const refusal = refusalOf(voucher, invoice, today);
  if (refusal) throw refusal;
  const lines = (await coverableLines(tx, [invoice.id])).get(invoice.id) ?? [];
  const worth = { grossFen: invoice.worthFen, lines };
  const facts = factsOf(voucher);
  const paysFen = voucherPaysFen({ voucher: facts, ...worth, openFen: invoice.openFen, today });
  const amountFen = use.wantedFen ?? paysFen;
  if (paysFen === 0) throw paysNothing();
  if (amountFen > paysFen) throw tooMuch(paysFen);
  const { companyId } = invoice;
  const [payment] = await tx.query<{ id: number }>(
    `INSERT INTO payment (company_id, amount_fen, received_on, method, reference, note, created_by) VALUES ($1, $2, $3, 'voucher', $4, $5, $6) RETURNING id`,
    [companyId, amountFen, today, `${voucher.no}/${invoice.number}`, voucher.issuer, actor.memberId],
  );
  if (!payment) throw new Error('the payment was not stored');
  await storeAllocations(tx, { id: payment.id, companyId }, [{ invoiceId: invoice.id, amountFen }]);
  const [row] = await tx.query<{ id: number }>(
    `INSERT INTO voucher_use (company_id, voucher_id, invoice_id, payment_id, amount_fen, covered_fen, used_at, used_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
    [companyId, voucher.id, invoice.id, payment.id, amountFen, voucherCoversFen(facts, worth), now, actor.memberId],
  );
  if (!row) throw new Error('the use was not stored');
  await tx.query('UPDATE voucher SET used_fen = used_fen + $2, version = version + 1 WHERE id = $1', [
    voucher.id,
    amountFen,
  ]);
  const entries = voucherPaidEntries({ companyId: String(companyId), amountFen });
  await postLedger(tx, [{ kind: 'voucher_paid', refId: row.id, postedAt: now, entries }]);
  await record(tx, {
    actorId: actor.memberId,
    companyId,
    action: 'voucher.used',
    entity: 'voucher',
    entityId: voucher.id,
    data: { no: voucher.no, invoice: invoice.number, amountFen, useId: row.id },
    event: true,
  });
  return { useId: row.id, paidFen: amountFen };
}

const byFinance = (): Error =>
  forbidden({
    zh: '园区规定创新券由财务核销，请联系园区财务',
    en: 'In this park finance applies vouchers; ask them',
  });

const usedHere = (): Error =>
  conflict('voucher_used_here', {
    zh: '该券已用于这张账单；如需改金额，请先撤回',
    en: 'This voucher pays for this invoice already; to change the amount, return it first',
  });

const paysNothing = (): Error =>
  conflict('voucher_pays_nothing', {
    zh: '该券不适用于这张账单：没有适用范围内的项目、余额已用完或账单已结清',
    en: 'This voucher pays nothing here: no line is in its scope, nothing is left on it, or nothing is open',
  });

const tooMuch = (paysFen: number): Error =>
  conflict(
    'voucher_limit',
    {
      zh: '超过该券可支付的金额（支付比例、余额或账单未付金额）',
      en: 'More than this voucher may pay (its share, its rest or what is open)',
    },
    { paysFen },
  );
