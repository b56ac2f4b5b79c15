import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aRental, billed, issuedInvoices } from '../../../test/support/billing-desk.js';
import type { Person } from '../../../test/support/builders.js';
import { type Answer, startTestApp, type TestApp } from '../../../test/support/test-app.js';

let t: TestApp;
let finance: Person;
let keys = 0;

beforeAll(async () => {
  t = await startTestApp('2026-04-02T02:00:00Z');
  await t.given.aPark();
  finance = await t.given.aPerson('finance');
});
afterAll(() => t.close());

const post = <T = Record<string, unknown>>(path: string, body: object = {}): Promise<Answer<T>> =>
  t.call<T>(finance, 'POST', path, { key: `money-paths-${++keys}`, body });
const run = async (month: string): Promise<void> => {
  expect((await post(`/months/${month}/run`)).status).toBe(200);
  await billed(t);
};
const aCompany = async (code: string): Promise<number> => {
  const companyId = await t.given.aCompany({ name_zh: code, credit_code: code });
  await t.given.aPerson('company_admin', companyId);
  return companyId;
};
const grossOf = async (code: string): Promise<unknown[]> =>
  (await issuedInvoices(t.database.owner)).filter((i) => i.buyer === code).map((i) => [i.month, i.grossFen]);
const blockers = async (month: string): Promise<string[]> => {
  const { body } = await t.call<{ blockers: { code: string }[] }>(finance, 'GET', `/months/${month}`);
  return body.blockers.map((one) => one.code);
};

describe('a company that failed at the issue and is left when the month is closed', () => {
  it('is billed by the next run, not left on a draft that nobody issues', async () => {
    const companyId = await aCompany('FAILS');
    const rental = { companyId, startsOn: '2026-03-01', months: 1, status: 'completed' };
    await aRental(t.database.owner, t.given, rental);
    await t.database.owner.query(`UPDATE reservation SET returned_on = '2026-04-01' WHERE company_id = $1`, [
      companyId,
    ]);
    await t.database.owner.query(`
      CREATE FUNCTION refuse_it() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN RAISE EXCEPTION 'no'; END $f$;
      CREATE TRIGGER refuse_it BEFORE UPDATE ON invoice FOR EACH ROW WHEN (NEW.company_id = ${companyId} AND NEW.number IS NOT NULL) EXECUTE FUNCTION refuse_it()`);
    await run('2026-03');
    expect(await blockers('2026-03')).toContain('companies_failed');
    await t.database.owner.query('DROP TRIGGER refuse_it ON invoice');
    expect((await post('/months/2026-03/close', { leaveFailed: true })).status).toBe(200);
    t.setClock('2026-05-02T02:00:00Z');
    await run('2026-04');
    expect(await grossOf('FAILS')).toEqual([['2026-04', 450_000]]);
  });
});

describe('a statement of nothing', () => {
  it('is issued with its lines and its number, paid at once, and nobody is reminded', async () => {
    const companyId = await aCompany('ZERO');
    await aRental(t.database.owner, t.given, { companyId, startsOn: '2026-05-01', months: 1 });
    const tax = { taxRateBps: 1300, taxCode: '3040502019900000000', itemName: '*经营租赁*仪器设备租赁费' };
    const off = { companyId, kind: 'adjustment', amountFen: -450_000, month: '2026-05', reason: '搬迁补偿', ...tax };
    t.setClock('2026-05-20T02:00:00Z');
    expect((await post('/adjustments', off)).status).toBe(201);
    t.setClock('2026-06-02T02:00:00Z');
    await run('2026-05');
    const { rows } = await t.database.owner.query(
      `SELECT i.gross_fen::int gross, i.status, i.number IS NOT NULL numbered, (SELECT count(*) FROM charge c WHERE c.invoice_id = i.id)::int lines,
         (SELECT count(*) FROM due_work w WHERE w.kind LIKE 'invoice.%' AND w.subject_id = i.id)::int reminders,
         (SELECT count(*) FROM outbox o WHERE o.event = 'invoice.issued' AND (o.payload->>'id')::bigint = i.id)::int told
       FROM invoice i WHERE i.company_id = $1`,
      [companyId],
    );
    expect(rows).toEqual([{ gross: 0, status: 'paid', numbered: true, lines: 2, reminders: 0, told: 1 }]);
    const { body } = await t.call<{ items: { id: number }[] }>(finance, 'GET', `/invoices?companyId=${companyId}`);
    expect((await t.call(finance, 'GET', `/invoices/${body.items[0]?.id}/pdf`)).status).toBe(200);
    const credit = await post(`/invoices/${body.items[0]?.id}/credit-notes`, {
      reason: 'wrong_invoice',
      kind: 'offset',
    });
    expect([credit.status, credit.body.code]).toEqual([409, 'credit_not_positive']);
  });
});

describe('money that came and went again', () => {
  it('is not shown as money that is matched to nothing', async () => {
    const companyId = await aCompany('REFUND');
    await aRental(t.database.owner, t.given, { companyId, startsOn: '2026-06-01', months: 1 });
    t.setClock('2026-07-02T02:00:00Z');
    await run('2026-06');
    const money = { companyId, amountFen: 100_000, receivedOn: '2026-07-01', method: 'bank', allocations: [] };
    const { id } = (await post<{ id: number }>('/payments', money)).body;
    expect(await blockers('2026-06')).toContain('unmatched_payments');
    expect((await post(`/payments/${id}/reverse`, { reason: '他人款项' })).status).toBe(200);
    expect(await blockers('2026-06')).not.toContain('unmatched_payments');
  });
});

describe('an invoice that was wrong, and a rental that ends early after it', () => {
  it('is billed anew once, and what is not owed any more not at all', async () => {
    const companyId = await aCompany('ANEW');
    const rental = await aRental(t.database.owner, t.given, { companyId, startsOn: '2026-07-01', months: 2 });
    t.setClock('2026-08-02T02:00:00Z');
    await run('2026-07');
    const { body } = await t.call<{ items: { id: number }[] }>(finance, 'GET', `/invoices?companyId=${companyId}`);
    const wrong = { reason: 'wrong_invoice', kind: 'offset' };
    expect((await post(`/invoices/${body.items[0]?.id}/credit-notes`, wrong)).status).toBe(200);
    await t.database.owner.query(
      `UPDATE reservation SET status = 'completed', returned_on = '2026-08-01', returned_at = '2026-08-01T02:00:00Z' WHERE id = $1`,
      [rental],
    );
    t.setClock('2026-09-02T02:00:00Z');
    await run('2026-08');
    expect(await grossOf('ANEW')).toEqual([
      ['2026-07', 450_000],
      ['2026-08', 450_000],
    ]);
    t.setClock('2026-10-02T02:00:00Z');
    await run('2026-09');
    expect(await grossOf('ANEW')).toHaveLength(2);
  });
});
