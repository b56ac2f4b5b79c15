import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { billed } from '../../../test/support/billing-desk.js';
import type { Person } from '../../../test/support/builders.js';
import { startTestApp, type TestApp } from '../../../test/support/test-app.js';
import { Database } from '../../platform/database/database.js';
import { addBillableItem, type NewBillableItem, withdrawBillableItem } from '../invoicing/invoicing.api.js';

let t: TestApp;
let finance: Person;
let companyId: number;

beforeAll(async () => {
  t = await startTestApp('2026-04-02T02:00:00Z');
  await t.given.aPark();
  finance = await t.given.aPerson('finance');
  companyId = await t.given.aCompany();
});
afterAll(() => t.close());

const state = (given: Partial<NewBillableItem> = {}): Promise<number> =>
  t.app.get(Database).transaction('all', (tx) =>
    addBillableItem(tx, {
      companyId,
      kind: 'damage',
      month: '2026-03',
      amountFen: 113_000,
      tax: { rateBps: 1300, code: '3040502019900000000', itemName: '*经营租赁*赔偿' },
      subject: { nameZh: '倒置显微镜', nameEn: 'Inverted microscope', assetNo: 'T-1' },
      reason: '物镜划伤',
      createdBy: finance.id,
      ...given,
    }),
  );
const withdraw = (id: number): Promise<boolean> =>
  t.app
    .get(Database)
    .transaction('all', (tx) =>
      withdrawBillableItem(tx, { id, reason: '误记', actorId: finance.id, at: new Date('2026-05-02T02:00:00Z') }),
    );
const previewOf = async (month: string): Promise<unknown> =>
  (await t.call<{ companies: unknown }>(finance, 'GET', `/months/${month}/preview`)).body.companies;
const bill = async (month: string): Promise<void> => {
  const started = await t.call(finance, 'POST', `/months/${month}/run`, { key: `items-${month}-key` });
  expect(started.status).toBe(200);
  await billed(t);
};
const lines = async (id: number): Promise<unknown[]> =>
  (
    await t.database.owner.query(
      `SELECT c.component, c.amount_fen::int amount, to_char(i.month, 'YYYY-MM') AS month, c.explanation->'text'->>'zh' why
       FROM charge c LEFT JOIN invoice i ON i.id = c.invoice_id WHERE c.source_kind = 'item' AND c.source_id = $1 ORDER BY c.id`,
      [id],
    )
  ).rows;

describe('what somebody stated', () => {
  let id: number;

  it('is previewed and billed to a company that has nothing else, once, with its reason', async () => {
    id = await state();
    expect(await previewOf('2026-03')).toMatchObject([{ companyId, lines: 1, grossFen: 113_000, netFen: 100_000 }]);
    await bill('2026-03');
    expect(await lines(id)).toEqual([
      { component: 'damage', amount: 113_000, month: '2026-03', why: '物镜划伤：¥1,130.00' },
    ]);
    expect(await previewOf('2026-04')).toEqual([]);
  });

  it('is taken back in the next open month once it is withdrawn, and can be withdrawn once', async () => {
    expect(await withdraw(id)).toBe(true);
    expect(await withdraw(id)).toBe(false);
    t.setClock('2026-05-02T02:00:00Z');
    await bill('2026-04');
    expect(await lines(id)).toMatchObject([{ amount: 113_000 }, { amount: -113_000, month: '2026-04' }]);
  });

  it('is history: neither changed nor deleted, and belongs to its own company', async () => {
    const change = t.database.owner.query('UPDATE billable_item SET amount_fen = 1 WHERE id = $1', [id]);
    await expect(change).rejects.toMatchObject({ constraint: 'billable_item_is_history' });
    const other = await t.given.aCompany();
    const mine = await state();
    const foreign = t.database.owner.query(
      `INSERT INTO charge (company_id, source_kind, source_id, component, month, posted_month, revision, amount_fen, net_fen, tax_fen, tax_rate_bps, tax_code, item_name, explanation)
       VALUES ($1, 'item', $2, 'damage', '2026-05-01', '2026-05-01', 1, 1, 1, 0, 0, '', '', '{}')`,
      [other, mine],
    );
    await expect(foreign).rejects.toMatchObject({ constraint: 'charge_item' });
    await expect(state({ kind: 'service', amountFen: -1 })).rejects.toThrow('billable_item');
  });

  it('may leave a draft, and no issued invoice', async () => {
    const take = (where: string): Promise<unknown> =>
      t.database.owner.query(`UPDATE charge SET invoice_id = NULL, line_no = NULL WHERE ${where}`);
    await expect(take(`source_kind = 'item' AND source_id = ${id}`)).rejects.toMatchObject({
      constraint: 'charge_is_history',
    });
  });
});
