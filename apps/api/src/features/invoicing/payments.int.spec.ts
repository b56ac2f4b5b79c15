import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aRental, billed } from '../../../test/support/billing-desk.js';
import type { Person } from '../../../test/support/builders.js';
import { type Answer, startTestApp, type TestApp } from '../../../test/support/test-app.js';
import { Database } from '../../platform/database/database.js';
import { refundDeposit, setOffDeposit, takeDeposit } from './invoicing.api.js';

let t: TestApp;
let finance: Person;
let tenant: Person;
let foreign: Person;
let rentals: number[];
let keys = 0;

interface Row {
  readonly id: number;
  readonly number: string;
  readonly status: string;
  readonly grossFen: number;
  readonly paidFen: number;
}
interface Paid {
  readonly id: number;
  readonly code?: string;
  readonly allocated: { invoiceId: number; amountFen: number }[];
  readonly unallocatedFen: number;
}
const invoices = async (who: Person = tenant): Promise<Row[]> =>
  (await t.call<{ items: Row[] }>(who, 'GET', '/invoices')).body.items.reverse();
const pay = (body: object, key = `payment-${++keys}-key`): Promise<Answer<Paid>> =>
  t.call<Paid>(finance, 'POST', '/payments', {
    key,
    body: { companyId: tenant.companyId, receivedOn: '2026-06-01', method: 'bank', ...body },
  });
const standing = async (): Promise<Record<string, unknown>> => (await t.call(tenant, 'GET', '/standing')).body;

/** Three invoices of 4,500.00 for the tenant, one for somebody else. */
beforeAll(async () => {
  t = await startTestApp('2026-06-02T02:00:00Z');
  await t.given.aPark();
  finance = await t.given.aPerson('finance');
  tenant = await t.given.aPerson('company_admin', await t.given.aCompany());
  foreign = await t.given.aPerson('company_admin', await t.given.aCompany());
  const own = await aRental(t.database.owner, t.given, {
    companyId: tenant.companyId ?? 0,
    startsOn: '2026-03-01',
    months: 3,
  });
  const theirs = await aRental(t.database.owner, t.given, {
    companyId: foreign.companyId ?? 0,
    startsOn: '2026-03-01',
    months: 1,
  });
  rentals = [own, theirs];
  await t.database.owner.query(
    `UPDATE reservation SET status = 'completed', returned_on = (ends_at AT TIME ZONE 'Asia/Shanghai')::date`,
  );
  for (const month of ['2026-03', '2026-04', '2026-05']) {
    await t.call(finance, 'POST', `/months/${month}/run`, { key: `bill-${month}` });
    await billed(t);
  }
});
afterAll(() => t.close());

/** The ledger sums to nothing; receivable is what invoices leave open, unallocated what payments leave over. */
async function ledgerHolds(): Promise<void> {
  const { rows } = await t.database.owner.query(
    `SELECT (SELECT coalesce(sum(amount_fen), 0) FROM ledger_entry)::int total, c.id,
       (SELECT coalesce(sum(amount_fen), 0) FROM ledger_entry WHERE company_id = c.id AND account = 'receivable')::int
         - (SELECT coalesce(sum(gross_fen - paid_fen), 0) FROM invoice WHERE company_id = c.id AND status IN ('issued', 'part_paid'))::int receivable,
       (SELECT coalesce(-sum(amount_fen), 0) FROM ledger_entry WHERE company_id = c.id AND account = 'unallocated')::int
         - (SELECT coalesce(sum(amount_fen), 0) FROM payment WHERE company_id = c.id)::int
         + (SELECT coalesce(sum(amount_fen), 0) FROM payment_allocation WHERE company_id = c.id)::int balance
     FROM company c ORDER BY c.id`,
  );
  for (const row of rows as { total: number; receivable: number; balance: number }[])
    expect(row).toMatchObject({ total: 0, receivable: 0, balance: 0 });
}

describe('who sees what', () => {
  it('shows a tenant its own invoices only; a foreign and an unknown one look the same', async () => {
    expect(await invoices()).toHaveLength(3);
    expect(await invoices(foreign)).toHaveLength(1);
    expect(await invoices(finance)).toHaveLength(4);
    const own = (await invoices())[0]?.id ?? 0;
    const seen = await t.call(tenant, 'GET', `/invoices/${own}`);
    expect([seen.status, seen.body.capitals]).toEqual([200, '肆仟伍佰元整']);
    const foreignOne = await t.call(foreign, 'GET', `/invoices/${own}`);
    const unknown = await t.call(foreign, 'GET', '/invoices/999999');
    expect([foreignOne.status, unknown.status]).toEqual([404, 404]);
    expect({ ...foreignOne.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' });
    expect((await t.call(foreign, 'GET', `/invoices/${own}/pdf`)).status).toBe(404);
  });

  it('filters and sums', async () => {
    const { body } = await t.call<{ items: Row[]; totals: object }>(
      finance,
      'GET',
      `/invoices?month=2026-03&status=overdue&limit=1`,
    );
    expect(body.items).toHaveLength(0);
    const march = await t.call<{ items: Row[]; totals: object; nextCursor: string }>(
      finance,
      'GET',
      `/invoices?month=2026-03&limit=1`,
    );
    expect(march.body.totals).toMatchObject({ count: 2, grossFen: 900_000, paidFen: 0 });
    const second = await t.call<{ items: Row[]; nextCursor: null }>(
      finance,
      'GET',
      `/invoices?month=2026-03&limit=1&cursor=${march.body.nextCursor}`,
    );
    expect([second.body.items.length, second.body.nextCursor]).toEqual([1, null]);
    expect(second.body.items[0]?.id).not.toBe(march.body.items[0]?.id);
  });
});

describe('payments', () => {
  it('pay the oldest invoices first, once for one key', async () => {
    const [first, second] = await invoices();
    const body = { amountFen: 600_000, reference: 'BANK-1' };
    const paid = await pay(body, 'the-same-key');
    expect(paid.body).toMatchObject({
      allocated: [
        { invoiceId: first?.id, amountFen: 450_000 },
        { invoiceId: second?.id, amountFen: 150_000 },
      ],
      unallocatedFen: 0,
    });
    expect((await pay(body, 'the-same-key')).body).toEqual(paid.body);
    expect((await invoices()).map((i) => [i.status, i.paidFen])).toEqual([
      ['paid', 450_000],
      ['part_paid', 150_000],
      ['issued', 0],
    ]);
    await ledgerHolds();
  });

  it('refuse a reference twice, a day ahead, more than is open and a foreign invoice', async () => {
    const [foreignInvoice] = await invoices(foreign);
    const [first, , third] = await invoices();
    const refused = async (body: object): Promise<unknown> => (await pay(body)).body.code;
    expect(await refused({ amountFen: 1, reference: 'BANK-1' })).toBe('reference_taken');
    expect(await refused({ amountFen: 1, receivedOn: '2026-06-03' })).toBe('received_in_future');
    expect(await refused({ amountFen: 900_000, allocations: [{ invoiceId: third?.id, amountFen: 450_001 }] })).toBe(
      'allocation_too_large',
    );
    expect(await refused({ amountFen: 100, allocations: [{ invoiceId: third?.id, amountFen: 101 }] })).toBe(
      'allocations_exceed_payment',
    );
    expect(await refused({ amountFen: 100, allocations: [{ invoiceId: foreignInvoice?.id, amountFen: 100 }] })).toBe(
      'invoice_not_open',
    );
    expect(await refused({ amountFen: 100, allocations: [{ invoiceId: first?.id, amountFen: 100 }] })).toBe(
      'invoice_not_open',
    );
    expect((await pay({ amountFen: 1, companyId: 999_999 })).status).toBe(404);
    await ledgerHolds();
  });

  it('pay what they are told to, and leave the rest as a balance that pays later', async () => {
    const [, second, third] = await invoices();
    const told = await pay({ amountFen: 500_000, allocations: [{ invoiceId: third?.id, amountFen: 450_000 }] });
    expect(told.body.unallocatedFen).toBe(50_000);
    expect(await standing()).toMatchObject({ openFen: 300_000, balanceFen: 50_000 });
    const used = await t.call<Paid>(finance, 'POST', '/payments/use-balance', {
      key: 'use-balance-1',
      body: { companyId: tenant.companyId },
    });
    expect(used.body).toMatchObject({ allocated: [{ invoiceId: second?.id, amountFen: 50_000 }], unallocatedFen: 0 });
    expect(await standing()).toMatchObject({ openFen: 250_000, balanceFen: 0 });
    await ledgerHolds();
  });

  it('cannot pay one invoice twice when they come at once', async () => {
    const both = await Promise.all([pay({ amountFen: 250_000 }), pay({ amountFen: 250_000 })]);
    expect(both.map((b) => b.body.unallocatedFen).sort((a, b) => a - b)).toEqual([0, 250_000]);
    expect((await invoices()).every((i) => i.status === 'paid')).toBe(true);
    await ledgerHolds();
  });

  it('end the reminders of what they pay', async () => {
    const { rows } = await t.database.owner.query(
      `SELECT count(*)::int FROM due_work WHERE kind LIKE 'invoice.%' AND done_at IS NULL`,
    );
    expect(rows).toEqual([{ count: 4 }]);
  });

  it('are listed with what they paid, to the tenant its own', async () => {
    const { body } = await t.call<{ items: { amountFen: number; allocated: unknown[] }[] }>(tenant, 'GET', '/payments');
    expect(body.items).toHaveLength(4);
    expect((await t.call<{ items: unknown[] }>(foreign, 'GET', '/payments')).body.items).toHaveLength(0);
  });
});

describe('the list of payments', () => {
  it('has what came in last first, whenever it was recorded, and no page repeats or skips', async () => {
    const own = { companyId: await t.given.aCompany(), amountFen: 100 };
    for (const receivedOn of ['2026-05-20', '2026-05-22', '2026-05-21', '2026-05-22']) {
      expect((await pay({ ...own, receivedOn })).status).toBe(200);
    }
    interface Page {
      readonly items: { readonly id: number; readonly receivedOn: string }[];
      readonly nextCursor: string | null;
    }
    const seen: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const path: string = `/payments?limit=3${next && `&cursor=${next}`}`;
      const { body }: Answer<Page> = await t.call<Page>(finance, 'GET', path);
      seen.push(...body.items.map(({ receivedOn, id }) => `${receivedOn} ${String(id).padStart(9, '0')}`));
      next = body.nextCursor;
    }
    expect(seen).toEqual([...seen].sort().reverse());
    const { rows } = await t.database.owner.query<{ n: number }>('SELECT count(*)::int n FROM payment');
    expect(new Set(seen).size).toBe(rows[0]?.n);
    expect(seen.length).toBe(rows[0]?.n);
  });
});

describe('an invoice that is due', () => {
  it('is overdue the day after, and the company with it', async () => {
    t.setClock('2026-06-18T02:00:00Z');
    const [theirs] = await invoices(foreign);
    expect(theirs).toMatchObject({ status: 'overdue' });
    expect((await t.call(foreign, 'GET', '/standing')).body).toMatchObject({
      overdueFen: 450_000,
      oldestOverdueDays: 1,
    });
  });
});

describe('deposits', () => {
  it('are taken once, held as a liability and refunded once', async () => {
    const db = t.app.get(Database);
    const deposit = {
      companyId: tenant.companyId ?? 0,
      reservationId: rentals[0] ?? 0,
      amountFen: 450_000,
      at: new Date('2026-06-02T02:00:00Z'),
    };
    expect(await db.transaction('all', (tx) => takeDeposit(tx, deposit))).toBe(true);
    expect(await db.transaction('all', (tx) => takeDeposit(tx, deposit))).toBe(false);
    expect(await standing()).toMatchObject({ depositsFen: 450_000 });
    expect(await db.transaction('all', (tx) => refundDeposit(tx, deposit))).toBe(true);
    expect(await db.transaction('all', (tx) => refundDeposit(tx, deposit))).toBe(false);
    expect(await standing()).toMatchObject({ depositsFen: 0 });
    await ledgerHolds();
  });

  it('can be set off against what is open; the rest is a balance', async () => {
    const db = t.app.get(Database);
    const deposit = {
      companyId: foreign.companyId ?? 0,
      reservationId: rentals[1] ?? 0,
      amountFen: 500_000,
      at: new Date('2026-06-02T02:00:00Z'),
    };
    await db.transaction('all', (tx) => takeDeposit(tx, deposit));
    await db.transaction('all', (tx) =>
      setOffDeposit(tx, { ...deposit, timeZone: 'Asia/Shanghai', actorId: finance.id }),
    );
    expect((await t.call(foreign, 'GET', '/standing')).body).toMatchObject({
      openFen: 0,
      balanceFen: 50_000,
      depositsFen: 0,
    });
    await ledgerHolds();
  });
});
