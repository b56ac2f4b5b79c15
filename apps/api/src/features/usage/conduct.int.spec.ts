import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Bookings, openBookingDesk, rental, session } from '../../../test/support/bookings.js';
import type { Person } from '../../../test/support/builders.js';
import type { TestApp } from '../../../test/support/test-app.js';

let t: TestApp;
let b: Bookings;
let manager: Person;
const before = '2026-03-01T02:00:00Z';

interface Own {
  readonly suspendedUntil: string | null;
  readonly counted: number;
  readonly rule: { count: number } | null;
  readonly violations: { id: number; kind: string; reservationId: number }[];
}

beforeAll(async () => {
  ({ t, b, manager } = await openBookingDesk(before));
});
afterAll(() => t.close());
beforeEach(() => t.setClock(before));

const somebody = async (): Promise<Person> => t.given.aPerson('member', await t.given.aCompany());
const strict = (rules: object): Promise<number> => t.given.anInstrument({ rules });
const at = (day: string, time: string): string => `2026-03-${day}T${time}:00Z`;
/** 10:00 to 12:00 of a day of March in the park. */
const booked = (who: Person, instrumentId: number, day: string): Promise<{ id: number }> =>
  b.have(who, session(instrumentId, at(day, '02:00'), at(day, '04:00')));
const own = async (who: Person): Promise<Own> => (await t.call<Own>(who, 'GET', '/conduct')).body;
async function passes(instant: string): Promise<void> {
  t.setClock(instant);
  await t.work();
}
const told = async (who: Person): Promise<string[]> =>
  (
    await t.database.owner.query('SELECT kind, body_zh FROM notification WHERE member_id = $1 ORDER BY id', [who.id])
  ).rows.map((r: { kind: string; body_zh: string }) => `${r.kind} ${r.body_zh}`);

describe('a session that nobody begins', () => {
  it('is given up after the time that the instrument waits: freed, charged, counted, told once', async () => {
    const [who, other] = [await somebody(), await somebody()];
    const instrumentId = await strict({ noShowMinutes: 30 });
    const { id } = await booked(who, instrumentId, '03');
    await passes(at('03', '02:29'));
    expect(await b.status(id)).toBe('confirmed');
    await passes(at('03', '02:30'));
    await passes(at('03', '02:31'));
    expect(await b.status(id)).toBe('no_show');
    expect((await b.taken(id))?.[1]?.slice(0, 16)).toBe('2026-03-03T02:30');
    expect(await b.row('SELECT fee_fen::int fee, fee_waived waived FROM reservation WHERE id = $1', [id])).toEqual({
      fee: 18_000,
      waived: false,
    });
    expect(await b.due(id)).toEqual([]);
    expect((await b.reserve(other, session(instrumentId, at('03', '02:45'), at('03', '04:00')))).status).toBe(201);
    expect(await own(who)).toMatchObject({
      counted: 1,
      suspendedUntil: null,
      violations: [{ kind: 'no_show', reservationId: id }],
    });
    expect((await told(who)).filter((one) => one.startsWith('conduct'))).toEqual([
      expect.stringMatching(/^conduct.counted .*预约未到场。90 天内已有 1 次，满 3 次将暂停预约 30 天/),
    ]);
  });

  it('waits as long as the rule says when it starts, and for ever without one', async () => {
    const who = await somebody();
    const [patient, never] = [await strict({ noShowMinutes: 10 }), await t.given.anInstrument()];
    const [late, left] = [await booked(who, patient, '03'), await booked(who, never, '03')];
    await t.database.owner.query(`UPDATE instrument SET rules = '{"noShowMinutes": 60}' WHERE id = $1`, [patient]);
    await passes(at('03', '02:45'));
    expect([await b.status(late.id), await b.status(left.id)]).toEqual(['confirmed', 'confirmed']);
    await passes(at('03', '03:00'));
    expect([await b.status(late.id), await b.status(left.id)]).toEqual(['no_show', 'confirmed']);
  });

  it('is left alone once it has begun, and asked again where it was moved to', async () => {
    const who = await somebody();
    const instrumentId = await strict({ noShowMinutes: 15 });
    const [begun, moved] = [await booked(who, instrumentId, '03'), await booked(who, instrumentId, '04')];
    await b.act(who, moved.id, 'move', { startsAt: at('05', '02:00') });
    t.setClock(at('03', '02:14'));
    expect((await b.act(who, begun.id, 'start')).status).toBe(200);
    await passes(at('03', '02:16'));
    expect(await b.status(begun.id)).toBe('active');
    await b.act(who, begun.id, 'stop');
    await passes(at('04', '05:00'));
    expect(await b.status(moved.id)).toBe('confirmed');
    await passes(at('05', '02:15'));
    expect(await b.status(moved.id)).toBe('no_show');
  });

  it('is given up once though start and clock come together', async () => {
    const who = await somebody();
    for (let round = 0; round < 6; round++) {
      t.setClock(before);
      const { id } = await booked(who, await strict({ noShowMinutes: 15, suspension: null }), '03');
      t.setClock(at('03', '02:15'));
      const [started] = await Promise.all([b.act(who, id, 'start'), t.work(), t.work()]);
      const status = await b.status(id);
      expect([started.status, status]).toEqual(started.status === 200 ? [200, 'active'] : [409, 'no_show']);
      const { n } = await b.row('SELECT count(*)::int n FROM conduct_violation WHERE reservation_id = $1', [id]);
      expect(n).toBe(status === 'no_show' ? 1 : 0);
      if (status === 'active') await b.act(who, id, 'stop');
    }
  });
});

describe('three violations', () => {
  it('stop the person, not the company, until the time is over or staff let one go', async () => {
    const companyId = await t.given.aCompany();
    const [who, colleague] = [await t.given.aPerson('member', companyId), await t.given.aPerson('member', companyId)];
    const instrumentId = await strict({ noShowMinutes: 15 });
    for (const day of ['03', '04', '05']) {
      t.setClock(before);
      await booked(who, instrumentId, day);
      await passes(at(day, '02:15'));
    }
    const ahead = session(await t.given.anInstrument(), at('20', '02:00'), at('20', '03:00'));
    const refused = await b.reserve<{ violations: { code: string; message: { zh: string } }[] }>(who, ahead);
    expect(refused.status).toBe(422);
    expect(refused.body.violations.map((v) => v.code)).toEqual(['person_suspended']);
    expect((await told(who)).filter((one) => one.startsWith('conduct')).at(-1)).toContain(
      '您已被暂停预约至 2026-04-04',
    );
    const mine = await own(who);
    expect([mine.counted, mine.suspendedUntil?.slice(0, 16)]).toEqual([3, '2026-04-04T02:15']);
    const forSomebody = { ...ahead, companyId, memberId: who.id };
    const override = { codes: ['person_suspended'], reason: '已当面说明' };
    expect((await b.reserve(manager, { ...forSomebody, override })).status).toBe(201);
    const later = session(await t.given.anInstrument(), at('20', '02:00'), at('20', '03:00'));
    expect((await b.reserve(colleague, later)).status).toBe(201);

    const { items } = (
      await t.call<{ items: { id: number; memberId: number; suspendedUntil: string | null }[] }>(
        manager,
        'GET',
        `/violations?memberId=${who.id}`,
      )
    ).body;
    expect(items.map((i) => i.suspendedUntil?.slice(0, 10))).toEqual(['2026-04-04', '2026-04-04', '2026-04-04']);
    const waive = (body: object) => t.call(manager, 'POST', `/violations/${items[0]?.id}/waive`, { body });
    expect((await waive({})).status).toBe(400);
    expect((await waive({ reason: '仪器故障，非本人原因' })).status).toBe(204);
    expect((await waive({ reason: '再次' })).body.code).toBe('waived_already');
    expect(await own(who)).toMatchObject({ counted: 2, suspendedUntil: null });
    const free = session(await t.given.anInstrument(), at('20', '02:00'), at('20', '03:00'));
    expect((await b.reserve(who, free)).status).toBe(201);
    await t.work();
    expect((await told(who)).at(-1)).toMatch(/^conduct.waived/);
  });
});

describe('what else is counted', () => {
  it('is a session that is not stopped in time, a quarter of an hour after its end', async () => {
    const who = await somebody();
    const { id } = await booked(who, await t.given.anInstrument(), '03');
    t.setClock(at('03', '02:00'));
    await b.act(who, id, 'start');
    await passes(at('03', '04:14'));
    expect((await own(who)).violations).toEqual([]);
    await passes(at('03', '04:16'));
    expect((await own(who)).violations).toMatchObject([{ kind: 'late_return' }]);
    await b.act(who, id, 'stop');
    expect((await own(who)).violations).toHaveLength(1);
  });

  it('is not what was returned in time and only written down later', async () => {
    const who = await somebody();
    const { id } = await b.have(who, rental(await t.given.anInstrument(), '2026-03-02', 1));
    t.setClock('2026-03-02T01:00:00Z');
    await b.act(manager, id, 'hand-over');
    await passes('2026-04-02T01:00:00Z');
    expect((await own(who)).violations).toEqual([]);
    await passes('2026-04-03T01:00:00Z');
    expect((await own(who)).violations).toMatchObject([{ kind: 'late_return', reservationId: id }]);
    await b.act(manager, id, 'take-back', { at: '2026-04-01T10:00:00Z' });
    expect((await own(who)).violations).toEqual([]);
  });

  it('is cancelling later than the instrument asks for; what staff cancel is not', async () => {
    const who = await somebody();
    const instrumentId = await strict({ cancelNoticeMinutes: 120 });
    const days = ['03', '04', '05'];
    const [inTime, late, byStaff] = await Promise.all(days.map((day) => booked(who, instrumentId, day)));
    t.setClock(at('02', '23:59'));
    await b.act(who, inTime?.id ?? 0, 'cancel');
    t.setClock(at('04', '00:01'));
    await b.act(who, late?.id ?? 0, 'cancel');
    t.setClock(at('05', '01:00'));
    await b.act(manager, byStaff?.id ?? 0, 'cancel');
    expect((await own(who)).violations).toMatchObject([{ kind: 'late_cancel', reservationId: late?.id }]);
  });
});

describe('who sees them', () => {
  it('is the person and the staff: a colleague, another company and finance do not', async () => {
    const [who, other] = [await somebody(), await somebody()];
    const { id } = await booked(who, await strict({ noShowMinutes: 15 }), '03');
    await passes(at('03', '02:15'));
    expect((await own(who)).violations).toMatchObject([{ reservationId: id }]);
    expect((await own(other)).violations).toEqual([]);
    expect((await t.call(who, 'GET', '/violations')).status).toBe(403);
    const finance = await t.given.aPerson('finance');
    expect((await t.call(finance, 'GET', '/violations')).status).toBe(403);
  });
});
