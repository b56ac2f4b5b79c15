import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Bookings, openBookingDesk, session } from '../../../test/support/bookings.js';
import type { Person } from '../../../test/support/builders.js';
import type { Answer, TestApp } from '../../../test/support/test-app.js';

const noon = '2026-03-10T04:00:00Z';
const at = (time: string, day = '2026-03-12'): string => new Date(`${day}T${time}:00+08:00`).toISOString();

let t: TestApp;
let b: Bookings;
let member: Person;
let other: Person;
let instrument: number;
let reservation: number;

beforeAll(async () => {
  ({ t, b, member, other } = await openBookingDesk(noon));
});
afterAll(() => t.close());
beforeEach(async () => {
  t.setClock(noon);
  await t.database.owner.query('DELETE FROM freed_alert');
  await t.database.owner.query('DELETE FROM mail');
  await t.database.owner.query('DELETE FROM notification');
  instrument = await t.given.anInstrument({ category: `提醒${Math.random()}` });
  await t.given.insert('occupancy', {
    instrument_id: instrument,
    period: `[${at('13:00')},${at('23:00')})`,
    source_kind: 'outage',
    source_id: instrument,
  });
  reservation = (await b.have(other, session(instrument, at('09:00'), at('12:00')))).id;
});

const add = (given: object = {}): Promise<Answer<{ id: number; code: string }>> =>
  t.call(member, 'POST', '/freed-alerts', {
    body: { instrumentId: instrument, minMinutes: 180, withinDays: 14, ...given },
    key: Bookings.key(),
  });
const told = async (): Promise<{ bodyZh: string; link: string }[]> =>
  (
    await t.call<{ items: { kind: string; bodyZh: string; link: string }[] }>(member, 'GET', '/notifications')
  ).body.items.filter((n) => n.kind === 'freed_alert.told');
const free = async (): Promise<void> => {
  await b.act(other, reservation, 'cancel', {});
  await t.work();
  await t.work();
};
const mails = async (): Promise<number> =>
  Number((await b.row("SELECT count(*) n FROM mail WHERE subject LIKE '有空闲时段%'")).n);

describe('an alert of freed time', () => {
  it('tells of the whole stretch once, however many filters fit, and holds nothing', async () => {
    await add();
    await add({ minMinutes: 60, instrumentId: undefined, categoryId: await categoryOf(instrument) });
    await free();
    const [notice, ...more] = await told();
    expect(more).toEqual([]);
    expect(notice?.bodyZh).toContain('2026-03-12 09:00 – 2026-03-12 12:00');
    expect(notice?.bodyZh).toContain('未为您保留');
    expect(await mails()).toBe(0);
    expect((await b.reserve(other, session(instrument, at('09:00'), at('10:00')))).status).toBe(201);
  });

  it('is quiet where it is too short, too far, or on a day or at an hour that does not suit', async () => {
    await add({ minMinutes: 24 * 60 });
    await add({ withinDays: 1 });
    await add({ weekdays: [1, 2] });
    await add({ hours: { fromMinute: 660, toMinute: 1440 } });
    await free();
    expect(await told()).toEqual([]);
  });

  it('goes by mail too to whoever wants that', async () => {
    await add({ byMail: true, weekdays: [4], hours: { fromMinute: 480, toMinute: 1200 } });
    await free();
    expect((await told())[0]?.bodyZh).toContain('2026-03-12 09:00 – 2026-03-12 12:00');
    expect(await mails()).toBe(1);
  });

  it('comes after the waiting list: what is held for somebody is not free', async () => {
    await add({ hours: { fromMinute: 540, toMinute: 720 } });
    const waiting = { kind: 'session', target: 'instrument', instrumentId: instrument, lengthMinutes: 180 };
    const body = { ...waiting, from: at('09:00'), until: at('12:00') };
    const { body: entry } = await t.call<{ id: number }>(other, 'POST', '/waiting-list', { body, key: Bookings.key() });
    await free();
    expect(await told()).toEqual([]);
    await t.call(other, 'POST', `/waiting-list/${entry.id}/leave`, { key: Bookings.key() });
    await t.work();
    expect(await told()).toHaveLength(1);
  });

  it('is the own person’s: listed, removed, unknown to everybody else', async () => {
    const { body } = await add();
    const list = await t.call<{ items: { id: number; minMinutes: number }[] }>(member, 'GET', '/freed-alerts');
    expect(list.body.items).toMatchObject([{ id: body.id, minMinutes: 180 }]);
    const colleague = await t.given.aPerson('member', member.companyId);
    for (const who of [other, colleague]) {
      expect((await t.call<{ items: unknown[] }>(who, 'GET', '/freed-alerts')).body.items).toEqual([]);
      expect((await t.call(who, 'DELETE', `/freed-alerts/${body.id}`)).status).toBe(404);
    }
    expect((await t.call(member, 'DELETE', `/freed-alerts/${body.id}`)).status).toBe(200);
    await free();
    expect(await told()).toEqual([]);
    expect((await add({ instrumentId: 987_654_321 })).status).toBe(404);
    expect((await add({ categoryId: 1 })).body.code).toBe('invalid_input');
  });
});

async function categoryOf(id: number): Promise<number> {
  return Number((await b.row('SELECT category_id FROM instrument WHERE id = $1', [id])).category_id);
}
