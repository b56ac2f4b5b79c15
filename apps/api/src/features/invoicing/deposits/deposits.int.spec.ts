import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aRental, billed } from '../../../../test/support/billing-desk.js';
import type { Person } from '../../../../test/support/builders.js';
import { type Answer, startTestApp, type TestApp } from '../../../../test/support/test-app.js';
import { waitingForLock } from '../../../../test/support/waiting-for-lock.js';
import { Database } from '../../../platform/database/database.js';
import { refundDeposit, takeDeposit } from '../invoicing.api.js';
import type { DepositView } from './deposits.dto.js';

let t: TestApp;
let finance: Person;
let tenant: Person;
let foreign: Person;
let keys = 0;

interface Page {
  readonly items: DepositView[];
  readonly totals: { count: number; heldFen: number; ledgerFen: number; ledgerHeldFen: number; toDecide: number };
}
const list = async (who: Person = finance, query = ''): Promise<Page> =>
  (await t.call<Page>(who, 'GET', `/deposits?limit=100${query}`)).body;
const post = (id: number, act: string, body: object): Promise<Answer<DepositView & { code?: string }>> =>
  t.call(finance, 'POST', `/deposits/${id}/${act}`, { key: `deposit-key-${++keys}`, body });
const standing = async (): Promise<Record<string, unknown>> => (await t.call(tenant, 'GET', '/standing')).body;
const sum = async (account: string): Promise<number> => {
  const { rows } = await t.database.owner.query<{ n: number }>(
    `SELECT coalesce(sum(amount_fen), 0)::int n FROM ledger_entry WHERE account = $1`,
    [account],
  );
  return rows[0]?.n ?? 0;
};

/** The deposit of a finished rental, taken and not yet numbered; gives the reservation. */
async function taken(who: Person, amountFen: number): Promise<number> {
  const companyId = who.companyId ?? 0;
  const reservationId = await aRental(t.database.owner, t.given, {
    companyId,
    startsOn: '2026-03-01',
    months: 1,
    status: 'completed',
  });
  await t.database.owner.query(`UPDATE reservation SET returned_on = '2026-04-01' WHERE id = $1`, [reservationId]);
  const at = new Date('2026-03-01T02:00:00Z');
  const db = t.app.get(Database);
  await db.transaction('all', (tx) =>
    takeDeposit(tx, { companyId, reservationId, amountFen, at, actorId: finance.id }),
  );
  return reservationId;
}

/** A finished rental with a deposit of 4,500.00, ready to decide on. */
async function held(who: Person = tenant, amountFen = 450_000): Promise<DepositView> {
  const reservationId = await taken(who, amountFen);
  await t.work();
  const { items } = await list(finance, `&reservationId=${reservationId}`);
  if (!items[0]) throw new Error('no deposit');
  return items[0];
}

beforeAll(async () => {
  t = await startTestApp('2026-04-02T02:00:00Z');
  await t.given.aPark();
  finance = await t.given.aPerson('finance');
  tenant = await t.given.aPerson('company_admin', await t.given.aCompany());
  foreign = await t.given.aPerson('company_admin', await t.given.aCompany());
});
afterAll(() => t.close());

/** Whatever was decided: the ledger holds what the deposits hold, and sums to nothing. */
async function holds(): Promise<void> {
  const { totals } = await list();
  expect(totals.ledgerFen).toBe(totals.ledgerHeldFen);
  const { rows } = await t.database.owner.query('SELECT coalesce(sum(amount_fen), 0)::int n FROM ledger_entry');
  expect(rows).toEqual([{ n: 0 }]);
}

describe('a receipt', () => {
  it('is numbered after the deposit was taken, gapless in its own series, without waiting at the confirmation', async () => {
    const deposits = [await held(), await held(foreign), await held()];
    const numbers = deposits.map((one) => one.receiptNumber);
    expect(numbers).toEqual(['PBD2026-000001', 'PBD2026-000002', 'PBD2026-000003']);
    await holds();
  });

  it('is numbered though the deposit is being changed when its turn comes', async () => {
    const reservationId = await taken(foreign, 100_000);
    const other = await t.database.owner.connect();
    await other.query('BEGIN');
    await other.query('SELECT 1 FROM deposit WHERE reservation_id = $1 FOR UPDATE', [reservationId]);
    const working = t.work();
    await Promise.race([working, waitingForLock(t.database.owner, 1)]);
    await other.query('ROLLBACK');
    other.release();
    await working;
    const { items } = await list(finance, `&reservationId=${reservationId}`);
    expect(items[0]?.receiptNumber).toBe('PBD2026-000004');
  });

  it('is a PDF for the company and staff; to others it is not there', async () => {
    const [own] = (await list(tenant)).items;
    const path = `/deposits/${own?.id}/receipt`;
    const pdf = await t.call(tenant, 'GET', path);
    expect([pdf.status, pdf.raw.subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
    expect((await t.call(tenant, 'GET', path)).raw.equals(pdf.raw)).toBe(true);
    const asForeign = await t.call(foreign, 'GET', path);
    const unknown = await t.call(foreign, 'GET', '/deposits/999999/receipt');
    expect([asForeign.status, { ...asForeign.body, requestId: '' }]).toEqual([404, { ...unknown.body, requestId: '' }]);
    expect((await list(tenant)).items).toHaveLength(2);
  });

  it('cannot be changed, nor the amount, not even by the database owner', async () => {
    const change = (sql: string): Promise<unknown> => t.database.owner.query(sql);
    await expect(change(`UPDATE deposit SET receipt_number = 'X' WHERE receipt_sequence = 1`)).rejects.toThrow(
      /stands/,
    );
    await expect(change(`UPDATE deposit SET amount_fen = 1 WHERE receipt_sequence = 1`)).rejects.toThrow(/stands/);
    await expect(change(`UPDATE deposit SET decided_fen = 1 WHERE receipt_sequence = 1`)).rejects.toThrow(/parts/);
  });
});

describe('what becomes of a deposit', () => {
  it('is refund, set-off and keeping in parts that sum to it, and never more', async () => {
    const deposit = await held();
    const more = await post(deposit.id, 'release', {
      version: deposit.version,
      parts: [{ kind: 'refund', amountFen: 450_001 }],
    });
    expect([more.status, more.body.code]).toEqual([409, 'deposit_parts_too_large']);
    const some = await post(deposit.id, 'release', {
      version: deposit.version,
      parts: [{ kind: 'refund', amountFen: 100_000 }],
    });
    expect(some.body).toMatchObject({ status: 'held', heldFen: 350_000, undecidedFen: 350_000 });
    expect(
      (await post(deposit.id, 'release', { version: deposit.version, parts: [{ kind: 'refund', amountFen: 1 }] }))
        .status,
    ).toBe(412);
    const noReason = await post(deposit.id, 'release', {
      version: some.body.version,
      parts: [{ kind: 'forfeit', amountFen: 1 }],
    });
    expect(noReason.status).toBe(400);
    const rest = [
      { kind: 'forfeit', amountFen: 50_000, reason: '物镜划伤' },
      { kind: 'set_off', amountFen: 300_000 },
    ];
    const done = await post(deposit.id, 'release', { version: some.body.version, parts: rest });
    expect(done.body).toMatchObject({ status: 'mixed', undecidedFen: 0, heldFen: 50_000 });
    expect(done.body.parts.map((p) => [p.kind, p.amountFen, p.settledAt !== null])).toEqual([
      ['refund', 100_000, true],
      ['forfeit', 50_000, false],
      ['set_off', 300_000, true],
    ]);
    expect(await standing()).toMatchObject({ balanceFen: 300_000 });
    await t.work();
    const told = await t.call<{ items: { bodyZh: string }[] }>(tenant, 'GET', '/notifications');
    expect(told.body.items[0]?.bodyZh).toMatch(/没收 ¥500.00（物镜划伤），抵扣账单 ¥3,000.00/);
    await holds();
  });

  it('cannot be taken back where it is, but what is kept can until it is invoiced', async () => {
    const deposit = await held();
    const kept = await post(deposit.id, 'release', {
      version: deposit.version,
      parts: [{ kind: 'forfeit', amountFen: 450_000, reason: '逾期未清洁' }],
    });
    expect(kept.body.status).toBe('forfeited');
    const partId = kept.body.parts[0]?.id;
    const undone = await post(deposit.id, 'withdraw-forfeit', { partId, reason: '企业已补做清洁' });
    expect(undone.body).toMatchObject({ status: 'held', undecidedFen: 450_000, parts: [] });
    expect((await post(deposit.id, 'withdraw-forfeit', { partId, reason: '再次撤回' })).body.code).toBe(
      'forfeit_invoiced',
    );
    const { rows } = await t.database.owner.query(
      'SELECT withdrawn_reason FROM billable_item WHERE withdrawn_at IS NOT NULL',
    );
    expect(rows).toEqual([{ withdrawn_reason: '企业已补做清洁' }]);
    const refunded = await post(deposit.id, 'release', {
      version: undone.body.version,
      parts: [{ kind: 'refund', amountFen: 450_000 }],
    });
    expect(refunded.body.status).toBe('refunded');
    await holds();
  });

  it('is decided once when two decide at once', async () => {
    const deposit = await held(foreign);
    const whole = { version: deposit.version, parts: [{ kind: 'refund', amountFen: 450_000 }] };
    const both = await Promise.all([post(deposit.id, 'release', whole), post(deposit.id, 'release', whole)]);
    expect(both.map((answer) => answer.status).sort((a, b) => a - b)).toEqual([200, 412]);
    await holds();
  });

  it('is paid out by finance; a manager keeps what a damage costs and moves no money', async () => {
    const manager = await t.given.aPerson('manager');
    const deposit = await held(foreign);
    const release = (part: object): Promise<Answer> =>
      t.call(manager, 'POST', `/deposits/${deposit.id}/release`, {
        key: `deposit-key-${++keys}`,
        body: { version: deposit.version, parts: [part] },
      });
    for (const kind of ['refund', 'set_off']) expect((await release({ kind, amountFen: 1 })).status).toBe(403);
    const kept = await release({ kind: 'forfeit', amountFen: 1, reason: '少一个转子' });
    expect(kept.status).toBe(200);
    const [part] = (kept.body as unknown as DepositView).parts;
    expect((await post(deposit.id, 'withdraw-forfeit', { partId: part?.id, reason: '找到了' })).status).toBe(200);
    await holds();
  });

  it('that is kept becomes a line with the rate of the rent, and pays it when it is issued', async () => {
    await t.call(finance, 'POST', '/months/2026-03/run', { key: 'bill-2026-03' });
    await billed(t);
    t.setClock('2026-05-02T02:00:00Z');
    const before = await sum('deposits_held');
    await t.call(finance, 'POST', '/months/2026-04/run', { key: 'bill-2026-04' });
    await billed(t);
    const { rows } = await t.database.owner.query(
      `SELECT c.amount_fen::int "amountFen", c.tax_fen::int "taxFen", c.item_name "itemName", i.paid_fen::int "paidFen", i.status
       FROM charge c JOIN invoice i ON i.id = c.invoice_id WHERE c.component = 'forfeit'`,
    );
    expect(rows).toEqual([
      { amountFen: 50_000, taxFen: 5752, itemName: '*经营租赁*仪器设备租赁费', paidFen: 50_000, status: 'paid' },
    ]);
    expect((await sum('deposits_held')) - before).toBe(50_000);
    const { items } = await list(tenant, '&show=released');
    const [forfeited] = items.flatMap((d) => d.parts.filter((p) => p.kind === 'forfeit'));
    expect(forfeited).toMatchObject({ amountFen: 50_000, invoices: [{ amountFen: 50_000 }] });
    await holds();
  });
});

describe('a park that waits for the money', () => {
  it('posts nothing and gives no receipt until finance says that it came in', async () => {
    await t.database.owner.query('UPDATE park SET deposit_on_receipt = true');
    const before = await sum('deposits_held');
    const deposit = await held();
    expect(deposit).toMatchObject({ status: 'due', receiptNumber: null, heldFen: 0, takenAt: null });
    expect(await sum('deposits_held')).toBe(before);
    expect((await t.call(tenant, 'GET', `/deposits/${deposit.id}/receipt`)).body.code).toBe('no_receipt');
    expect(
      (await post(deposit.id, 'release', { version: 1, parts: [{ kind: 'refund', amountFen: 1 }] })).body.code,
    ).toBe('deposit_not_held');
    const received = await post(deposit.id, 'receive', { version: 1, method: 'bank', reference: 'B-77' });
    expect(received.body).toMatchObject({ status: 'held', heldFen: 450_000 });
    expect((await post(deposit.id, 'receive', { version: 2, method: 'bank' })).body.code).toBe('deposit_not_due');
    await t.work();
    const { items } = await list(tenant, '&show=held');
    expect(items.find((one) => one.id === deposit.id)?.receiptNumber).toMatch(/^PBD2026-0000\d\d$/);
    await holds();
  });

  it('wants a deposit no more when the reservation is given up', async () => {
    const deposit = await held();
    const db = t.app.get(Database);
    const given = { reservationId: deposit.reservationId, at: new Date('2026-05-02T02:00:00Z') };
    expect(await db.transaction('all', (tx) => refundDeposit(tx, given))).toBe(true);
    expect((await list(finance, '&show=cancelled')).items.map((d) => [d.status, d.heldFen])).toEqual([
      ['cancelled', 0],
    ]);
    await holds();
  });
});
