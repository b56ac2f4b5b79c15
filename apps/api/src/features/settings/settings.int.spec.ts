import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Bookings, openBookingDesk, rental, session } from '../../../test/support/bookings.js';
import type { Person } from '../../../test/support/builders.js';
import type { TestApp } from '../../../test/support/test-app.js';

let t: TestApp;
let b: Bookings;
let member: Person;
let manager: Person;
const now = '2026-03-01T02:00:00Z';

interface RulesView {
  readonly version: number;
  readonly own: Record<string, unknown>;
  readonly inherited: Record<string, unknown>;
  readonly effective: Record<string, unknown>;
  readonly sources: Record<string, { from: string; nameZh: string | null }>;
}

beforeAll(async () => {
  ({ t, b, member, manager } = await openBookingDesk(now));
});
afterAll(() => t.close());

const read = async <T = RulesView>(path: string): Promise<T> => (await t.call<T>(manager, 'GET', path)).body;
const put = <T = RulesView>(path: string, body: object, ifMatch?: number) =>
  t.call<T & { code?: string }>(manager, 'PUT', path, { body, ifMatch });
const audit = async (action: string): Promise<Record<string, unknown>> =>
  b.row('SELECT actor_id::int actor, data, reason FROM audit_event WHERE action = $1 ORDER BY id DESC LIMIT 1', [
    action,
  ]);
const findings = async (body: object): Promise<string[]> => {
  const { body: quoted } = await t.call<{ violations: { code: string }[] }>(member, 'POST', '/quotes', { body });
  return quoted.violations.map((v) => v.code);
};

describe('the rules', () => {
  it('of an instrument come from itself, its categories, the park, and what is built in', async () => {
    const above = await t.given.insert('category', { name_zh: '显微镜' });
    const category = await t.given.insert('category', { name_zh: '电镜', parent_id: above });
    const id = await t.given.anInstrument({ category_id: category });
    const parkNow = await read('/settings/rules/park');
    const rules = { ...parkNow.own, minMonths: 2 };
    expect((await put('/settings/rules/park', { rules }, parkNow.version)).status).toBe(200);
    const set = async (path: string, given: object): Promise<void> => {
      const { version } = await read(path);
      expect((await put(path, { rules: given }, version)).status).toBe(200);
    };
    await set(`/categories/${above}/rules`, { lockMinutes: 60, gapMinutes: 30 });
    await set(`/categories/${category}/rules`, { gapMinutes: 15 });
    await set(`/instruments/${id}/rules`, { maxMonths: 6, openingHours: { 1: [{ fromMinute: 540, toMinute: 600 }] } });
    const view = await read(`/instruments/${id}/rules`);
    expect(view.effective).toMatchObject({ minMonths: 2, maxMonths: 6, lockMinutes: 60, gapMinutes: 15 });
    const from = (key: string): unknown => [view.sources[key]?.from, view.sources[key]?.nameZh];
    expect(['minMonths', 'maxMonths', 'lockMinutes', 'gapMinutes', 'advanceDays', 'openingHours'].map(from)).toEqual([
      ['park', null],
      ['own', null],
      ['category', '显微镜'],
      ['category', '电镜'],
      ['default', null],
      ['own', null],
    ]);
    expect(view.inherited).toMatchObject({ maxMonths: 24, openingHours: { 1: [{ fromMinute: 0, toMinute: 1440 }] } });
    // At once, and everywhere: the quote, and the page of the instrument.
    expect(await findings(rental(id, '2026-03-10', 1))).toEqual(['too_short']);
    expect(await read(`/instruments/${id}`)).toMatchObject({
      minMonths: 2,
      maxMonths: 6,
      openingHoursEffective: { 1: [{ fromMinute: 540, toMinute: 600 }] },
    });
    expect(await audit('instrument.rules_changed')).toMatchObject({ actor: manager.id, data: { from: {} } });
    const { categories, instruments } = await read<{
      categories: { id: number; set: number }[];
      instruments: { id: number; set: number }[];
    }>('/settings/rules');
    expect(categories.find((one) => one.id === above)?.set).toBe(2);
    expect(instruments).toMatchObject([{ id, set: 2 }]);
    // Left out is inherited again.
    await set(`/instruments/${id}/rules`, {});
    expect((await read(`/instruments/${id}/rules`)).effective).toMatchObject({ maxMonths: 24 });
    await set('/settings/rules/park', parkNow.own);
  });

  it('are refused when they contradict themselves, are unknown, or were changed meanwhile', async () => {
    const path = `/instruments/${await t.given.anInstrument()}/rules`;
    expect((await put(path, { rules: { minMonths: 3, maxMonths: 2 } }, 1)).body.code).toBe('invalid_input');
    expect((await put(path, { rules: { nonsense: 1 } }, 1)).status).toBe(400);
    expect((await put(path, { rules: { advanceDays: 0 } }, 1)).status).toBe(400);
    expect((await put(path, { rules: {} })).body.code).toBe('if_match_required');
    expect((await put(path, { rules: { advanceDays: 10 } }, 1)).status).toBe(200);
    const stale = await put<{ current: RulesView }>(path, { rules: {} }, 1);
    expect([stale.status, stale.body.current.own]).toEqual([412, { advanceDays: 10 }]);
    expect((await put('/instruments/999999/rules', { rules: {} }, 1)).status).toBe(404);
    expect((await t.call(member, 'GET', path)).status).toBe(403);
  });

  it('without hours of the park are open around the clock', async () => {
    const { own, version } = await read('/settings/rules/park');
    const { openingHours, ...rest } = own;
    const changed = await put('/settings/rules/park', { rules: rest }, version);
    expect(changed.body.effective.openingHours).toMatchObject({ 7: [{ fromMinute: 0, toMinute: 1440 }] });
    await put('/settings/rules/park', { rules: { ...rest, openingHours } }, changed.body.version);
  });
});

describe('the park as the seller', () => {
  it('is set by finance on the version it read; a wrong code is refused, and tenants are not asked', async () => {
    const finance = await t.given.aPerson('finance');
    const { version, ...seller } = await read<{ version: number; bankName: string }>('/settings/seller');
    const next = { ...seller, creditCode: '91130101MA0J7A5B15', bankName: '建设银行' };
    const set = (body: object, ifMatch: number) =>
      t.call<{ code?: string }>(finance, 'PUT', '/settings/seller', { body, ifMatch });
    expect((await set({ ...next, creditCode: '91130101MA0J7A5B16' }, version)).status).toBe(400);
    expect((await set(next, version)).body).toMatchObject({ ...next, version: version + 1 });
    expect((await set(next, version)).status).toBe(412);
    expect(await b.row('SELECT seller FROM park')).toEqual({
      seller: { creditCode: '91130101MA0J7A5B15', bankName: '建设银行' },
    });
    expect((await audit('park.seller_changed')).actor).toBe(finance.id);
    expect((await t.call(member, 'GET', '/settings/seller')).status).toBe(403);
  });
});

describe('the park’s figures', () => {
  it('are changed by version, each change on record', async () => {
    const before = await read<{ version: number; holdHours: number }>('/settings/park');
    const { version, ...figures } = before;
    const changed = await put<{ holdHours: number; version: number }>(
      '/settings/park',
      { ...figures, holdHours: 24 },
      version,
    );
    expect(changed.body).toMatchObject({ holdHours: 24, version: version + 1 });
    expect((await audit('park.changed')).data).toEqual({ changes: { holdHours: [72, 24] } });
    expect((await put('/settings/park', figures, version)).status).toBe(412);
    expect((await put('/settings/park', { ...figures, holdHours: 0 }, version + 1)).status).toBe(400);
  });
});

describe('the calendar', () => {
  interface Year {
    readonly known: boolean;
    readonly source: string | null;
    readonly announced: boolean;
    readonly days: { day: string; kind: string; nameZh: string }[];
  }
  const post = <T>(path: string, body: object = {}) => t.call<T & { code?: string }>(manager, 'POST', path, { body });

  it('of a year is taken over, corrected, and said to be unknown', async () => {
    expect(await read<Year>('/settings/calendar/2026')).toMatchObject({ known: false, announced: true, days: [] });
    const taken = await post<Year>('/settings/calendar/2026/take-over');
    expect(taken.body).toMatchObject({ known: true, source: 'chinese-days' });
    expect(taken.body.days).toContainEqual({ day: '2026-10-01', kind: 'holiday', nameZh: '国庆节' });
    expect(taken.body.days).toContainEqual({ day: '2026-10-10', kind: 'workday', nameZh: '国庆节' });
    expect((await post('/settings/calendar/2099/take-over')).body.code).toBe('year_unknown');
    const set = await put<Year>('/settings/days/2026-06-01', { kind: 'holiday', nameZh: '园庆日' });
    expect(set.body.days).toContainEqual({ day: '2026-06-01', kind: 'holiday', nameZh: '园庆日' });
    expect((await put('/settings/days/2026-06-02', { kind: 'workday' })).body.code).toBe('not_a_weekend');
    const removed = await t.call<Year>(manager, 'DELETE', '/settings/days/2026-06-01');
    expect(removed.body.days.map(({ day }) => day)).not.toContain('2026-06-01');
    expect((await t.call(manager, 'DELETE', '/settings/days/2026-06-01')).status).toBe(404);
    expect(await audit('park.calendar_changed')).toMatchObject({ data: { day: '2026-06-01', removed: true } });
  });

  it('warns of sessions in a year that is not known, until staff say that it is', async () => {
    const later = session(await t.given.anInstrument(), '2027-03-01T02:00:00Z', '2027-03-01T03:00:00Z');
    expect(await findings(later)).toEqual(['calendar_unknown']);
    expect((await put<Year>('/settings/calendar/2027/state', { known: true })).body.source).toBe('manual');
    expect(await findings(later)).toEqual([]);
    await put('/settings/calendar/2027/state', { known: false });
    expect(await findings(later)).toEqual(['calendar_unknown']);
  });

  it('opens with hours of their own on holidays', async () => {
    await put('/settings/days/2026-04-06', { kind: 'holiday', nameZh: '清明节' });
    const id = await t.given.anInstrument({ rules: { holidayHours: [{ fromMinute: 600, toMinute: 720 }] } });
    expect(await findings(session(id, '2026-04-06T01:00:00Z', '2026-04-06T02:00:00Z'))).toEqual([
      'outside_opening_hours',
    ]);
    expect(await findings(session(id, '2026-04-06T02:00:00Z', '2026-04-06T04:00:00Z'))).toEqual([]);
  });
});

describe('closing the park', () => {
  const closure = { startsAt: '2026-04-10T00:00:00Z', endsAt: '2026-04-10T10:00:00Z', reasonZh: '停电检修' };
  const post = (path: string, body: object) =>
    t.call<{ code?: string; affected: number; sessions: { id: number }[]; id: number }>(manager, 'POST', path, {
      body,
    });

  it('shows what stands in that time, and refuses sessions from then on', async () => {
    const id = await t.given.anInstrument();
    const standing = await b.have(member, session(id, '2026-04-10T02:00:00Z', '2026-04-10T03:00:00Z'));
    await b.have(member, rental(await t.given.anInstrument(), '2026-04-01', 1));
    const { startsAt, endsAt } = closure;
    const shown = await post('/settings/closures/affected', { startsAt, endsAt });
    expect(shown.body).toMatchObject({ affected: 1, sessions: [{ id: standing.id }] });
    const unseen = await post('/settings/closures', { ...closure, affected: 0 });
    expect([unseen.status, unseen.body.code, unseen.body.affected]).toEqual([409, 'reservations_affected', 1]);
    const closed = await post('/settings/closures', { ...closure, affected: 1 });
    expect(closed.status).toBe(201);
    const refused = await b.reserve<{ violations: { code: string; message: { zh: string } }[] }>(
      member,
      session(id, '2026-04-10T05:00:00Z', '2026-04-10T06:00:00Z'),
    );
    expect(refused.body.violations).toMatchObject([{ code: 'park_closed', message: { zh: '园区闭园：停电检修' } }]);
    expect((await read<{ items: object[] }>('/settings/closures')).items).toMatchObject([{ affected: 1 }]);
    expect((await t.call(manager, 'DELETE', `/settings/closures/${closed.body.id}`)).status).toBe(204);
    expect(await findings(session(id, '2026-04-10T05:00:00Z', '2026-04-10T06:00:00Z'))).toEqual([]);
  });
});

describe('a company', () => {
  it('is suspended with a reason and let in again; its credit limit goes before the park’s', async () => {
    const company = member.companyId ?? 0;
    const body = session(await t.given.anInstrument(), '2026-03-03T02:00:00Z', '2026-03-03T03:00:00Z');
    const act = (action: string, given: object) =>
      t.call<{ code?: string }>(manager, 'POST', `/companies/${company}/${action}`, { body: given });
    expect((await act('suspend', {})).status).toBe(400);
    expect((await act('suspend', { reason: '拖欠租金' })).status).toBe(204);
    expect((await act('suspend', { reason: '拖欠租金' })).body.code).toBe('no_change');
    expect(await findings(body)).toEqual(['company_suspended']);
    expect(await audit('company.suspended')).toMatchObject({ reason: '拖欠租金' });
    const { items } = await read<{ items: { id: number; version: number; suspendedReason: string }[] }>('/companies');
    const listed = items.find((one) => one.id === company);
    expect(listed?.suspendedReason).toBe('拖欠租金');
    expect((await act('unsuspend', { reason: '已付清' })).status).toBe(204);
    expect(await findings(body)).toEqual([]);
    const path = `/companies/${company}/credit`;
    expect((await put(path, { creditLimitFen: 100 }, listed?.version ?? 0)).status).toBe(412);
    expect((await put(path, { creditLimitFen: 100 }, (listed?.version ?? 0) + 1)).status).toBe(204);
    expect(await findings(body)).toEqual(['credit_limit_exceeded']);
  });
});
