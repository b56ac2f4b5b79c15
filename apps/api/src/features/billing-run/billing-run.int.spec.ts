import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aRental, aSegment, billed, issuedInvoices } from '../../../test/support/billing-desk.js';
import type { Person } from '../../../test/support/builders.js';
import { startTestApp, type TestApp } from '../../../test/support/test-app.js';

let t: TestApp;
let finance: Person;
let keys = 0;

beforeAll(async () => {
  t = await startTestApp('2026-03-20T02:00:00Z');
  await t.given.aPark();
  finance = await t.given.aPerson('finance');
});
afterAll(() => t.close());

interface Cockpit {
  readonly state: string;
  readonly run: {
    id: number;
    status: string;
    total: number;
    done: number;
    failed: { companyId: number; reason: string; failure: { message: { zh: string }; link: string } }[];
  } | null;
  readonly totals: { netFen: number; taxFen: number; grossFen: number; paidFen: number };
  readonly blockers: { code: string }[];
}
interface CompanyRow {
  readonly companyId: number;
  readonly lines: number;
  readonly grossFen: number;
  readonly status: string;
  readonly invoiceNo: string | null;
}
const cockpit = async (month: string): Promise<Cockpit> =>
  (await t.call<Cockpit>(finance, 'GET', `/months/${month}`)).body;
const companiesOf = async (month: string, query = ''): Promise<CompanyRow[]> =>
  (await t.call<{ items: CompanyRow[] }>(finance, 'GET', `/months/${month}/companies?${query}`)).body.items;
const bill = async (month: string): Promise<Cockpit> => {
  const started = await t.call<{ runId: number }>(finance, 'POST', `/months/${month}/run`, {
    key: `run-${++keys}-key`,
  });
  expect(started.status).toBe(200);
  await billed(t);
  return cockpit(month);
};
const aTenant = async (): Promise<number> => {
  const companyId = await t.given.aCompany();
  await t.given.aPerson('company_admin', companyId);
  return companyId;
};
const rental = (companyId: number, startsOn: string, months: number): Promise<number> =>
  aRental(t.database.owner, t.given, { companyId, startsOn, months });
const chargesOf = async (id: number): Promise<{ amount: number; tax: number; month: string; posted: string }[]> => {
  const { rows } = await t.database.owner.query(
    `SELECT amount_fen::int amount, tax_fen::int tax, to_char(month, 'YYYY-MM') AS month, to_char(posted_month, 'YYYY-MM') posted
     FROM charge WHERE source_id = $1 ORDER BY id`,
    [id],
  );
  return rows as { amount: number; tax: number; month: string; posted: string }[];
};

describe('the worked example: 4,500.00 from 2026-03-15 for 2 months', () => {
  let companyId: number;
  let id: number;

  it('is previewed to the fen, and nothing is saved', async () => {
    companyId = await aTenant();
    id = await rental(companyId, '2026-03-15', 2);
    const preview = await t.call<{ companies: CompanyRow[] }>(finance, 'GET', '/months/2026-03/preview');
    expect(preview.body.companies).toMatchObject([{ companyId, lines: 1, grossFen: 246_774, status: 'preview' }]);
    const lines = await t.call<{ lines: { explanation: { zh: string } }[] }>(
      finance,
      'GET',
      `/months/2026-03/preview/${companyId}`,
    );
    expect(lines.body.lines.map((line) => line.explanation.zh)).toEqual([
      '3/15–3/31，17/31 天 × ¥4,500.00 = ¥2,467.74',
    ]);
    expect(await chargesOf(id)).toEqual([]);
  });

  it('cannot be billed before the month is over', async () => {
    const early = await t.call(finance, 'POST', '/months/2026-03/run', { key: 'too-early-key' });
    expect([early.status, early.body.code]).toEqual([409, 'month_not_over']);
  });

  it('is billed 2,467.74, 4,500.00 and 2,032.26, with tax of its own each month', async () => {
    for (const [now, month] of [
      ['2026-04-01T01:00:00Z', '2026-03'],
      ['2026-05-01T01:00:00Z', '2026-04'],
      ['2026-06-01T01:00:00Z', '2026-05'],
    ] as const) {
      t.setClock(now);
      if (month === '2026-05')
        await t.database.owner.query(
          `UPDATE reservation SET status = 'completed', returned_on = '2026-05-15' WHERE id = $1`,
          [id],
        );
      expect(await bill(month)).toMatchObject({
        state: 'invoiced',
        run: { status: 'done', total: 1, done: 1, failed: [] },
      });
    }
    const invoices = await issuedInvoices(t.database.owner);
    expect(invoices.map((i) => [i.number, i.grossFen, i.taxFen])).toEqual([
      ['PB2026-000001', 246_774, 28_390],
      ['PB2026-000002', 450_000, 51_770],
      ['PB2026-000003', 203_226, 23_380],
    ]);
  });

  it('is billed once, whoever asks again', async () => {
    const before = await issuedInvoices(t.database.owner);
    for (const month of ['2026-03', '2026-04', '2026-05']) await bill(month);
    expect(await issuedInvoices(t.database.owner)).toEqual(before);
    expect(await chargesOf(id)).toHaveLength(3);
  });

  it('leaves a ledger that sums to nothing and a receivable that is the open invoices', async () => {
    const { rows } = await t.database.owner.query(
      `SELECT (SELECT sum(amount_fen) FROM ledger_entry)::int total, (SELECT sum(amount_fen) FROM ledger_entry WHERE account = 'receivable')::int receivable,
         (SELECT sum(gross_fen - paid_fen) FROM invoice WHERE status IN ('issued', 'part_paid'))::int open`,
    );
    expect(rows).toEqual([{ total: 0, receivable: 900_000, open: 900_000 }]);
  });
});

describe('changes after billing', () => {
  it('bills no month that an early return frees, and every month that an extension brings', async () => {
    const short = await rental(await aTenant(), '2026-06-01', 3);
    const long = await rental(await aTenant(), '2026-06-01', 1);
    t.setClock('2026-07-01T01:00:00Z');
    await bill('2026-06');
    await t.database.owner.query(
      `UPDATE reservation SET status = 'completed', returned_on = '2026-06-21' WHERE id = $1`,
      [short],
    );
    await aSegment(t.database.owner, { reservationId: long, segment: 2, fromMonth: 1, months: 1, monthlyFen: 450_000 });
    t.setClock('2026-08-01T01:00:00Z');
    await bill('2026-07');
    expect(await chargesOf(short)).toMatchObject([{ amount: 450_000, month: '2026-06', posted: '2026-06' }]);
    expect(await chargesOf(long)).toMatchObject([
      { amount: 450_000, month: '2026-06', posted: '2026-06' },
      { amount: 450_000, month: '2026-07', posted: '2026-07' },
    ]);
  });

  it('gives a negative line for a month billed before, and the money back as a balance', async () => {
    const companyId = await aTenant();
    const id = await rental(companyId, '2026-08-01', 2);
    t.setClock('2026-10-01T01:00:00Z');
    await bill('2026-08');
    await bill('2026-09');
    await t.database.owner.query(
      `UPDATE reservation SET status = 'completed', returned_on = '2026-09-11' WHERE id = $1`,
      [id],
    );
    t.setClock('2026-11-01T01:00:00Z');
    await bill('2026-10');
    expect(await chargesOf(id)).toEqual([
      { amount: 450_000, tax: 51_770, month: '2026-08', posted: '2026-08' },
      { amount: 450_000, tax: 51_770, month: '2026-09', posted: '2026-09' },
      { amount: -300_000, tax: -34_513, month: '2026-09', posted: '2026-10' },
    ]);
    const standing = await t.call(finance, 'GET', `/standing?companyId=${companyId}`);
    expect(standing.body).toMatchObject({ openFen: 900_000, balanceFen: 300_000 });
  });
});

describe('a company that cannot be billed', () => {
  it('is listed with the reason, holds up nobody and blocks the closing until it is retried', async () => {
    const good = await aTenant();
    const bad = await aTenant();
    await rental(good, '2026-11-01', 1);
    const broken = await rental(bad, '2026-11-01', 1);
    await t.database.owner.query('DELETE FROM reservation_segment WHERE reservation_id = $1', [broken]);
    t.setClock('2026-12-01T01:00:00Z');
    const after = await bill('2026-11');
    expect(
      (await companiesOf('2026-11'))
        .filter((c) => [good, bad].includes(c.companyId))
        .map((c) => c.status)
        .sort(),
    ).toEqual(['failed', 'invoiced']);
    expect(after.run?.failed).toMatchObject([
      {
        companyId: bad,
        reason: expect.stringContaining(`reservation ${broken}`),
        failure: { code: 'no_term', link: `/reservations/${broken}` },
      },
    ]);
    expect(after.run?.failed[0]?.failure.message.zh).toMatch(/^预约 #\d+（T-\d+）没有租期和月租记录，算不出租金。/);
    expect(await companiesOf('2026-11', 'status=failed')).toMatchObject([{ companyId: bad, grossFen: 0 }]);
    const refused = await t.call<{ blockers: { code: string }[] }>(finance, 'POST', '/months/2026-11/close', {
      body: {},
    });
    expect([refused.status, refused.body.blockers.map((b) => b.code)]).toEqual([409, ['companies_failed']]);

    await aSegment(t.database.owner, {
      reservationId: broken,
      segment: 1,
      fromMonth: 0,
      months: 1,
      monthlyFen: 450_000,
    });
    t.setClock('2026-12-03T01:00:00Z');
    await t.call(finance, 'POST', '/months/2026-11/run/retry', {
      body: { companyId: bad },
    });
    await billed(t);
    const invoices = await issuedInvoices(t.database.owner);
    expect(invoices.at(-1)).toMatchObject({ month: '2026-11', grossFen: 450_000, due_on: '2026-12-18' });
    const twice = await t.call(finance, 'POST', '/months/2026-11/run/retry', { body: { companyId: bad } });
    expect([twice.status, twice.body.code]).toEqual([409, 'not_failed']);
  });

  it('lets the month be closed, after which changes fall into the next open one', async () => {
    const late = await aTenant();
    expect((await t.call(finance, 'POST', '/months/2026-11/close', { body: {} })).status).toBe(200);
    const again = await t.call(finance, 'POST', '/months/2026-11/run', { key: 'closed-month-key' });
    expect([again.status, again.body.code]).toEqual([409, 'month_closed']);
    expect((await cockpit('2026-11')).state).toBe('closed');
    const id = await rental(late, '2026-11-01', 1);
    t.setClock('2027-01-01T01:00:00Z');
    await bill('2026-12');
    expect(await chargesOf(id)).toMatchObject([
      { month: '2026-11', posted: '2026-12', amount: 450_000 },
      { month: '2026-12' },
    ]);
  });
});

describe('the numbers', () => {
  it('start again in a new year and have no gap', async () => {
    const numbers = (await issuedInvoices(t.database.owner)).map((i) => String(i.number));
    const inYear = (year: string): number[] =>
      numbers.filter((n) => n.startsWith(`PB${year}-`)).map((n) => Number(n.slice(7)));
    for (const year of ['2026', '2027']) expect(inYear(year)).toEqual(inYear(year).map((_, i) => i + 1));
    expect(inYear('2027').length).toBeGreaterThan(0);
  });
});

describe('the months', () => {
  it('are listed from the first reservation, newest first', async () => {
    const { body } = await t.call<{ items: { month: string; state: string }[] }>(finance, 'GET', '/months');
    expect(body.items[0]).toMatchObject({ month: '2027-01', state: 'open' });
    expect(body.items.at(-1)).toMatchObject({ month: '2026-03', state: 'invoiced' });
    expect(body.items.find((m) => m.month === '2026-11')).toMatchObject({ state: 'closed' });
  });

  it('belong to finance alone', async () => {
    const tenant = await t.given.aPerson('company_admin', await t.given.aCompany());
    expect((await t.call(tenant, 'GET', '/months')).status).toBe(403);
    expect(
      (await t.call(await t.given.aPerson('manager'), 'POST', '/months/2026-12/run', { key: 'manager-run-key' }))
        .status,
    ).toBe(403);
  });
});
