import { expect } from '@jest/globals';
import { invariants } from '../../../../tools/src/stand/invariants.js';
import { BankDesk, csvOf } from './bank-desk.js';
import { aRental, billed } from './billing-desk.js';
import type { Person } from './builders.js';
import { startTestApp, type TestApp } from './test-app.js';

/** An invoice as lists show it. */
export interface InvoiceBody {
  readonly id: number;
  readonly number: string;
  readonly status: string;
  readonly paidFen: number;
}

/** A park with two clerks at the statements, a company with three invoices of 4,500.00 and another with one. */
export interface BankWorld {
  readonly t: TestApp;
  readonly finance: Person;
  readonly desk: BankDesk;
  readonly other: BankDesk;
  readonly own: Person;
  readonly foreign: Person;
  readonly names: Readonly<Record<number, string>>;
}

/** Builds it: rentals that ended, billed for March to May; today is 2 June 2026. */
export async function aBankWorld(): Promise<BankWorld> {
  const t = await startTestApp('2026-06-02T02:00:00Z');
  await t.given.aPark();
  const finance = await t.given.aPerson('finance');
  const desk = new BankDesk(t, finance);
  const other = new BankDesk(t, await t.given.aPerson('finance'));
  const own = await t.given.aPerson('company_admin', await t.given.aCompany());
  const foreign = await t.given.aPerson('company_admin', await t.given.aCompany());
  for (const [who, months] of [
    [own, 3],
    [foreign, 1],
  ] as const)
    await aRental(t.database.owner, t.given, { companyId: who.companyId ?? 0, startsOn: '2026-03-01', months });
  await allReturned(t);
  for (const month of ['2026-03', '2026-04', '2026-05']) {
    await t.call(finance, 'POST', `/months/${month}/run`, { key: `bill-${month}-key` });
    await billed(t);
  }
  const { rows } = await t.database.owner.query<{ id: string; name_zh: string }>('SELECT id, name_zh FROM company');
  const names = Object.fromEntries(rows.map((row) => [Number(row.id), row.name_zh]));
  return { t, finance, desk, other, own, foreign, names };
}

/** Every rental was returned on its last day. */
export async function allReturned(t: TestApp): Promise<void> {
  await t.database.owner.query(
    `UPDATE reservation SET status = 'completed', returned_on = (ends_at AT TIME ZONE 'Asia/Shanghai')::date`,
  );
}

/** A company's invoices, the oldest first. */
export const invoicesOf = async (t: TestApp, who: Person): Promise<InvoiceBody[]> =>
  (await t.call<{ items: InvoiceBody[] }>(who, 'GET', '/invoices')).body.items.reverse();

/** What a company owes and has to its credit. */
export const standingOf = async (t: TestApp, who: Person): Promise<Record<string, number>> =>
  (await t.call<Record<string, number>>(who, 'GET', '/standing')).body;

/** Every rule about money holds, whatever was done before. */
export async function moneyHolds(t: TestApp): Promise<void> {
  for (const { id, sql } of invariants.filter((one) => /^I(12|15|16|17|27|31)$/.test(one.id))) {
    const { rows } = await t.database.owner.query<{ v: string }>(sql);
    expect([id, Number(rows[0]?.v)]).toEqual([id, 0]);
  }
}

const heads = ['交易日期', '借方发生额', '贷方发生额', '余额', '对方户名', '对方账号', '摘要', '附言', '交易流水号'];
export const statementHeads: readonly string[] = heads;
let flow = 0;

/** A row of money in, with a reference of its own unless told. */
export const inLine = (fen: number, who: string, text: string, reference = `R${++flow}`): unknown[] => [
  '2026/06/01',
  '',
  (fen / 100).toFixed(2).replace(/\B(?=(\d{3})+(?!\d))/g, ','),
  '',
  who,
  '',
  '转账',
  text,
  reference,
];

/** A statement in UTF-8 with a title above its headers. */
export const statementOf = (...rows: unknown[][]): Buffer => Buffer.from(csvOf([['账户明细'], heads, ...rows]));

/** What was answered, in an order that does not depend on who came first. */
export const statuses = (answers: readonly { readonly status: number }[]): number[] =>
  answers.map((one) => one.status).sort((a, b) => a - b);
