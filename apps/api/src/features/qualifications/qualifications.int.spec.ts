import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Bookings, openBookingDesk, session } from '../../../test/support/bookings.js';
import type { Person } from '../../../test/support/builders.js';
import type { TestApp } from '../../../test/support/test-app.js';
import { ParkSettings } from '../../platform/park-settings.js';

let t: TestApp;
let b: Bookings;
let member: Person;
let other: Person;
let manager: Person;
let admin: Person;
const before = '2026-03-01T02:00:00Z';

interface Shown {
  readonly items: {
    memberId: number;
    qualifications: { id: number; state: string; end: string | null; version: number; nameZh: string }[];
  }[];
  readonly nextCursor: string | null;
}

beforeAll(async () => {
  ({ t, b, member, other, manager } = await openBookingDesk(before));
  admin = await t.given.aPerson('company_admin', member.companyId);
});
afterAll(() => t.close());
beforeEach(() => t.setClock(before));

const grant = (body: object, who = manager) => t.call(who, 'POST', '/qualifications', { body });
const trained = (given: object = {}): Promise<number> => t.given.anInstrument({ training_required: true, ...given });
const hour = (instrumentId: number, day = '2026-03-03'): object =>
  session(instrumentId, `${day}T02:00:00Z`, `${day}T03:00:00Z`);
const refusalOf = async (who: Person, body: object): Promise<string[]> => {
  const answer = await b.reserve<{ violations?: { code: string }[] }>(who, body);
  return (answer.body.violations ?? []).map((v) => v.code);
};
const people = async (query = '', who = manager): Promise<Shown['items']> =>
  (await t.call<Shown>(who, 'GET', `/qualifications?limit=100${query}`)).body.items;
const of = async (person: Person): Promise<Shown['items'][number]['qualifications']> =>
  (await people()).find((one) => one.memberId === person.id)?.qualifications ?? [];
async function setting(column: string, value: unknown): Promise<void> {
  await t.database.owner.query(`UPDATE park SET ${column} = $1`, [value]);
  t.app.get(ParkSettings).forget();
}

describe('reserving what needs training', () => {
  it('is refused to whoever has not been trained, and lets whoever has', async () => {
    const instrumentId = await trained();
    expect(await refusalOf(member, hour(instrumentId))).toEqual(['qualification_missing']);
    expect((await grant({ memberIds: [member.id], instrumentId, validUntil: null })).body).toEqual({
      granted: 1,
      renewed: 0,
    });
    // The training is the person's, not the company's.
    expect(await refusalOf(admin, hour(instrumentId))).toEqual(['qualification_missing']);
    expect((await b.reserve(member, hour(instrumentId))).status).toBe(201);
  });

  it('looks at the day of the reservation, the last day included', async () => {
    const instrumentId = await trained();
    await grant({ memberIds: [member.id], instrumentId, validFrom: '2026-03-03', validUntil: '2026-03-04' });
    expect(await refusalOf(member, hour(instrumentId, '2026-03-02'))).toEqual(['qualification_expired']);
    expect((await b.reserve(member, hour(instrumentId, '2026-03-04'))).status).toBe(201);
    expect(await refusalOf(member, hour(instrumentId, '2026-03-05'))).toEqual(['qualification_expired']);
  });

  it('is let by training for the category, or one above it', async () => {
    const above = await t.given.aCategory('大类');
    const below = await t.given.insert('category', { parent_id: above, name_zh: '小类' });
    const instrumentId = await trained();
    await t.database.owner.query('UPDATE instrument SET category_id = $2 WHERE id = $1', [instrumentId, below]);
    const elsewhere = await trained({ category: '别的类' });
    await grant({ memberIds: [member.id], categoryId: above, validUntil: '2027-03-01' });
    expect((await b.reserve(member, hour(instrumentId))).status).toBe(201);
    expect(await refusalOf(member, hour(elsewhere))).toEqual(['qualification_missing']);
  });

  it('is overridden by staff with a reason, and only warned of where the park keeps none', async () => {
    const instrumentId = await trained();
    const asked = { ...hour(instrumentId), companyId: member.companyId, memberId: member.id };
    expect(await refusalOf(manager, asked)).toEqual(['qualification_missing']);
    const override = { codes: ['qualification_missing'], reason: '由实验员陪同操作' };
    expect((await b.reserve(manager, { ...asked, override })).status).toBe(201);
    await setting('keeps_qualifications', false);
    expect((await b.reserve(member, hour(instrumentId, '2026-03-06'))).status).toBe(201);
    await setting('keeps_qualifications', true);
  });

  it('is refused again after long non-use, where the park says so', async () => {
    const instrumentId = await trained();
    await grant({ memberIds: [member.id], instrumentId, validFrom: '2026-01-01', validUntil: null });
    await setting('qualification_idle_days', 60);
    expect(await refusalOf(member, hour(instrumentId))).toEqual(['qualification_expired']);
    await setting('qualification_idle_days', 90);
    const { id } = await b.have(member, hour(instrumentId));
    t.setClock('2026-03-03T02:00:00Z');
    await b.act(member, id, 'start');
    t.setClock('2026-03-03T02:30:00Z');
    await b.act(member, id, 'stop');
    await setting('qualification_idle_days', 60);
    expect((await b.reserve(member, hour(instrumentId, '2026-04-20'))).status).toBe(201);
    expect((await of(member)).find((q) => q.end === '2026-05-02')).toBeTruthy();
    await setting('qualification_idle_days', null);
  });
});

describe('staff', () => {
  it('grant to many at once, all or none; who has it has it renewed', async () => {
    const instrumentId = await trained();
    const memberIds = [member.id, admin.id, other.id];
    expect((await grant({ memberIds: [...memberIds, 987_654], instrumentId, validUntil: null })).status).toBe(404);
    expect((await grant({ memberIds: [manager.id], instrumentId, validUntil: null })).status).toBe(404);
    expect((await grant({ memberIds: [member.id], instrumentId, validUntil: '2026-12-31' })).body.granted).toBe(1);
    const answers = await Promise.all(
      [1, 2, 3].map(() => grant({ memberIds, instrumentId, validUntil: '2027-03-01' })),
    );
    expect(answers.map((a) => a.status)).toEqual([200, 200, 200]);
    expect(answers.reduce((sum, a) => sum + Number(a.body.granted), 0)).toBe(2);
    const rows = await b.row(
      'SELECT count(*)::int n, min(valid_until)::text until FROM qualification WHERE instrument_id = $1',
      [instrumentId],
    );
    expect(rows).toEqual({ n: 3, until: '2027-03-01' });
    expect((await grant({ memberIds, validUntil: null })).body.code).toBe('invalid_input');
    expect((await grant({ memberIds, instrumentId: 987_654, validUntil: null })).status).toBe(404);
    expect((await grant({ memberIds, instrumentId, validUntil: '2026-02-01' })).body.code).toBe(
      'ends_before_it_begins',
    );
  });

  it('extend and take back what they have read, with a reason', async () => {
    const instrumentId = await trained();
    await grant({ memberIds: [member.id], instrumentId, validUntil: '2026-03-20' });
    const { id } = await b.row('SELECT id FROM qualification WHERE instrument_id = $1', [instrumentId]);
    const act = (verb: string, body: object) =>
      t.call(manager, 'POST', `/qualifications/${String(id)}/${verb}`, { body });
    expect((await act('extend', { validUntil: '2026-09-30', version: 1 })).status).toBe(204);
    expect((await act('extend', { validUntil: '2026-10-30', version: 1 })).status).toBe(412);
    expect(await b.due(Number(id))).toEqual(['qualification.expires-soon 2026-08-31T01:00:00.000Z']);
    expect((await act('revoke', { version: 2 })).status).toBe(400);
    expect((await act('revoke', { reason: '操作不当，需重新培训', version: 2 })).status).toBe(204);
    expect((await act('revoke', { reason: '再次', version: 3 })).status).toBe(404);
    expect(await b.due(Number(id))).toEqual([]);
    expect(await refusalOf(member, hour(instrumentId))).toEqual(['qualification_missing']);
    // Who was trained again has a new one; the old one stays on record.
    expect((await grant({ memberIds: [member.id], instrumentId, validUntil: null })).body.granted).toBe(1);
    const { rows } = await t.database.owner.query(
      `SELECT action FROM audit_event WHERE entity = 'qualification' AND entity_id = $1 ORDER BY id`,
      [id],
    );
    expect(rows.map((r: { action: string }) => r.action)).toEqual([
      'qualification.granted',
      'qualification.prolonged',
      'qualification.revoked',
    ]);
  });

  it('find people by what stands so, page by page', async () => {
    const companyId = await t.given.aCompany({ name_zh: '甲分页企业' });
    const many = await Promise.all([1, 2, 3].map(() => t.given.aPerson('member', companyId)));
    const instrumentId = await trained({ name_zh: '要找的仪器' });
    await grant({ memberIds: many.slice(0, 2).map((p) => p.id), instrumentId, validUntil: '2026-03-31' });
    const ids = many.slice(0, 2).map((p) => p.id);
    expect((await people('&state=expiring&q=要找的')).map((p) => p.memberId).sort((x, y) => x - y)).toEqual(
      ids.sort((x, y) => x - y),
    );
    expect((await people(`&instrumentId=${instrumentId}`)).length).toBe(2);
    expect(await people(`&instrumentId=${instrumentId}&state=expired`)).toEqual([]);
    const first = (await t.call<Shown>(manager, 'GET', `/qualifications?companyId=${companyId}&limit=2`)).body;
    const rest = `/qualifications?companyId=${companyId}&limit=2&cursor=${first.nextCursor}`;
    const second = (await t.call<Shown>(manager, 'GET', rest)).body;
    expect([first.items.length, second.items.length, second.nextCursor]).toEqual([2, 1, null]);
  });
});

describe('a tenant', () => {
  it('sees the own company’s people as its admin, and only oneself as a member', async () => {
    const instrumentId = await trained();
    await grant({ memberIds: [member.id, other.id], instrumentId, validUntil: null });
    const own = await people('', admin);
    expect(own.map((p) => p.memberId).sort((x, y) => x - y)).toEqual([member.id, admin.id].sort((x, y) => x - y));
    expect(await people(`&companyId=${other.companyId}`, admin)).toEqual(own);
    expect((await people('', member)).map((p) => p.memberId)).toEqual([member.id]);
    expect((await grant({ memberIds: [member.id], instrumentId, validUntil: null }, admin)).status).toBe(403);
  });

  it('is told when it is given, and thirty days before it runs out, once', async () => {
    const person = await t.given.aPerson('member', await t.given.aCompany());
    const instrumentId = await trained({ name_zh: '流式细胞仪' });
    await grant({ memberIds: [person.id], instrumentId, validUntil: '2026-04-15' });
    t.setClock('2026-03-16T00:59:00Z');
    await t.work();
    const told = async (): Promise<unknown[]> =>
      (
        await t.database.owner.query('SELECT kind, body_zh FROM notification WHERE member_id = $1 ORDER BY id', [
          person.id,
        ])
      ).rows;
    expect(await told()).toMatchObject([{ kind: 'qualification.granted' }]);
    t.setClock('2026-03-16T01:00:01Z');
    await t.work();
    await t.work();
    expect(await told()).toMatchObject([
      { kind: 'qualification.granted' },
      { kind: 'qualification.expires_soon', body_zh: expect.stringContaining('2026-04-15') },
    ]);
  });
});
