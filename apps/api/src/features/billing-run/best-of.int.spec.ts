import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { billed, issuedInvoices } from '../../../test/support/billing-desk.js';
import { Bookings, session } from '../../../test/support/bookings.js';
import type { Person } from '../../../test/support/builders.js';
import { startTestApp, type TestApp } from '../../../test/support/test-app.js';

let t: TestApp;
let book: Bookings;
let finance: Person;
let tenant: Person;
let instrument: number;
const booked: number[] = [];

/** Five hours in the morning of a day, Shanghai time. */
const morning = (month: string, day: number, hours = 5): [string, string] => {
  const at = (hour: number): string =>
    `${month}-${String(day).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00Z`;
  return [at(1), at(1 + hours)];
};

beforeAll(async () => {
  t = await startTestApp('2026-03-31T02:00:00Z');
  await t.given.aPark();
  book = new Bookings(t);
  finance = await t.given.aPerson('finance');
  const companyId = await t.given.aCompany();
  tenant = await t.given.aPerson('company_admin', companyId);
  instrument = await t.given.anInstrument({ hourly_fen: 12_000, monthly_fen: 450_000 });
});
afterAll(() => t.close());

interface Line {
  readonly sourceKind: string;
  readonly component: string;
  readonly amountFen: number;
  readonly taxFen: number;
  readonly explanation: { readonly zh: string };
}
interface Preview {
  readonly lines: Line[];
  readonly totals: { readonly grossFen: number; readonly taxFen: number };
}
const preview = async (month: string): Promise<Preview> =>
  (await t.call<Preview>(finance, 'GET', `/months/${month}/preview/${tenant.companyId}`)).body;
const bill = async (month: string): Promise<void> => {
  const started = await t.call(finance, 'POST', `/months/${month}/run`, { key: Bookings.key() });
  expect(started.status).toBe(200);
  await billed(t);
};
const bestOf = ({ lines }: Preview): Line[] => lines.filter((line) => line.component === 'best_of');
interface BestOf {
  readonly bestOf: { capFen: number; paidFen: number; addsFen: number; minutesToCap: number } | null;
}
const quoted = async (day: number, hours = 5): Promise<BestOf['bestOf']> => {
  const body = session(instrument, ...morning('2026-04', day, hours));
  return (await t.call<BestOf>(tenant, 'POST', '/quotes', { body })).body.bestOf;
};

describe('nine sessions of five hours at 120.00, where the month costs 4,500.00', () => {
  it('says while booking how far it is to the cap', async () => {
    expect(await quoted(2)).toMatchObject({ capFen: 450_000, paidFen: 60_000, addsFen: 60_000, minutesToCap: 1950 });
    for (let day = 2; day <= 10; day++) {
      if (day === 9) expect(await quoted(day)).toMatchObject({ paidFen: 450_000, addsFen: 30_000, minutesToCap: 0 });
      booked.push((await book.have(tenant, session(instrument, ...morning('2026-04', day)))).id);
    }
    expect(await quoted(11)).toMatchObject({ paidFen: 450_000, addsFen: 0, minutesToCap: 0 });
    expect(await quoted(11, 1)).toMatchObject({ addsFen: 0 });
  });

  it('is seen coming by the tenant', async () => {
    t.setClock('2026-04-05T02:00:00Z');
    const upcoming = await t.call<Preview & { caps: unknown[] }>(tenant, 'GET', '/charges/upcoming');
    expect(upcoming.body).toMatchObject({ month: '2026-04', totals: { grossFen: 180_000 } });
    expect(upcoming.body.caps).toMatchObject([
      { instrumentId: instrument, sessions: 9, capFen: 450_000, paidFen: 450_000, minutesToCap: 0 },
    ]);
    expect((await t.call(finance, 'GET', '/charges/upcoming')).status).toBe(403);
  });

  it('costs the month, with the saving as its own line, and the tax of one computation', async () => {
    t.setClock('2026-05-01T01:00:00Z');
    const before = await preview('2026-04');
    expect(before.totals).toMatchObject({ grossFen: 450_000, taxFen: 51_770 });
    expect(bestOf(before)).toMatchObject([{ sourceKind: 'best_of', amountFen: -90_000 }]);
    expect(bestOf(before)[0]?.explanation.zh).toBe('9 次共 ¥5,400.00，超过月租 ¥4,500.00，减免 ¥900.00');
    await bill('2026-04');
    const [invoice] = await issuedInvoices(t.database.owner);
    expect(invoice).toMatchObject({ grossFen: 450_000, taxFen: 51_770 });
    const lines = invoice?.lines as unknown[][];
    expect(lines).toHaveLength(10);
    expect(lines.at(-1)).toEqual([10, instrument, '2026-04', 'best_of', -90_000, bestOf(before)[0]!.taxFen]);
    expect((await preview('2026-05')).lines).toEqual([]);
  });

  it('gives the saving back when sessions are given up after the month was billed', async () => {
    for (const id of booked.slice(0, 1))
      await t.database.owner.query(`UPDATE reservation SET status = 'cancelled', cancelled_at = $2 WHERE id = $1`, [
        id,
        '2026-04-01T00:00:00Z',
      ]);
    const first = await preview('2026-05');
    expect(first.lines.map((line) => [line.component, line.amountFen])).toEqual(
      expect.arrayContaining([
        ['session', -60_000],
        ['best_of', 60_000],
      ]),
    );
    expect(first.totals).toMatchObject({ grossFen: 0, taxFen: 0 });
    await t.database.owner.query(`UPDATE reservation SET status = 'cancelled', cancelled_at = $2 WHERE id = ANY($1)`, [
      booked,
      '2026-04-01T00:00:00Z',
    ]);
    t.setClock('2026-06-01T01:00:00Z');
    expect((await preview('2026-05')).totals).toMatchObject({ grossFen: -450_000, taxFen: -51_770 });
    await bill('2026-05');
    const { rows } = await t.database.owner.query(
      `SELECT sum(amount_fen)::int amount, sum(tax_fen)::int tax FROM charge WHERE component IN ('session', 'best_of')`,
    );
    expect(rows).toEqual([{ amount: 0, tax: 0 }]);
    expect((await preview('2026-06')).lines).toEqual([]);
  });
});

describe('two companies at one instrument', () => {
  it('each have a cap of their own', async () => {
    t.setClock('2026-06-01T02:00:00Z');
    const others = [
      tenant,
      await t.given.aPerson('company_admin', await t.given.aCompany({ class_code: 'incubating' })),
    ];
    const shared = await t.given.anInstrument({ hourly_fen: 100_000, monthly_fen: 450_000 });
    for (const [i, who] of others.entries()) await book.have(who, session(shared, ...morning('2026-06', 5 + i)));
    t.setClock('2026-07-01T01:00:00Z');
    const saved = async (companyId: number | null): Promise<number[]> =>
      bestOf((await t.call<Preview>(finance, 'GET', `/months/2026-06/preview/${companyId}`)).body).map(
        (line) => line.amountFen,
      );
    expect(await saved(others[0]!.companyId)).toEqual([-50_000]);
    expect(await saved(others[1]!.companyId)).toEqual([-95_000]);
    await bill('2026-06');
    const { rows } = await t.database.owner.query(
      `SELECT amount_fen::int amount, revision FROM charge WHERE source_kind = 'best_of' AND source_id = $1 ORDER BY company_id`,
      [shared],
    );
    expect(rows).toEqual([
      { amount: -50_000, revision: 1 },
      { amount: -95_000, revision: 1 },
    ]);
  });

  it('have none where the plan has no monthly price', async () => {
    t.setClock('2026-07-02T01:00:00Z');
    const hourlyOnly = await t.given.anInstrument({ hourly_fen: 100_000, monthly_fen: null });
    const alone = await t.given.aPerson('company_admin', await t.given.aCompany());
    const body = session(hourlyOnly, ...morning('2026-07', 10));
    expect((await t.call<BestOf>(alone, 'POST', '/quotes', { body })).body.bestOf).toBeNull();
    await book.have(alone, body);
    t.setClock('2026-08-01T01:00:00Z');
    const { body: expected } = await t.call<Preview>(finance, 'GET', `/months/2026-07/preview/${alone.companyId}`);
    expect(expected.totals).toMatchObject({ grossFen: 500_000 });
  });
});
