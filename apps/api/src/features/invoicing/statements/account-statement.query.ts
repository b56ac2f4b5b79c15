import { Injectable } from '@nestjs/common';
import { localDate, startOfDay } from '@parkbench/domain';
import { Clock } from '../../../platform/clock.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import { type Actor, isStaff, scopeOf } from '../../../platform/http/actor.js';
import { badRequest, notFound } from '../../../platform/http/problem.js';
import { ParkSettings } from '../../../platform/park-settings.js';
import type { AccountStatement, Aging, Movement } from '../documents/account-statement-definition.js';
import type { Language } from '../documents/invoice-words.js';
import { printPdf } from '../documents/pdf-printer.js';
import { standingsOf } from '../standing.query.js';

/** A company's account over days of the park; `to` is the first day after it. */
export interface StatementWish {
  readonly companyId: number;
  readonly from: string;
  readonly to: string;
}

/** What a company owes (above zero) or has to its credit: everything but deposits, which are held apart. */
const accounts = `('receivable', 'unallocated', 'refunds_payable')`;
const longestDays = 800;
const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

/** What a posting was about, as a reader knows it. */
const documentOf = `CASE
  WHEN t.kind = 'issue' THEN (SELECT number FROM invoice WHERE id = t.ref_id)
  WHEN t.kind IN ('credit_note', 'support_returned') THEN (SELECT number FROM credit_note WHERE id = t.ref_id)
  WHEN t.kind IN ('payment', 'credit_balance', 'payment_reversed') THEN (SELECT reference FROM payment WHERE id = t.ref_id)
  WHEN t.kind IN ('voucher_paid', 'voucher_returned') THEN (SELECT p.reference FROM voucher_use u JOIN payment p ON p.id = u.payment_id WHERE u.id = t.ref_id)
  WHEN t.kind = 'subsidy_paid' THEN (SELECT i.number FROM subsidy_grant g JOIN invoice i ON i.id = g.invoice_id WHERE g.id = t.ref_id)
  WHEN t.kind = 'write_off' THEN coalesce((SELECT i.number FROM payment_allocation a JOIN invoice i ON i.id = a.invoice_id WHERE a.payment_id = t.ref_id),
    (SELECT p.reversed_allocations->0->>'number' FROM payment p WHERE p.id = t.ref_id))
  END`;

/** Statements of account: opening balance, every movement, closing balance, what is open by age. */
@Injectable()
export class AccountStatementQuery {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
  ) {}

  async statement(actor: Actor, wish: StatementWish): Promise<AccountStatement> {
    if (!isStaff(actor) && actor.companyId !== wish.companyId) throw notFound();
    const days = daysBetween(wish.from, wish.to);
    if (days < 1 || days > longestDays) {
      throw badRequest('bad_period', {
        zh: '对账期间须为 1 天至 2 年，且截止日晚于起始日',
        en: 'A statement covers a day to two years, and ends after it begins',
      });
    }
    const { timeZone, nameZh, nameEn, seller } = await this.settings.get();
    const now = this.clock.now();
    const account = await this.db.read(scopeOf(actor), (tx) =>
      accountOf(tx, wish, { timeZone, today: localDate(now.getTime(), timeZone) }),
    );
    return {
      ...account,
      seller: { nameZh, nameEn, ...seller },
      from: wish.from,
      to: wish.to,
      printedAt: now.toISOString(),
    };
  }

  async pdf(actor: Actor, wish: StatementWish, language: Language): Promise<{ name: string; bytes: Buffer }> {
    const { timeZone } = await this.settings.get();
    const data = await this.statement(actor, wish);
    const bytes = await printPdf({ kind: 'account-statement', data, language, timeZone });
    return { name: `statement-${wish.from}-${wish.to}.pdf`, bytes };
  }
}

type Account = Omit<AccountStatement, 'seller' | 'from' | 'to' | 'printedAt'>;

async function accountOf(
  tx: Tx,
  { companyId, from, to }: StatementWish,
  { timeZone, today }: { timeZone: string; today: string },
): Promise<Account> {
  const [company] = await tx.query<AccountStatement['company']>(
    `SELECT name_zh "nameZh", name_en "nameEn", credit_code "creditCode", address, phone, bank_name "bankName", bank_account "bankAccount"
     FROM company WHERE id = $1`,
    [companyId],
  );
  if (!company) throw notFound();
  const start = new Date(startOfDay(from, timeZone));
  const end = new Date(startOfDay(to, timeZone));
  const [opening] = await tx.query<{ fen: number }>(
    `SELECT coalesce(sum(e.amount_fen), 0)::bigint fen FROM ledger_entry e JOIN ledger_transaction t ON t.id = e.transaction_id
     WHERE e.company_id = $1 AND e.account IN ${accounts} AND t.posted_at < $2`,
    [companyId, start],
  );
  const posted = await tx.query<Omit<Movement, 'on' | 'balanceFen'> & { at: Date }>(
    `SELECT t.posted_at at, t.kind, coalesce(${documentOf}, '') "document", m.fen "amountFen"
     FROM (SELECT e.transaction_id, sum(e.amount_fen)::bigint fen FROM ledger_entry e JOIN ledger_transaction t ON t.id = e.transaction_id
           WHERE e.company_id = $1 AND e.account IN ${accounts} AND t.posted_at >= $2 AND t.posted_at < $3
           GROUP BY e.transaction_id HAVING sum(e.amount_fen) <> 0) m
     JOIN ledger_transaction t ON t.id = m.transaction_id ORDER BY t.posted_at, t.id`,
    [companyId, start, end],
  );
  let balanceFen = opening?.fen ?? 0;
  const movements = posted.map(({ at, ...movement }) => {
    balanceFen += movement.amountFen;
    return { ...movement, on: localDate(at.getTime(), timeZone), balanceFen };
  });
  const standing = (await standingsOf(tx, [companyId], today)).get(companyId);
  return {
    company,
    openingFen: opening?.fen ?? 0,
    closingFen: balanceFen,
    debitFen: sumWhere(movements, (fen) => fen > 0),
    creditFen: 0 - sumWhere(movements, (fen) => fen < 0),
    depositsFen: standing?.depositsFen ?? 0,
    movements,
    aging: await agingOf(tx, companyId, today),
  };
}

const sumWhere = (movements: readonly Movement[], fits: (fen: number) => boolean): number =>
  movements.reduce((sum, { amountFen }) => (fits(amountFen) ? sum + amountFen : sum), 0);

async function agingOf(tx: Tx, companyId: number, today: string): Promise<Aging> {
  const [aging] = await tx.query<Aging>(
    `SELECT coalesce(sum(open_fen) FILTER (WHERE late <= 0), 0)::bigint "notDueFen",
       coalesce(sum(open_fen) FILTER (WHERE late BETWEEN 1 AND 30), 0)::bigint "days30Fen",
       coalesce(sum(open_fen) FILTER (WHERE late BETWEEN 31 AND 60), 0)::bigint "days60Fen",
       coalesce(sum(open_fen) FILTER (WHERE late BETWEEN 61 AND 90), 0)::bigint "days90Fen",
       coalesce(sum(open_fen) FILTER (WHERE late > 90), 0)::bigint "over90Fen"
     FROM (SELECT open_fen, $2::date - due_on late FROM invoice WHERE company_id = $1 AND status IN ('issued', 'part_paid')) i`,
    [companyId, today],
  );
  return aging ?? { notDueFen: 0, days30Fen: 0, days60Fen: 0, days90Fen: 0, over90Fen: 0 };
}
