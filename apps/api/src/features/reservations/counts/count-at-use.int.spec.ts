import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { billed } from '../../../../test/support/billing-desk.js';
import { Bookings, openBookingDesk, rental } from '../../../../test/support/bookings.js';
import type { Person } from '../../../../test/support/builders.js';
import { before, CountingDesk, extras, four, wanted } from '../../../../test/support/counted.js';
import type { TestApp } from '../../../../test/support/test-app.js';

let t: TestApp;
let b: Bookings;
let desk: CountingDesk;
let member: Person;
let other: Person;
let manager: Person;
let finance: Person;

beforeAll(async () => {
  ({ t, b, member, other, manager } = await openBookingDesk(before));
  desk = new CountingDesk(t, b, member);
  finance = await t.given.aPerson('finance');
});
afterAll(() => t.close());

const count = (id: number, body: object, who = manager) => b.act(who, id, 'counts', body);

describe('counting at use', () => {
  it('bills what was booked where nothing is counted', async () => {
    const id = await desk.running();
    expect((await b.act(member, id, 'stop')).status).toBe(200);
    expect((await desk.shown(id)).totalFen).toBe(155_000);
  });

  it('bills what is counted when it stops, and says what was booked', async () => {
    const id = await desk.running();
    const counts = { runs: 3, extras: [{ code: 'COL', quantity: 2 }] };
    expect((await b.act(member, id, 'stop', { counts })).status).toBe(200);
    const { totalFen, lines } = await desk.shown(id);
    expect(totalFen).toBe(135_000);
    expect(lines.map((l) => l.explanation.zh)).toEqual([
      '3 次 × ¥200.00（预约 4 次） = ¥600.00',
      '技术协助 1 小时 30 分钟 × ¥300.00/小时 = ¥450.00',
      '色谱柱 2 个 × ¥150.00 = ¥300.00',
    ]);
    expect((await desk.countsOf(id, member)).body.items).toMatchObject([
      { component: 'run', booked: 4, counted: 3, amountFen: 60_000 },
      { code: 'TECH', booked: 90, counted: null, amountFen: 45_000 },
      { code: 'COL', booked: 2, counted: 2, amountFen: 30_000 },
    ]);
  });

  it('takes no code without a price, and keeps nothing then', async () => {
    const id = await desk.running();
    const bad = await b.act(member, id, 'stop', { counts: { extras: [{ code: 'NO', quantity: 1 }] } });
    expect([bad.status, bad.body.code]).toEqual([422, 'not_countable']);
    expect(await b.status(id)).toBe('active');
    expect((await desk.countsOf(id, manager)).body.history).toEqual([]);
  });

  it('is put right by staff with a reason, and its history is kept', async () => {
    const id = await desk.running();
    expect((await count(id, { counts: { runs: 3 } })).body.code).toBe('not_in_this_state');
    await b.act(member, id, 'stop', { counts: { runs: 3 } });
    const { version } = await desk.shown(id);
    expect((await count(id, { counts: { runs: 5 } })).body.code).toBe('reason_required');
    const corrected = await count(id, {
      counts: { runs: 5, extras: [{ code: 'TECH', quantity: 0 }] },
      reason: '日志为 5 次，未请协助',
    });
    expect(corrected.body).toMatchObject({ status: 'completed', version: version + 1 });
    expect((await desk.shown(id)).totalFen).toBe(130_000);
    const same = await count(id, { counts: { runs: 5 } });
    expect(same.body.version).toBe(version + 1);
    const { history } = (await desk.countsOf(id, manager)).body;
    expect(history.map(({ count: now, before: was, reason }) => [now, was, reason])).toEqual([
      [3, null, ''],
      [5, 3, '日志为 5 次，未请协助'],
      [0, null, '日志为 5 次，未请协助'],
    ]);
    await expect(t.database.owner.query('UPDATE reservation_count SET count = 1')).rejects.toThrow(/history/);
  });

  it('is for staff and its own company only', async () => {
    const id = await desk.running();
    await b.act(member, id, 'stop');
    expect((await count(id, { counts: { runs: 1 } }, member)).status).toBe(403);
    expect((await desk.countsOf(id, other)).status).toBe(404);
    const unknown = await desk.countsOf(999_999, other);
    expect(unknown.status).toBe(404);
    expect((await desk.countsOf(id, finance)).status).toBe(200);
  });

  it('keeps the prices of the booking, and counts new extras at those of today', async () => {
    const id = await desk.running();
    const { instrument_id: instrumentId } = await b.row('SELECT instrument_id::int FROM reservation WHERE id = $1', [
      id,
    ]);
    const dearer = [
      { ...extras[1], unitFen: 99_900 },
      {
        code: 'GAS',
        component: 'consumable',
        nameZh: '氦气',
        nameEn: 'Helium',
        unit: 'litre',
        unitFen: 1_000,
        tax: null,
      },
    ];
    await t.database.owner.query('UPDATE rate_plan SET run_fen = 1, extras = $2 WHERE instrument_id = $1', [
      instrumentId,
      JSON.stringify(dearer),
    ]);
    await b.act(member, id, 'stop', {
      counts: {
        runs: 2,
        extras: [
          { code: 'COL', quantity: 1 },
          { code: 'GAS', quantity: 7 },
        ],
      },
    });
    expect((await desk.shown(id)).lines.map((l) => [l.component, l.segment, l.amountFen])).toEqual([
      ['run', 1, 40_000],
      ['assistance', 1, 45_000],
      ['consumable', 1, 15_000],
      ['consumable', 2, 7_000],
    ]);
  });

  it('goes with a session that moves, and a session of runs has another end', async () => {
    t.setClock(before);
    const { id } = await b.have(member, wanted(await desk.priced({ instrument: { opens_session: false } }), four));
    const moved = await b.act(member, id, 'move', { startsAt: '2026-03-02T05:00:00Z' });
    expect(moved.body).toMatchObject({ status: 'confirmed', totalFen: 155_000 });
    t.setClock('2026-03-02T05:00:00Z');
    await b.act(member, id, 'start');
    const longer = await b.act(member, id, 'resize', { endsAt: '2026-03-02T09:00:00Z' });
    expect(longer.body).toMatchObject({ totalFen: 155_000 });
  });
});

interface Charge {
  readonly component: string;
  readonly segment: number;
  readonly amount: number;
  readonly month: string;
  readonly posted: string;
  readonly invoice: number | null;
}
const chargesOf = async (id: number): Promise<Charge[]> =>
  (
    await t.database.owner.query<Charge>(
      `SELECT component, segment, amount_fen::int amount, to_char(month, 'YYYY-MM') AS month, to_char(posted_month, 'YYYY-MM') posted, invoice_id::int invoice
       FROM charge WHERE source_id = $1 AND source_kind = 'reservation' ORDER BY id`,
      [id],
    )
  ).rows;
async function bill(month: string): Promise<void> {
  const { status } = await t.call(finance, 'POST', `/months/${month}/run`, { key: Bookings.key() });
  expect(status).toBe(200);
  await billed(t);
}
const previewOf = async (month: string, companyId: number) =>
  (
    await t.call<{ lines: { component: string; amountFen: number; taxFen: number }[] }>(
      finance,
      'GET',
      `/months/${month}/preview/${companyId}`,
    )
  ).body.lines;

describe('what is counted on the invoice', () => {
  it('is previewed and billed alike; a later count is a difference in the next open month, once', async () => {
    const id = await desk.running();
    await b.act(member, id, 'stop', { counts: { runs: 3 } });
    const out = await b.have(
      member,
      rental(await desk.priced({ instrument: { opens_session: false } }), '2026-03-10', 2),
    );
    t.setClock('2026-03-10T01:00:00Z');
    expect((await b.act(manager, out.id, 'hand-over')).status).toBe(200);
    t.setClock('2026-03-20T01:00:00Z');
    const noted = await count(out.id, { counts: { extras: [{ code: 'TECH', quantity: 30 }] } });
    expect(noted.body).toMatchObject({ status: 'active' });
    t.setClock('2026-04-01T01:00:00Z');
    const lines = await previewOf('2026-03', member.companyId!);
    await bill('2026-03');
    const [mine, rented] = [await chargesOf(id), await chargesOf(out.id)];
    expect(mine.map((c) => [c.component, c.amount])).toEqual(
      expect.arrayContaining([
        ['run', 60_000],
        ['assistance', 45_000],
        ['consumable', 30_000],
      ]),
    );
    expect(rented.map((c) => [c.component, c.month, c.amount])).toContainEqual(['assistance', '2026-03', 15_000]);
    const invoice = await b.row(
      `SELECT gross_fen::int gross, tax_fen::int tax FROM invoice WHERE company_id = $1 AND month = '2026-03-01'`,
      [member.companyId],
    );
    const sumOf = (of: 'amountFen' | 'taxFen'): number => lines.reduce((sum, line) => sum + line[of], 0);
    expect([invoice.gross, invoice.tax]).toEqual([sumOf('amountFen'), sumOf('taxFen')]);

    expect((await count(id, { counts: { runs: 5 }, reason: '更正' })).status).toBe(200);
    expect(
      (await count(out.id, { counts: { extras: [{ code: 'TECH', quantity: 60 }] }, month: '2026-03', reason: '更正' }))
        .status,
    ).toBe(200);
    expect(
      (await count(out.id, { counts: { extras: [{ code: 'TECH', quantity: 60 }] }, month: '2026-02', reason: '更正' }))
        .body.code,
    ).toBe('bad_month');
    expect((await count(out.id, { counts: { runs: 1 } })).body.code).toBe('not_countable');
    t.setClock('2026-05-01T01:00:00Z');
    await bill('2026-04');
    expect((await chargesOf(id)).slice(mine.length)).toMatchObject([
      { component: 'run', segment: 1, amount: 40_000, month: '2026-03', posted: '2026-04' },
    ]);
    const later = (await chargesOf(out.id)).slice(rented.length);
    expect(later.map((c) => [c.component, c.month, c.posted, c.amount])).toEqual(
      expect.arrayContaining([['assistance', '2026-03', '2026-04', 15_000]]),
    );
    expect(later.every((c) => c.invoice !== null)).toBe(true);
    t.setClock('2026-06-01T01:00:00Z');
    await bill('2026-05');
    expect((await chargesOf(id)).length).toBe(mine.length + 1);
  });
});
