import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { z } from 'zod';
import { Bookings, openBookingDesk, rental, session } from '../../../test/support/bookings.js';
import type { Person } from '../../../test/support/builders.js';
import type { TestApp } from '../../../test/support/test-app.js';
import type { busynessView } from './reports.dto.js';

type View = z.infer<typeof busynessView>;
let t: TestApp;
let b: Bookings;
let member: Person;
let manager: Person;

// February 2026: Sunday the 1st to Saturday the 28th, every hour of the week four times.
beforeAll(async () => {
  let other: Person;
  ({ t, b, member, other, manager } = await openBookingDesk('2026-01-15T02:00:00Z'));
  const third = await t.given.aPerson('member', await t.given.aCompany());
  const [spectrometers, centrifuges] = ['质谱', '离心'];
  const rented = [];
  for (let i = 0; i < 4; i++) rented.push(await t.given.anInstrument({ category: spectrometers }));
  const alone = await t.given.anInstrument({ category: centrifuges });
  for (const [i, who] of [member, other, third].entries()) await b.have(who, rental(rented[i] ?? 0, '2026-02-01', 1));
  // Mondays 09:00 to 10:30
  for (const day of ['02', '09', '16', '23'])
    await b.have(member, session(alone, `2026-02-${day}T09:00:00+08:00`, `2026-02-${day}T10:30:00+08:00`));
});
afterAll(() => t.close());

const ask = async (who: Person, query = ''): Promise<{ status: number; body: View & { code: string } }> =>
  t.call(who, 'GET', `/reports/busyness${query}`);
const of = (view: View, name: string): readonly (number | null)[] =>
  view.categories.find((one) => one.nameZh === name)?.shares ?? [];

describe('how busy the lab is', () => {
  it('is told in whole months that are over', async () => {
    t.setClock('2026-02-28T15:00:00Z');
    expect((await ask(member, '?month=2026-02')).body.code).toBe('month_not_over');
    expect((await ask(member)).body.month).toBe('2026-01');
    t.setClock('2026-02-28T16:00:00Z');
    expect((await ask(member)).body).toMatchObject({ month: '2026-02', atLeast: 3 });
  });

  it('is the share of taken hours by hour of the week, whole to staff', async () => {
    const { body } = await ask(manager);
    expect(body.atLeast).toBeNull();
    expect(new Set(of(body, '质谱'))).toEqual(new Set([75]));
    const alone = of(body, '离心');
    expect([alone[8], alone[9], alone[10], alone[11], alone[33]]).toEqual([0, 100, 50, 0, 0]);
    expect([body.all[8], body.all[9], body.all[10]]).toEqual([60, 80, 70]);
  });

  it('hides from companies what rests on fewer than three, and what would give it away', async () => {
    const { body } = await ask(member);
    expect(new Set(of(body, '离心'))).toEqual(new Set([null]));
    // All less the spectrometers would be the centrifuge's one company.
    expect(new Set(of(body, '质谱'))).toEqual(new Set([null]));
    expect([body.all[8], body.all[9], body.all[10]]).toEqual([60, 80, 70]);
    expect(await ask(manager)).not.toEqual(await ask(member));
    await t.database.owner.query('UPDATE park SET report_min_companies = 4');
    expect(new Set((await ask(member)).body.all)).toEqual(new Set([null]));
    await t.database.owner.query('UPDATE park SET report_min_companies = 3');
  });
});
