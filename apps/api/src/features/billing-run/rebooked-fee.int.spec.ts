import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { billed, issuedInvoices } from '../../../test/support/billing-desk.js';
import { Bookings, session } from '../../../test/support/bookings.js';
import type { Person } from '../../../test/support/builders.js';
import { startTestApp, type TestApp } from '../../../test/support/test-app.js';

let t: TestApp;
let book: Bookings;
let finance: Person;
let manager: Person;
let gaveUp: Person;
let other: Person;
let instrument: number;

beforeAll(async () => {
  t = await startTestApp('2026-03-16T01:00:00Z');
  await t.given.aPark();
  book = new Bookings(t);
  finance = await t.given.aPerson('finance');
  manager = await t.given.aPerson('manager');
  gaveUp = await t.given.aPerson('company_admin', await t.given.aCompany());
  other = await t.given.aPerson('company_admin', await t.given.aCompany());
  instrument = await t.given.anInstrument({ hourly_fen: 18_000 });
});
afterAll(() => t.close());

interface Preview {
  readonly lines: { component: string; amountFen: number; explanation: { zh: string } }[];
}
const fees = async (month: string, of = gaveUp): Promise<[number, string][]> => {
  const { body } = await t.call<Preview>(finance, 'GET', `/months/${month}/preview/${of.companyId}`);
  return body.lines.filter((line) => line.component !== 'session').map((line) => [line.amountFen, line.explanation.zh]);
};
/** Four hours of one day, and parts of them. */
const slot = (from: number, to: number): object =>
  session(instrument, `2026-03-17T0${from}:00:00Z`, `2026-03-17T0${to}:00:00Z`);

describe('a late cancellation', () => {
  it('costs less as others book the time again, and says so without saying who', async () => {
    const { id } = await book.have(gaveUp, slot(1, 5));
    t.setClock('2026-03-16T02:00:00Z');
    expect((await book.act(gaveUp, id, 'cancel', { reason: '' })).status).toBe(200);
    expect(await fees('2026-03')).toEqual([[21_600, '取消费 30% × ¥720.00 = ¥216.00']]);
    t.setClock('2026-03-16T03:00:00Z');
    await book.have(other, slot(1, 2));
    expect(await fees('2026-03')).toEqual([
      [16_200, '取消费 30% × ¥720.00 = ¥216.00；释放的 4 小时中有 1 小时已被重新预约，按比例减免 = ¥162.00'],
    ]);
  });

  it('falls again when the time is booked after the month was billed and closed', async () => {
    t.setClock('2026-04-01T01:00:00Z');
    await t.call(finance, 'POST', '/months/2026-03/run', { key: Bookings.key() });
    await billed(t);
    expect((await t.call(finance, 'POST', '/months/2026-03/close', { body: { leaveFailed: true } })).status).toBe(200);
    expect(await issuedInvoices(t.database.owner)).toMatchObject([{ grossFen: 16_200 }, { grossFen: 18_000 }]);
    // Somebody was at the instrument then, and it is entered late.
    await t.database.owner.query(
      `WITH r AS (INSERT INTO reservation (company_id, member_id, instrument_id, kind, status, starts_at, ends_at, quote, total_fen, created_at)
         SELECT company_id, member_id, instrument_id, kind, 'completed', '2026-03-17T03:00:00Z', '2026-03-17T05:00:00Z', quote, 0, '2026-03-17T02:00:00Z'
         FROM reservation WHERE company_id = $1 LIMIT 1 RETURNING id)
       INSERT INTO occupancy (instrument_id, period, source_kind, source_id)
       SELECT $2, tstzrange('2026-03-17T03:00:00Z', '2026-03-17T05:00:00Z'), 'reservation', id FROM r`,
      [other.companyId, instrument],
    );
    const [[amount, words] = []] = await fees('2026-04');
    expect(amount).toBe(-10_800);
    expect(words).toContain('更正：应收减已记 ¥54.00 − ¥162.00');
  });

  it('stays whole where nobody came, until the rest of the time is booked', async () => {
    t.setClock('2026-04-06T00:00:00Z');
    const { id } = await book.have(gaveUp, session(instrument, '2026-04-07T01:00:00Z', '2026-04-07T05:00:00Z'));
    t.setClock('2026-04-07T02:00:00Z');
    expect((await book.act(manager, id, 'no-show', {})).status).toBe(200);
    expect((await fees('2026-04')).at(-1)?.[0]).toBe(36_000);
    await book.have(other, session(instrument, '2026-04-07T03:30:00Z', '2026-04-07T05:00:00Z'));
    expect((await fees('2026-04')).at(-1)).toEqual([
      18_000,
      '爽约费 50% × ¥720.00 = ¥360.00；释放的 3 小时中有 1 小时 30 分钟已被重新预约，按比例减免 = ¥180.00',
    ]);
  });
});
