import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aRental, billed } from '../../../../test/support/billing-desk.js';
import type { Person } from '../../../../test/support/builders.js';
import { type Answer, startTestApp, type TestApp } from '../../../../test/support/test-app.js';
import { Database } from '../../../platform/database/database.js';
import { grantSubsidies } from './grant-subsidies.js';

let t: TestApp;
let finance: Person;
let tenant: Person;
let other: Person;
let keys = 0;

const programme = (body: object): Promise<Answer<{ id: number; version: number; usedFen: number; code?: string }>> =>
  t.call(finance, 'POST', '/subsidies', {
    key: `subsidy-key-${++keys}`,
    body: { shareBps: 2000, firstMonth: '2026-03', scope: {}, ...body },
  });
const run = async (month: string): Promise<void> => {
  const { status } = await t.call(finance, 'POST', `/months/${month}/run`, { key: `bill-${month}` });
  expect(status).toBe(200);
  await billed(t);
};
interface Paid {
  readonly companyId: number;
  readonly grossFen: number;
  readonly taxFen: number;
  readonly paidFen: number;
  readonly subsidyFen: number;
}
const issued = async (month: string): Promise<Paid[]> => {
  const { rows } = await t.database.owner.query<Paid>(
    `SELECT i.company_id::int "companyId", i.gross_fen::int "grossFen", i.tax_fen::int "taxFen", i.paid_fen::int "paidFen",
       coalesce((SELECT sum(amount_fen) FROM subsidy_grant g WHERE g.invoice_id = i.id), 0)::int "subsidyFen"
     FROM invoice i WHERE i.month = $1 AND i.number IS NOT NULL ORDER BY i.number`,
    [`${month}-01`],
  );
  return rows;
};

/** Two companies, each with a rental of 4,500.00 from March on; the first is incubating. */
beforeAll(async () => {
  t = await startTestApp('2026-04-02T02:00:00Z');
  await t.given.aPark();
  finance = await t.given.aPerson('finance');
  tenant = await t.given.aPerson('company_admin', await t.given.aCompany({ class_code: 'incubating' }));
  other = await t.given.aPerson('company_admin', await t.given.aCompany());
  for (const who of [tenant, other])
    await aRental(t.database.owner, t.given, { companyId: who.companyId ?? 0, startsOn: '2026-03-01', months: 6 });
});
afterAll(() => t.close());

describe('a programme of the park', () => {
  it('pays its share at issue, for its class only, and changes neither lines nor tax', async () => {
    const made = await programme({
      nameZh: '孵化补贴',
      nameEn: 'Incubation',
      classCodes: ['incubating'],
      companyYearFen: 170_000,
    });
    expect(made.status).toBe(200);
    expect((await programme({ nameZh: '孵化补贴' })).body.code).toBe('name_taken');
    await run('2026-03');
    expect(await issued('2026-03')).toEqual([
      { companyId: tenant.companyId, grossFen: 450_000, taxFen: 51_770, paidFen: 90_000, subsidyFen: 90_000 },
      { companyId: other.companyId, grossFen: 450_000, taxFen: 51_770, paidFen: 0, subsidyFen: 0 },
    ]);
    const { rows } = await t.database.owner.query(
      `SELECT (SELECT sum(amount_fen) FROM ledger_entry WHERE account = 'subsidies')::int subsidies, (SELECT sum(amount_fen) FROM ledger_entry)::int total,
         (SELECT sum(amount_fen) FROM ledger_entry WHERE account = 'receivable')::int - (SELECT sum(open_fen) FROM invoice WHERE number IS NOT NULL)::int receivable`,
    );
    expect(rows).toEqual([{ subsidies: 90_000, total: 0, receivable: 0 }]);
  });

  it('is shown apart from the gross on the invoice and its PDF, as the company sees it', async () => {
    const { body } = await t.call<{ items: { id: number }[] }>(tenant, 'GET', '/invoices');
    const id = body.items[0]?.id ?? 0;
    const shown = await t.call<{ subsidies: unknown[] }>(tenant, 'GET', `/invoices/${id}`);
    expect(shown.body.subsidies).toEqual([{ nameZh: '孵化补贴', nameEn: 'Incubation', amountFen: 90_000 }]);
    const pdf = await t.call(tenant, 'GET', `/invoices/${id}/pdf`);
    const file = join(mkdtempSync(join(tmpdir(), 'pb-subsidy-')), 'invoice.pdf');
    writeFileSync(file, pdf.raw);
    const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
    expect(text).toMatch(/园区补贴 · 孵化补贴\s+-900\.00/);
    expect(text).toMatch(/企业应付\s+3,600\.00/);
    expect(text).toContain('肆仟伍佰元整');
  });

  it('says before a booking what it will pay, by what its limits leave then', async () => {
    const instrumentId = await t.given.anInstrument();
    const ask = (who: Person): Promise<Answer<{ totalFen: number; subsidy: unknown }>> =>
      t.call(who, 'POST', '/quotes', { body: { kind: 'rental', instrumentId, startsOn: '2026-05-01', months: 1 } });
    const quoted = await ask(tenant);
    const fen = quoted.body.totalFen;
    expect(quoted.body.subsidy).toEqual({
      expectedFen: 80_000,
      companyFen: fen - 80_000,
      programmes: [{ nameZh: '孵化补贴', nameEn: 'Incubation', amountFen: 80_000 }],
    });
    expect((await ask(other)).body.subsidy).toBeNull();
  });

  it('stops at what a company may have a year', async () => {
    t.setClock('2026-05-02T02:00:00Z');
    await run('2026-04');
    expect((await issued('2026-04')).map((i) => i.subsidyFen)).toEqual([80_000, 0]);
  });

  it('spends its budget in the order of the numbers, and not a fen more', async () => {
    const made = await programme({ nameZh: '全园补贴', shareBps: 1000, firstMonth: '2026-05', budgetFen: 60_000 });
    t.setClock('2026-06-02T02:00:00Z');
    await run('2026-05');
    expect((await issued('2026-05')).map((i) => i.subsidyFen)).toEqual([45_000, 15_000]);
    const { body } = await t.call<{
      items: { id: number; usedFen: number }[];
      totals: { usedFen: number; ledgerFen: number };
    }>(finance, 'GET', '/subsidies');
    expect(body.items.find((one) => one.id === made.body.id)?.usedFen).toBe(60_000);
    expect(body.totals.usedFen).toBe(body.totals.ledgerFen);
    const change = { nameZh: '全园补贴', shareBps: 1000, firstMonth: '2026-05', scope: {}, budgetFen: 50_000 };
    const less = await t.call(finance, 'PUT', `/subsidies/${made.body.id}`, { ifMatch: 1, body: change });
    expect([less.status, less.body.code]).toEqual([409, 'budget_spent']);
  });

  it('cannot spend one budget twice when two issues come at once', async () => {
    const { body } = await programme({
      nameZh: '抢先补贴',
      shareBps: 10_000,
      firstMonth: '2027-01',
      budgetFen: 100_000,
    });
    const rental = await aRental(t.database.owner, t.given, {
      companyId: other.companyId ?? 0,
      startsOn: '2027-01-01',
      months: 2,
    });
    const bill = async (sequence: number): Promise<object> => {
      const id = await t.given.insert('invoice', {
        company_id: other.companyId,
        month: '2027-01-01',
        status: 'issued',
        series: 'X',
        year: 2027,
        sequence,
        number: `X2027-${sequence}`,
        issued_at: '2027-02-01',
        due_on: '2027-02-16',
        net_fen: 70_796,
        tax_fen: 9_204,
        gross_fen: 80_000,
        buyer: '{}',
        seller: '{}',
        content_hash: Buffer.alloc(32),
      });
      await t.given.insert('charge', {
        company_id: other.companyId,
        source_kind: 'reservation',
        source_id: rental,
        component: 'rent',
        month: '2027-01-01',
        posted_month: '2027-01-01',
        revision: sequence,
        amount_fen: 80_000,
        net_fen: 70_796,
        tax_fen: 9_204,
        tax_rate_bps: 1300,
        tax_code: '3',
        item_name: 'x',
        explanation: '{}',
        invoice_id: id,
        line_no: 1,
      });
      return { id, companyId: other.companyId, month: '2027-01', grossFen: 80_000, number: `X2027-${sequence}` };
    };
    const [first, second] = [await bill(1), await bill(2)];
    const db = t.app.get(Database);
    const grant = (invoice: object): Promise<void> =>
      db.transaction('all', (tx) =>
        grantSubsidies(tx, {
          invoices: [invoice as never],
          at: new Date('2027-02-01'),
          receivedOn: '2027-02-01',
          actorId: finance.id,
        }),
      );
    await Promise.all([grant(first), grant(second)]);
    const { rows } = await t.database.owner.query(
      `SELECT p.used_fen::int used, (SELECT sum(amount_fen) FROM subsidy_grant g WHERE g.programme_id = p.id)::int granted FROM subsidy_programme p WHERE id = $1`,
      [body.id],
    );
    expect(rows).toEqual([{ used: 100_000, granted: 100_000 }]);
  });
});
