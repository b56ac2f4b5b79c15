import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BankDesk, LineBody } from '../../../../test/support/bank-desk.js';
import {
  aBankWorld,
  inLine,
  invoicesOf,
  moneyHolds,
  standingOf,
  statementOf,
  statuses,
} from '../../../../test/support/bank-world.js';
import { aRental } from '../../../../test/support/billing-desk.js';
import type { Person } from '../../../../test/support/builders.js';
import type { TestApp } from '../../../../test/support/test-app.js';
import { Database } from '../../../platform/database/database.js';
import { takeDeposit } from '../invoicing.api.js';

interface DepositBody {
  readonly id: number;
  readonly version: number;
  readonly status: string;
  readonly receiptNumber: string | null;
  readonly voidedReceipts: { readonly number: string; readonly reason: string }[];
}

let t: TestApp;
let finance: Person;
let desk: BankDesk;
let other: BankDesk;
let own: Person;
let foreign: Person;

beforeAll(async () => {
  ({ t, finance, desk, other, own, foreign } = await aBankWorld());
});
afterAll(() => t.close());

const confirm = (clerk: BankDesk, line: LineBody, body: object) =>
  clerk.post<{ code?: string }>(`/bank-lines/${line.id}/confirm`, body);
const undo = (clerk: BankDesk, line: LineBody) =>
  clerk.post<{ code?: string }>(`/bank-lines/${line.id}/undo`, { reason: '核销错企业' });
const bankFen = async (): Promise<number> => {
  const { rows } = await t.database.owner.query<{ n: number }>(
    `SELECT coalesce(sum(amount_fen), 0)::int n FROM ledger_entry WHERE account = 'bank'`,
  );
  return rows[0]?.n ?? 0;
};

/** A rental to come with a deposit, still due where the park waits for the money; its numbers. */
async function aDeposit(
  who: Person,
  amountFen: number,
  waits: boolean,
): Promise<{ id: number; reservationId: number }> {
  const companyId = who.companyId ?? 0;
  await t.database.owner.query('UPDATE park SET deposit_on_receipt = $1', [waits]);
  const reservationId = await aRental(t.database.owner, t.given, {
    companyId,
    startsOn: '2026-07-01',
    months: 1,
    status: 'confirmed',
  });
  await t.app
    .get(Database)
    .transaction('all', (tx) =>
      takeDeposit(tx, { companyId, reservationId, amountFen, at: new Date('2026-06-01T02:00:00Z') }),
    );
  await t.work();
  const { rows } = await t.database.owner.query<{ id: string }>('SELECT id FROM deposit WHERE reservation_id = $1', [
    reservationId,
  ]);
  return { id: Number(rows[0]?.id), reservationId };
}

const depositOf = async (id: number): Promise<DepositBody> => {
  await t.work();
  return (await t.call<DepositBody>(finance, 'GET', `/deposits/${id}`)).body;
};

describe('a line for two companies', () => {
  it('is matched by the invoices that it names, and becomes a payment of each', async () => {
    const [[first], [theirs]] = [await invoicesOf(t, own), await invoicesOf(t, foreign)];
    await desk.imported(
      statementOf(inLine(900_000, '某控股集团', `代付${first?.number}、${theirs?.number}`, 'PARENT-1')),
    );
    const line = await desk.line('代付');
    expect(line.match).toMatchObject({ state: 'sure', suggestions: [{ split: [{ amountFen: 450_000 }, {}] }, {}, {}] });
    const done = await desk.post<{ confirmed: number[] }>('/bank-lines/confirm-sure', { lineIds: [line.id] });
    expect(done.body.confirmed).toEqual([line.id]);
    expect([(await invoicesOf(t, own))[0]?.status, (await invoicesOf(t, foreign))[0]?.status]).toEqual([
      'paid',
      'paid',
    ]);
    const [shown] = await desk.lines('?status=confirmed');
    expect(shown?.decision?.parts.map((part) => [part.companyId, part.amountFen])).toEqual([
      [own.companyId, 450_000],
      [foreign.companyId, 450_000],
    ]);
    const { rows } = await t.database.owner.query('SELECT reference FROM payment ORDER BY id');
    expect(rows).toEqual([{ reference: 'PARENT-1' }, { reference: 'PARENT-1#2' }]);
    await moneyHolds(t);
  });

  it('is undone whole by one of two clerks; a part of it is not taken back alone', async () => {
    const [line] = await desk.lines('?status=confirmed');
    const paymentId = line?.decision?.parts[0]?.paymentId;
    const alone = await desk.post<{ code: string }>(`/payments/${paymentId}/reverse`, { reason: '试试' });
    expect([alone.status, alone.body.code]).toEqual([409, 'part_of_split_line']);
    const both = await Promise.all([undo(desk, line!), undo(other, line!)]);
    expect(statuses(both)).toEqual([200, 409]);
    expect((await invoicesOf(t, own)).map((one) => one.paidFen)).toEqual([0, 0, 0]);
    expect((await standingOf(t, foreign)).openFen).toBe(450_000);
    expect(await desk.line('代付')).toMatchObject({ status: 'open', undone: 1, decision: null });
    await moneyHolds(t);
  });

  it('is split by hand, refused whole where its parts do not sum to it or one cannot be', async () => {
    const line = await desk.line('代付');
    const [first] = await invoicesOf(t, own);
    const paid = {
      as: 'payment',
      companyId: own.companyId,
      amountFen: 450_000,
      allocations: [{ invoiceId: first?.id, amountFen: 450_000 }],
    };
    const rest = { as: 'prepaid', companyId: foreign.companyId, amountFen: 450_000 };
    const code = async (...parts: object[]): Promise<unknown> =>
      (await confirm(desk, line, { as: 'split', parts })).body.code;
    expect(await code(paid, { ...rest, amountFen: 449_999 })).toBe('parts_differ');
    expect(await code(paid, { ...rest, companyId: 999_999 })).toBe('not_found');
    expect(await code({ ...paid, companyId: foreign.companyId }, rest)).toBeTruthy();
    expect((await invoicesOf(t, own))[0]).toMatchObject({ paidFen: 0 });
    const both = await Promise.all(
      [desk, other].map((clerk) => confirm(clerk, line, { as: 'split', parts: [paid, rest] })),
    );
    expect(statuses(both)).toEqual([200, 409]);
    expect((await standingOf(t, foreign)).balanceFen).toBe(450_000);
    await moneyHolds(t);
  });

  it('is never confirmed in part, not even by the database owner', async () => {
    await expect(
      t.database.owner.query('UPDATE bank_match SET amount_fen = amount_fen - 1 WHERE undone_at IS NULL'),
    ).rejects.toThrow(/is confirmed and matched with/);
  });
});

describe('a line that is a deposit', () => {
  it('receives one that was due; undone, its receipt is voided and it is due again', async () => {
    const { id, reservationId } = await aDeposit(own, 300_000, true);
    await desk.imported(statementOf(inLine(300_000, '某某', `R${reservationId} 押金`)));
    const line = await desk.line('押金');
    expect(line.match).toMatchObject({ state: 'sure', suggestions: [{ deposit: { depositId: id, reservationId } }] });
    const before = await bankFen();
    expect((await confirm(desk, line, { as: 'deposit', depositId: id })).status).toBe(200);
    expect(await depositOf(id)).toMatchObject({ status: 'held', receiptNumber: 'PBD2026-000001' });
    expect((await bankFen()) - before).toBe(300_000);
    await moneyHolds(t);
    expect((await undo(desk, line)).status).toBe(200);
    expect(await depositOf(id)).toMatchObject({
      status: 'due',
      receiptNumber: null,
      voidedReceipts: [{ number: 'PBD2026-000001', reason: '核销错企业' }],
    });
    expect(await bankFen()).toBe(before);
    expect(await desk.line('押金')).toMatchObject({ status: 'open', match: { state: 'sure' } });
    await moneyHolds(t);
  });

  it('and an invoice at once is split; another number is given, and nothing is undone that was decided on', async () => {
    await desk.post(`/bank-lines/${(await desk.line('押金')).id}/ignore`, { reason: '测试款项' });
    const [deposit] = (await t.call<{ items: DepositBody[] }>(finance, 'GET', '/deposits?show=due')).body.items;
    const [, second] = await invoicesOf(t, own);
    const { rows } = await t.database.owner.query<{ name_zh: string }>('SELECT name_zh FROM company WHERE id = $1', [
      own.companyId,
    ]);
    await desk.imported(statementOf(inLine(750_000, rows[0]?.name_zh ?? '', '两笔一起付')));
    const line = await desk.line('两笔一起付');
    const parts = [
      {
        as: 'payment',
        companyId: own.companyId,
        amountFen: 450_000,
        allocations: [{ invoiceId: second?.id, amountFen: 450_000 }],
      },
      { as: 'deposit', depositId: deposit?.id },
    ];
    expect(line.match?.suggestions[0]?.split.map((one) => one.amountFen)).toEqual([300_000, 450_000]);
    expect((await confirm(desk, line, { as: 'split', parts })).status).toBe(200);
    const held = await depositOf(deposit?.id ?? 0);
    expect(held).toMatchObject({ status: 'held', receiptNumber: 'PBD2026-000002' });
    await moneyHolds(t);
    await desk.post(`/deposits/${held.id}/release`, {
      version: held.version,
      parts: [{ kind: 'refund', amountFen: 1 }],
    });
    expect((await undo(desk, line)).body.code).toBe('deposit_decided');
    expect((await invoicesOf(t, own))[1]).toMatchObject({ paidFen: 450_000 });
    await moneyHolds(t);
  });

  it('that counts as taken already is only linked: nothing is posted, nothing taken back', async () => {
    const { id, reservationId } = await aDeposit(foreign, 120_000, false);
    await desk.imported(
      statementOf(
        inLine(120_000, '某某', `保证金 R${reservationId} 甲`),
        inLine(120_000, '某某', `保证金 R${reservationId} 乙`),
      ),
    );
    const [one, two] = [await desk.line('甲'), await desk.line('乙')];
    const before = await bankFen();
    const both = await Promise.all([
      confirm(desk, one, { as: 'deposit', depositId: id }),
      confirm(other, two, { as: 'deposit', depositId: id }),
    ]);
    expect(statuses(both)).toEqual([200, 409]);
    expect(await bankFen()).toBe(before);
    await moneyHolds(t);
    await undo(desk, both[0]?.status === 200 ? one : two);
    expect(await depositOf(id)).toMatchObject({ status: 'held', voidedReceipts: [] });
    expect((await confirm(desk, one, { as: 'deposit', depositId: id })).status).toBe(200);
    expect((await confirm(desk, two, { as: 'deposit', depositId: 999_999 })).body.code).toBe('not_found');
    await moneyHolds(t);
  });
});
