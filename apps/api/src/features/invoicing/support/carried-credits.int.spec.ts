import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { aRental } from '../../../../test/support/billing-desk.js';
import { type CreditDesk, openCreditDesk, part } from '../../../../test/support/credit-desk.js';
import { startTestApp, type TestApp } from '../../../../test/support/test-app.js';
import { Database } from '../../../platform/database/database.js';
import { grantSubsidies } from './grant-subsidies.js';

let t: TestApp;
let desk: CreditDesk;
let companyId: number;
let reservationId: number;
let invoices = 0;

/** A company whose invoices the park's programme pays a fifth of. */
beforeAll(async () => {
  t = await startTestApp('2026-04-02T02:00:00Z');
  desk = await openCreditDesk(t);
  companyId = await t.given.aCompany();
  await t.given.aPerson('company_admin', companyId);
  reservationId = await aRental(t.database.owner, t.given, { companyId, startsOn: '2026-03-01', months: 6 });
  const body = { nameZh: '共享补贴', shareBps: 2000, firstMonth: '2026-03', scope: {} };
  expect((await t.call(desk.finance, 'POST', '/subsidies', { key: 'share-subsidy', body })).status).toBe(200);
});
afterAll(() => t.close());

/** Issues an invoice of one line as a run does; below zero it is a credit of before. */
async function issued(grossFen: number): Promise<number> {
  const sequence = ++invoices;
  const month = '2026-03-01';
  const taxFen = Math.round((grossFen * 13) / 113);
  const amounts = { net_fen: grossFen - taxFen, tax_fen: taxFen };
  const number = `X2026-${sequence}`;
  const dates = { month, issued_at: '2026-04-01', due_on: '2026-04-16' };
  const of = { company_id: companyId, series: 'X', year: 2026, sequence, number };
  const papers = { buyer: '{}', seller: '{}', content_hash: Buffer.alloc(32) };
  const status = grossFen > 0 ? 'issued' : 'paid';
  const id = await t.given.insert('invoice', { ...of, ...dates, ...papers, ...amounts, gross_fen: grossFen, status });
  const tax = { tax_rate_bps: 1300, tax_code: '3', item_name: 'x' };
  const place = { source_kind: 'reservation', source_id: reservationId, component: 'rent', month, posted_month: month };
  const line = { ...place, ...tax, ...amounts, amount_fen: grossFen, revision: sequence, explanation: '{}' };
  await t.given.insert('charge', { company_id: companyId, ...line, invoice_id: id, line_no: 1 });
  const invoice = { id, companyId, month: '2026-03', grossFen, number };
  const at = { at: new Date('2026-04-01'), receivedOn: '2026-04-01', actorId: desk.finance.id };
  await t.app.get(Database).transaction('all', (tx) => grantSubsidies(tx, { invoices: [invoice], ...at }));
  return id;
}
const paidFen = async (): Promise<number> => (await desk.ledgerOf(companyId)).subsidies ?? 0;

it('a credit that one invoice took up is carried on when that invoice is credited itself', async () => {
  await issued(-80_000);
  const id = await issued(120_000);
  expect(await paidFen()).toBe(8_000);
  expect((await desk.credit(id, part(80_000))).status).toBe(200);
  expect(await paidFen()).toBe(0);
  // 400.00 of the first credit are taken up by nothing now: 1,000.00 less 400.00.
  const next = await issued(100_000);
  expect(await paidFen()).toBe(12_000);
  expect((await desk.credit(next, part(100_000))).status).toBe(200);
  expect(await paidFen()).toBe(0);
  await issued(30_000);
  expect(await paidFen()).toBe(0);
  await issued(20_000);
  // -800.00 and 400.00, 300.00, 200.00: a fifth of 100.00.
  expect(await paidFen()).toBe(2_000);
});
