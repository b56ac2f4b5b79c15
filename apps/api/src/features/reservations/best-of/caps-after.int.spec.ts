import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Bookings, openBookingDesk, session } from '../../../../test/support/bookings.js';
import type { Person } from '../../../../test/support/builders.js';
import type { TestApp } from '../../../../test/support/test-app.js';

interface Cap {
  readonly instrumentId: number;
  readonly month: string;
  readonly capFen: number;
  readonly paidFen: number;
  readonly addsFen: number;
  readonly savesFen: number;
}
interface Priced {
  readonly totalFen: number;
  readonly bestOf: readonly Cap[];
}

let t: TestApp;
let b: Bookings;
let member: Person;
let other: Person;
let manager: Person;
/** 120.00 an hour and 4,500.00 a month. */
let instrument: number;

beforeAll(async () => {
  ({ t, b, member, other, manager } = await openBookingDesk('2026-03-20T02:00:00Z'));
  instrument = await t.given.anInstrument({ hourly_fen: 12_000, monthly_fen: 450_000 });
});
afterAll(() => t.close());

/** Five hours every morning: 600.00 a day. */
const daily = (startsLocal: string, count: number): object => ({
  instrumentId: instrument,
  startsLocal,
  lengthMinutes: 300,
  rrule: `FREQ=DAILY;COUNT=${count}`,
});
const series = async (who: Person, body: object): Promise<Priced> =>
  (await t.call<Priced>(who, 'POST', '/reservations/series/preview', { body })).body;
const bundle = async (who: Person, items: object[]): Promise<Priced> =>
  (await t.call<Priced>(who, 'POST', '/quotes/bundle', { body: { items } })).body;
const morning = (day: number): object =>
  session(
    instrument,
    `2026-04-${String(day).padStart(2, '0')}T01:00:00Z`,
    `2026-04-${String(day).padStart(2, '0')}T06:00:00Z`,
  );

describe('what several sessions cost with the month capped', () => {
  it('is said of a series month by month', async () => {
    const shown = await series(member, daily('2026-03-29T09:00', 13));
    expect(shown.totalFen).toBe(780_000);
    expect(shown.bestOf).toMatchObject([
      { instrumentId: instrument, month: '2026-03', capFen: 450_000, paidFen: 180_000, addsFen: 180_000, savesFen: 0 },
      { month: '2026-04', capFen: 450_000, paidFen: 450_000, addsFen: 450_000, savesFen: 150_000 },
    ]);
  });

  it('is said of a bundle, with what is booked already, and to nobody else', async () => {
    for (let day = 2; day <= 8; day++) await b.have(member, morning(day));
    const items = [morning(20), morning(21)];
    const shown = await bundle(member, items);
    expect([shown.totalFen, shown.bestOf]).toMatchObject([
      120_000,
      [{ paidFen: 450_000, addsFen: 30_000, savesFen: 90_000 }],
    ]);
    const single = await t.call<{ bestOf: Cap }>(member, 'POST', '/quotes', { body: morning(20) });
    expect(single.body.bestOf).toMatchObject({ addsFen: 30_000, savesFen: 30_000 });
    expect((await bundle(other, items)).bestOf).toMatchObject([{ addsFen: 120_000, savesFen: 0 }]);
    expect((await bundle(manager, items)).bestOf).toEqual([]);
  });

  it('is not said where no hours are paid for', async () => {
    const byRun = await t.given.anInstrument({ hourly_fen: 12_000, opens_run: true });
    await t.database.owner.query(
      'UPDATE rate_plan SET run_fen = 20000, counts_instead_of_hours = true WHERE instrument_id = $1',
      [byRun],
    );
    const body = { ...session(byRun, '2026-04-20T01:00:00Z', '2026-04-20T06:00:00Z'), counts: { runs: 1 } };
    const { body: priced } = await t.call<{ totalFen: number; bestOf: Cap | null }>(member, 'POST', '/quotes', {
      body,
    });
    expect([priced.totalFen, priced.bestOf]).toEqual([20_000, null]);
  });
});
