import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { billingWorker, type BillingWorker } from '../../../test/support/billing-desk.js';
import { Builders } from '../../../test/support/builders.js';
import { testDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import type { Tx } from '../../platform/database/database.js';
import { issueInvoices } from './issue-invoices.js';

let database: TestDatabase;
let worker: BillingWorker;
let companyId: number;
let actorId: number;
const terms = { series: 'PB', timeZone: 'Asia/Shanghai', dueDays: 15, seller: {} };

beforeAll(async () => {
  database = await testDatabase();
  const given = new Builders(database.owner);
  await given.aPark();
  companyId = await given.aCompany();
  actorId = (await given.aPerson('finance')).id;
  worker = await billingWorker(database.url);
});
afterAll(async () => {
  await worker.close();
  await database.drop();
});

async function draftAndIssue(tx: Tx): Promise<void> {
  const [draft] = await tx.query<{ id: number }>(
    `INSERT INTO invoice (company_id, month, net_fen, tax_fen, gross_fen, buyer, seller) VALUES ($1, '2026-03-01', 88, 12, 100, '{}', '{}') RETURNING id`,
    [companyId],
  );
  await issueInvoices(tx, { drafts: [draft?.id ?? 0], issueAt: new Date('2026-04-01T01:00:00Z'), terms, actorId });
}

it('leaves no gap and gives no number twice to 16 issuers at once, one in ten of whom breaks off', async () => {
  let issued = 0;
  let random = 20260401;
  const next = (): number => (random = (random * 1103515245 + 12345) % 2147483648);
  const issuer = async (): Promise<void> => {
    for (let i = 0; i < 20; i++) {
      const breaksOff = next() % 10 === 0;
      await worker.db
        .transaction('all', async (tx) => {
          await draftAndIssue(tx);
          if (breaksOff) throw new Error('broke off');
        })
        .then(
          () => issued++,
          () => undefined,
        );
    }
  };
  await Promise.all(Array.from({ length: 16 }, issuer));
  const { rows } = await database.owner.query(
    `SELECT count(*)::int, count(DISTINCT number)::int AS distinct, min(sequence), max(sequence),
       (SELECT last FROM document_counter WHERE series = 'PB' AND year = 2026) AS last FROM invoice WHERE number IS NOT NULL`,
  );
  expect(rows).toEqual([{ count: issued, distinct: issued, min: 1, max: issued, last: issued }]);
  expect(issued).toBeLessThan(320);
  expect(issued).toBeGreaterThan(200);
});

it('lets nobody change or delete an issued invoice, nor a recorded charge', async () => {
  const owner = database.owner;
  await expect(
    owner.query('UPDATE invoice SET gross_fen = 1, net_fen = 1, tax_fen = 0 WHERE sequence = 1'),
  ).rejects.toMatchObject({ constraint: 'invoice_issued' });
  await expect(owner.query('DELETE FROM invoice WHERE sequence = 1')).rejects.toMatchObject({
    constraint: 'invoice_issued',
  });
});

it('refuses a posting that does not balance', async () => {
  const { rows } = await database.owner.query<{ id: string }>(
    `INSERT INTO ledger_transaction (kind, ref_id) VALUES ('write_off', 1) RETURNING id`,
  );
  const unbalanced = database.owner.query(`INSERT INTO ledger_entry VALUES ($1, 1, 'bank', $2, 100)`, [
    rows[0]?.id,
    companyId,
  ]);
  await expect(unbalanced).rejects.toMatchObject({ constraint: 'ledger_balanced' });
});
