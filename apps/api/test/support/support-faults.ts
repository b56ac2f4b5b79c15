import { aRental, billed } from './billing-desk.js';
import type { Person } from './builders.js';
import type { TestApp } from './test-app.js';

const scope = {};

/** A programme that pays of the next run's invoices, so that the invariants have a grant to look at. */
export async function aProgramme(t: TestApp, finance: Person): Promise<void> {
  const limits = { companyMonthFen: 100_000, companyYearFen: 1_000_000, budgetFen: 10_000_000 };
  const body = { nameZh: '测试补贴', shareBps: 100, firstMonth: '2026-03', scope, ...limits };
  await t.call(finance, 'POST', '/subsidies', { key: 'a-programme', body });
}

/** A voucher that pays part of a company's only invoice; a company of its own, so that no other test counts on it. */
export async function aVoucherInUse(t: TestApp, finance: Person, month: string): Promise<void> {
  const companyId = await t.given.aCompany();
  await t.given.aPerson('company_admin', companyId);
  await aRental(t.database.owner, t.given, { companyId, startsOn: `${month}-01`, months: 1, status: 'completed' });
  await t.database.owner.query(
    `UPDATE reservation SET returned_on = (ends_at AT TIME ZONE 'Asia/Shanghai')::date WHERE company_id = $1`,
    [companyId],
  );
  await t.call(finance, 'POST', `/months/${month}/run`, { key: `bill-${month}-too` });
  await billed(t);
  const { body } = await t.call<{ items: { id: number }[] }>(finance, 'GET', `/invoices?companyId=${companyId}`);
  const voucher = {
    companyId,
    no: 'V-1',
    issuer: '测试',
    amountFen: 500_000,
    shareBps: 5000,
    validFrom: '2026-01-01',
    validTo: '2027-12-31',
    scope,
  };
  const made = await t.call<{ id: number }>(finance, 'POST', '/vouchers', { key: 'a-voucher', body: voucher });
  const use = { invoiceId: body.items[0]?.id };
  await t.call(finance, 'POST', `/vouchers/${made.body.id}/uses`, { key: 'use-voucher', body: use });
}

/** Faults for the invariants about vouchers and subsidies. */
export const supportFaults: [string, string, string][] = [
  ['I33', 'a voucher says it used less than it did', `UPDATE voucher SET used_fen = used_fen - 1`],
  ['I33', 'a use pays more than its share', `UPDATE voucher SET share_bps = 100`],
  ['I33', 'a use lies after the last day', `UPDATE voucher SET valid_to = valid_from`],
  ['I33', 'a use is not in the ledger', `UPDATE ledger_entry SET account = 'bank' WHERE account = 'vouchers'`],
  [
    'I33',
    'a returned use still pays',
    `UPDATE voucher_use SET state = 'returned', returned_at = now(); UPDATE voucher SET used_fen = 0`,
  ],
  ['I34', 'a programme paid more than it says', `UPDATE subsidy_programme SET used_fen = used_fen - 1`],
  [
    'I34',
    'a programme paid more than its budget',
    `ALTER TABLE subsidy_programme DROP CONSTRAINT subsidy_budget; UPDATE subsidy_programme SET budget_fen = 1`,
  ],
  ['I34', 'a company had more than a month allows', `UPDATE subsidy_programme SET company_month_fen = 1`],
  ['I34', 'a company had more than a year allows', `UPDATE subsidy_programme SET company_year_fen = 1`],
  ['I34', 'a subsidy is not in the ledger', `UPDATE ledger_entry SET account = 'bank' WHERE account = 'subsidies'`],
];
