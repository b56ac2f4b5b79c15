import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Person } from '../../../test/support/builders.js';
import { type Answer, startTestApp, type TestApp } from '../../../test/support/test-app.js';

let t: TestApp;
let member: Person;
let manager: Person;
let keys = 0;
const key = (): string => `request-${++keys}-key`;

beforeAll(async () => {
  t = await startTestApp('2026-03-01T02:00:00Z');
  await t.given.aPark('Asia/Shanghai', { rules: { maxOpenOfCompany: 10_000, quotas: [] } });
  member = await t.given.aPerson('member', await t.given.aCompany());
  manager = await t.given.aPerson('manager');
});
afterAll(() => t.close());

interface Made {
  readonly id: number;
  readonly status: string;
  readonly code?: string;
  readonly violations?: { code: string }[];
  readonly taken?: { start: string; end: string; companyNameZh?: string; reservationId?: number };
  readonly alternatives?: {
    nextFree: { startsAt: string; startsOn?: string; totalFen: number } | null;
    equivalents: { instrumentId: number; totalFen: number }[];
  };
}
const reserve = (who: Person, body: object, given = key()): Promise<Answer<Made>> =>
  t.call<Made>(who, 'POST', '/reservations', { body, key: given });
const rental = (instrumentId: number, startsOn = '2026-03-15', months = 2): object => ({
  kind: 'rental',
  instrumentId,
  startsOn,
  months,
});
const session = (instrumentId: number, startsAt: string, endsAt: string): object => ({
  kind: 'session',
  instrumentId,
  startsAt,
  endsAt,
});
const one = async (sql: string, parameters: unknown[] = []): Promise<Record<string, unknown>> =>
  (await t.database.owner.query(sql, parameters)).rows[0] as Record<string, unknown>;

describe('a rental that needs no approval', () => {
  it('is confirmed at the price of the worked example, and everything it causes is written with it', async () => {
    const instrumentId = await t.given.anInstrument();
    const quote = await t.call<{ quoteId: string; totalFen: number; free: boolean; lines: { amountFen: number }[] }>(
      member,
      'POST',
      '/quotes',
      {
        body: rental(instrumentId),
      },
    );
    expect(quote.status).toBe(200);
    expect(quote.body.lines.map((l) => l.amountFen)).toEqual([246_774, 450_000, 203_226]);
    expect(quote.body.free).toBe(true);
    const made = await reserve(member, { ...rental(instrumentId), quoteId: quote.body.quoteId });
    expect([made.status, made.body.status]).toEqual([201, 'confirmed']);
    const period = await one('SELECT lower(period) s, upper(period) e FROM occupancy WHERE source_id = $1', [
      made.body.id,
    ]);
    expect(period).toEqual({ s: new Date('2026-03-14T16:00:00Z'), e: new Date('2026-05-14T16:00:00Z') });
    expect(
      await one("SELECT action FROM audit_event WHERE entity = 'reservation' AND entity_id = $1", [made.body.id]),
    ).toEqual({
      action: 'reservation.approved',
    });
    expect(
      await one("SELECT event FROM outbox WHERE event LIKE 'reservation.%' AND payload @> $1", [{ id: made.body.id }]),
    ).toEqual({
      event: 'reservation.approved',
    });
    const due = await t.database.owner.query('SELECT kind FROM due_work WHERE subject_id = $1 ORDER BY due_at', [
      made.body.id,
    ]);
    expect(due.rows.map((r) => r.kind)).toEqual([
      'reservation.starts-soon',
      'reservation.ends-soon',
      'reservation.ends-soon',
      'reservation.ends-soon',
      'reservation.overdue',
    ]);
    expect(await one('SELECT amount_fen::int FROM deposit WHERE reservation_id = $1', [made.body.id])).toEqual({
      amount_fen: 450_000,
    });
  });

  it('refuses a price that has changed since it was shown, and shows the new one', async () => {
    const instrumentId = await t.given.anInstrument();
    const quote = await t.call<{ quoteId: string }>(member, 'POST', '/quotes', { body: rental(instrumentId) });
    await t.database.owner.query('UPDATE rate_plan SET monthly_fen = 500000 WHERE instrument_id = $1', [instrumentId]);
    const answer = await t.call<{ code: string; quote: { totalFen: number } }>(member, 'POST', '/reservations', {
      body: { ...rental(instrumentId), quoteId: quote.body.quoteId },
      key: key(),
    });
    expect([answer.status, answer.body.code, answer.body.quote.totalFen]).toEqual([409, 'quote_changed', 1_000_000]);
  });
});

describe('a slot that is taken', () => {
  it('is refused with the period, the next slot and equivalents, and not by whom', async () => {
    const category = '质谱';
    const instrumentId = await t.given.anInstrument({ category });
    const dear = await t.given.anInstrument({ category, monthly_fen: 600_000 });
    const cheap = await t.given.anInstrument({ category, monthly_fen: 400_000 });
    const other = await t.given.aPerson('member', await t.given.aCompany());
    await reserve(other, rental(instrumentId));
    const refused = await reserve(member, rental(instrumentId, '2026-04-01', 1));
    expect([refused.status, refused.body.code]).toEqual([409, 'slot_taken']);
    expect(refused.body.taken).toEqual({ start: '2026-03-14T16:00:00.000Z', end: '2026-05-14T16:00:00.000Z' });
    expect(refused.body.alternatives?.nextFree).toMatchObject({ startsOn: '2026-05-15', totalFen: 450_000 });
    expect(refused.body.alternatives?.equivalents.map((e) => [e.instrumentId, e.totalFen])).toEqual([
      [cheap, 400_000],
      [dear, 600_000],
    ]);
    const toStaff = await reserve(manager, { ...rental(instrumentId, '2026-04-01', 1), companyId: member.companyId });
    expect(toStaff.body.taken?.companyNameZh).toMatch(/测试企业/);
  });

  it('does not meet what ends as it starts', async () => {
    const id = await t.given.anInstrument();
    expect((await reserve(member, session(id, '2026-03-02T02:00:00Z', '2026-03-02T03:00:00Z'))).status).toBe(201);
    expect((await reserve(member, session(id, '2026-03-02T03:00:00Z', '2026-03-02T04:00:00Z'))).status).toBe(201);
    expect((await reserve(member, session(id, '2026-03-02T03:45:00Z', '2026-03-02T04:45:00Z'))).status).toBe(409);
  });

  it('is taken longer by the turnaround, which nobody sees or pays', async () => {
    const id = await t.given.anInstrument({ after_minutes: 30, before_minutes: 15 });
    expect((await reserve(member, session(id, '2026-03-02T02:00:00Z', '2026-03-02T03:00:00Z'))).status).toBe(201);
    const refused = await reserve(member, session(id, '2026-03-02T03:30:00Z', '2026-03-02T04:30:00Z'));
    expect(refused.body.alternatives?.nextFree?.startsAt).toBe('2026-03-02T03:45:00.000Z');
    expect((await reserve(member, session(id, '2026-03-02T03:45:00Z', '2026-03-02T04:30:00Z'))).status).toBe(201);
  });
});

describe('policies', () => {
  it('are reported all at once', async () => {
    const id = await t.given.anInstrument({
      status: 'out_of_service',
      training_required: true,
      rules: { minMonths: 3 },
    });
    const refused = await reserve(member, rental(id));
    expect(refused.status).toBe(422);
    expect(refused.body.violations?.map((v) => v.code)).toEqual([
      'instrument_out_of_service',
      'too_short',
      'qualification_missing',
    ]);
  });

  it('are overridden by staff only, with a reason that is kept', async () => {
    const id = await t.given.anInstrument({ rules: { minMonths: 3 } });
    const override = { codes: ['too_short'], reason: '示范项目' };
    expect((await reserve(member, { ...rental(id), override })).status).toBe(403);
    const made = await reserve(manager, { ...rental(id), override, companyId: member.companyId });
    expect([made.status, made.body.status]).toEqual([201, 'confirmed']);
    expect(
      await one(`SELECT reason FROM audit_event WHERE entity = 'reservation' AND entity_id = $1`, [made.body.id]),
    ).toEqual({
      reason: '示范项目',
    });
  });
});

describe('a replayed request', () => {
  it('has one effect and one answer, however many arrive at once', async () => {
    const id = await t.given.anInstrument();
    const same = key();
    const answers = await Promise.all(Array.from({ length: 20 }, () => reserve(member, rental(id), same)));
    expect(new Set(answers.map((a) => a.status))).toEqual(new Set([201]));
    expect(new Set(answers.map((a) => a.body.id)).size).toBe(1);
    expect(await one('SELECT count(*)::int n FROM reservation WHERE instrument_id = $1', [id])).toEqual({ n: 1 });
    const otherBody = await reserve(member, rental(id, '2027-03-15'), same);
    expect([otherBody.status, otherBody.body.code]).toEqual([422, 'idempotency_key_reused']);
  });
});

describe('a race for one slot', () => {
  it('has exactly one winner in every round, and the loser gets alternatives', async () => {
    const instrumentId = await t.given.anInstrument({ category: '竞争' });
    await t.given.anInstrument({ category: '竞争' });
    for (let round = 0; round < 50; round++) {
      const start = Date.UTC(2026, 2, 3 + Math.floor(round / 10), round % 10);
      const at = session(instrumentId, new Date(start).toISOString(), new Date(start + 3_600_000).toISOString());
      const answers = await Promise.all([reserve(member, at), reserve(member, at)]);
      expect(answers.map((a) => a.status).sort((a, b) => a - b)).toEqual([201, 409]);
      const loser = answers.find((a) => a.status === 409);
      expect(loser?.body.code).toBe('slot_taken');
      expect(loser?.body.alternatives?.equivalents).toHaveLength(1);
    }
  });
});
