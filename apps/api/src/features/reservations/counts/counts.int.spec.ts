import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Bookings, openBookingDesk, session } from '../../../../test/support/bookings.js';
import type { Person } from '../../../../test/support/builders.js';
import { before, CountingDesk, four, type Line, noon, ten, wanted } from '../../../../test/support/counted.js';
import type { TestApp } from '../../../../test/support/test-app.js';

let t: TestApp;
let b: Bookings;
let desk: CountingDesk;
let member: Person;
let other: Person;

beforeAll(async () => {
  ({ t, b, member, other } = await openBookingDesk(before));
  desk = new CountingDesk(t, b, member);
});
afterAll(() => t.close());

const said = (lines: readonly Line[]) => lines.map((l) => [l.component, l.segment, l.amountFen, l.taxRateBps]);

describe('a price by the count', () => {
  it('is a line for each thing, with a rate, code and name of its own, and no hours', async () => {
    const id = await desk.priced();
    const { body } = await desk.quoted(wanted(id, { ...four, samples: 3 }));
    expect(said(body.lines)).toEqual([
      ['run', 1, 80_000, 1300],
      ['sample', 1, 15_000, 600],
      ['assistance', 1, 45_000, 600],
      ['consumable', 1, 30_000, 1300],
    ]);
    expect(body.totalFen).toBe(170_000);
    expect(body.lines.map((l) => l.explanation.zh)).toEqual([
      '4 次 × ¥200.00 = ¥800.00',
      '3 样 × ¥50.00 = ¥150.00',
      '技术协助 1 小时 30 分钟 × ¥300.00/小时 = ¥450.00',
      '色谱柱 2 个 × ¥150.00 = ¥300.00',
    ]);
  });

  it('goes with the hours where the plan says so, or stands for them', async () => {
    const hourly = { hourly_fen: 18_000 };
    const both = await desk.quoted(wanted(await desk.priced({ instrument: hourly }), { runs: 1 }));
    expect(said(both.body.lines).map((l) => l.slice(0, 3))).toEqual([
      ['session', 1, 36_000],
      ['run', 1, 20_000],
    ]);
    const instead = await desk.priced({ instrument: hourly, plan: { counts_instead_of_hours: true } });
    expect((await desk.quoted(wanted(instead, { runs: 1 }))).body.totalFen).toBe(20_000);
    expect((await desk.quoted(wanted(instead, { extras: [{ code: 'COL', quantity: 1 }] }))).body.totalFen).toBe(
      36_000 + 15_000,
    );
  });

  it('is at least the minimum charge, which extras do not fill', async () => {
    const id = await desk.priced({ plan: { minimum_charge_fen: 50_000 } });
    const { body } = await desk.quoted(wanted(id, { runs: 1, extras: [{ code: 'COL', quantity: 4 }] }));
    expect(said(body.lines).map((l) => l.slice(0, 3))).toEqual([
      ['session', 5, 30_000],
      ['run', 1, 20_000],
      ['consumable', 1, 60_000],
    ]);
  });

  it('needs something to be counted, and a price for it, and an instrument that is open by the run', async () => {
    const id = await desk.priced();
    expect([
      (await desk.quoted(session(id, ten, noon))).status,
      (await desk.quoted(session(id, ten, noon))).body.code,
    ]).toEqual([422, 'counts_required']);
    expect((await desk.quoted(wanted(id, { extras: [{ code: 'COL', quantity: 1 }] }))).body.code).toBe(
      'counts_required',
    );
    expect((await desk.quoted(wanted(id, { runs: 1, extras: [{ code: 'NO', quantity: 1 }] }))).body.code).toBe(
      'count_not_priced',
    );
    expect((await desk.quoted(wanted(id, { runs: -1 }))).status).toBe(400);
    expect((await desk.quoted(wanted(id, { runs: 1.5 }))).status).toBe(400);
    const closed = await desk.priced({ instrument: { opens_run: false } });
    expect((await desk.quoted(wanted(closed, { runs: 1 }))).body.violations.map((v) => v.code)).toEqual([
      'mode_not_open',
    ]);
    const onlyRuns = await desk.priced({ instrument: { opens_session: false } });
    expect((await desk.quoted(wanted(onlyRuns, { runs: 1 }))).body.violations).toEqual([]);
  });

  it('is named by its counts: another count is another price', async () => {
    const id = await desk.priced();
    const { quoteId } = (await desk.quoted(wanted(id, four))).body;
    const turned = { runs: 4, samples: 0, extras: [...four.extras].reverse() };
    expect((await desk.quoted(wanted(id, turned))).body.quoteId).toBe(quoteId);
    const changed = await b.reserve(member, { ...wanted(id, { ...four, runs: 5 }), quoteId });
    expect([changed.status, changed.body.code]).toEqual([409, 'quote_changed']);
    expect((await b.reserve(member, { ...wanted(id, four), quoteId })).status).toBe(201);
    expect((await b.reserve(other, wanted(id, four))).body.code).toBe('slot_taken');
  });
});

describe('several at once', () => {
  it('are booked with counts each: a bundle and a series, and a further day like the last', async () => {
    t.setClock(before);
    const id = await desk.priced();
    const item = {
      kind: 'session',
      instrumentId: id,
      startsAt: '2026-03-03T02:00:00Z',
      endsAt: '2026-03-03T03:00:00Z',
      counts: { runs: 2 },
    };
    const bundle = await t.call<{ totalFen: number }>(member, 'POST', '/reservations/bundles', {
      body: { items: [item] },
      key: Bookings.key(),
    });
    expect([bundle.status, bundle.body.totalFen]).toEqual([201, 40_000]);
    const rule = { instrumentId: id, startsLocal: '2026-03-05T10:00', lengthMinutes: 60, rrule: 'FREQ=WEEKLY;COUNT=3' };
    const skip = { date: '2026-03-19', action: 'skip' };
    const series = await t.call<{ id: number; totalFen: number }>(member, 'POST', '/reservations/series', {
      body: { ...rule, counts: { runs: 1 }, choices: [skip] },
      key: Bookings.key(),
    });
    expect([series.status, series.body.totalFen]).toEqual([201, 40_000]);
    const again = await t.call<{ totalFen: number }>(
      member,
      'POST',
      `/reservations/series/${series.body.id}/retry-preview`,
      {
        body: { dates: ['2026-03-19'] },
      },
    );
    expect(again.body.totalFen).toBe(20_000);
  });
});
