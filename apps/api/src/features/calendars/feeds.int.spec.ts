import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ical from 'node-ical';
import { Bookings, openBookingDesk, rental, session } from '../../../test/support/bookings.js';
import type { Person } from '../../../test/support/builders.js';
import type { Answer, TestApp } from '../../../test/support/test-app.js';

let t: TestApp;
let b: Bookings;
let member: Person;
let colleague: Person;
let admin: Person;
let other: Person;
let manager: Person;
let instrument: number;

// Sunday 2026-03-01 10:00 in the park
beforeAll(async () => {
  ({ t, b, member, other, manager } = await openBookingDesk('2026-03-01T02:00:00Z'));
  colleague = await t.given.aPerson('member', member.companyId);
  admin = await t.given.aPerson('company_admin', member.companyId, { locale: 'en' });
  instrument = await t.given.anInstrument({ name_zh: '质谱仪', name_en: 'Mass spectrometer', location: '1号楼' });
});
afterAll(() => t.close());

const make = (
  who: Person,
  body: object,
): Promise<Answer<{ id: number; url: string; webcalUrl: string; code: string }>> =>
  t.call(who, 'POST', '/calendar-feeds', { body });
const path = (url: string): string => new URL(url).pathname.replace('/api/v1', '');
async function feed(who: Person, body: object): Promise<string> {
  const made = await make(who, body);
  expect(made.status).toBe(201);
  return path(made.body.url);
}
const read = async (address: string): Promise<ical.VEvent[]> => {
  const { status, raw } = await t.call(null, 'GET', address);
  expect(status).toBe(200);
  return Object.values(ical.sync.parseICS(raw.toString('utf8'))).filter((e) => e?.type === 'VEVENT') as ical.VEvent[];
};
const times = (events: ical.VEvent[]): string[][] =>
  events
    .map((e) => [e.start?.toISOString() ?? '', e.end?.toISOString() ?? ''])
    .sort(([a = ''], [b = '']) => a.localeCompare(b));

describe('a private calendar', () => {
  it('holds a person’s own reservations under UIDs that stay, with a SEQUENCE that rises, until they are called off', async () => {
    const address = await feed(member, { scope: 'person' });
    const made = await b.have(member, session(instrument, '2026-03-05T09:00:00+08:00', '2026-03-05T11:00:00+08:00'));
    await b.have(colleague, session(instrument, '2026-03-06T09:00:00+08:00', '2026-03-06T11:00:00+08:00'));
    const [first, ...none] = await read(address);
    expect(none).toEqual([]);
    expect(first).toMatchObject({ summary: '质谱仪（上机）', location: '1号楼', status: 'CONFIRMED' });
    expect(first?.uid).toMatch(new RegExp(`^reservation-${made.id}@[-0-9a-f]{36}\\.parkbench$`));
    expect(times([first!])).toEqual([['2026-03-05T01:00:00.000Z', '2026-03-05T03:00:00.000Z']]);
    t.setClock('2026-03-01T03:00:00Z');
    expect((await b.act(member, made.id, 'cancel')).status).toBe(200);
    const [gone] = await read(address);
    expect([gone?.uid, gone?.status]).toEqual([first?.uid, 'CANCELLED']);
    expect(Number(gone?.sequence)).toBeGreaterThan(Number(first?.sequence));
    t.setClock('2026-06-10T02:00:00Z');
    expect(await read(address)).toEqual([]);
    t.setClock('2026-03-01T03:00:00Z');
  });

  it('takes a rental by whole days and says what is not decided yet', async () => {
    const approved = await t.given.anInstrument({ approval_required: true });
    const address = await feed(colleague, { scope: 'person' });
    await b.have(colleague, rental(approved, '2026-03-15', 2));
    const found = (await read(address)).find((e) => e.datetype === 'date');
    expect(found).toMatchObject({ status: 'TENTATIVE', summary: expect.stringMatching(/^待审批：/) });
    const { raw } = await t.call(null, 'GET', address);
    expect(raw.toString()).toContain('DTSTART;VALUE=DATE:20260315\r\nDTEND;VALUE=DATE:20260515\r\n');
  });

  it('of the whole company is for its admin, in the admin’s language, while the admin is one', async () => {
    expect((await make(member, { scope: 'company' })).status).toBe(403);
    expect((await make(manager, { scope: 'person' })).status).toBe(403);
    const address = await feed(admin, { scope: 'company' });
    const events = await read(address);
    expect(events.map((e) => e.summary)).toContainEqual(expect.stringMatching(/^Mass spectrometer \(session\) · 人员/));
    await t.database.owner.query(`UPDATE member SET role = 'member' WHERE id = $1`, [admin.id]);
    expect((await t.call(null, 'GET', address)).status).toBe(404);
    await t.database.owner.query(`UPDATE member SET role = 'company_admin' WHERE id = $1`, [admin.id]);
    expect((await t.call(null, 'GET', address)).status).toBe(200);
  });

  it('of an instrument says of other companies’ time only that it is taken, in as few stretches as it takes', async () => {
    const shared = await t.given.anInstrument({ name_zh: '共聚焦' });
    const address = await feed(member, { scope: 'instrument', instrumentId: shared });
    const forStaff = await feed(manager, { scope: 'instrument', instrumentId: shared });
    await b.have(member, session(shared, '2026-03-09T08:00:00+08:00', '2026-03-09T09:00:00+08:00'));
    await b.have(other, session(shared, '2026-03-09T09:00:00+08:00', '2026-03-09T10:00:00+08:00'));
    await b.have(other, session(shared, '2026-03-09T10:00:00+08:00', '2026-03-09T12:00:00+08:00'));
    const events = await read(address);
    const [taken, ...more] = events.filter((e) => e.summary === '已占用');
    expect(more).toEqual([]);
    expect(times([taken!])).toEqual([['2026-03-09T01:00:00.000Z', '2026-03-09T04:00:00.000Z']]);
    expect(taken?.uid).toMatch(/^[0-9a-f]{40}@parkbench$/);
    expect([taken?.sequence, taken?.description, taken?.url, taken?.location]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(times(events.filter((e) => e !== taken))).toEqual([
      ['2026-03-09T00:00:00.000Z', '2026-03-09T01:00:00.000Z'],
    ]);
    expect((await read(forStaff)).map((e) => e.summary)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^共聚焦（上机） · 测试企业/)]),
    );
    expect(await read(forStaff)).toHaveLength(3);
  });
});

describe('its address', () => {
  it('is unknown alike when it never was and when it was taken back, at once', async () => {
    const made = await make(member, { scope: 'person' });
    const address = path(made.body.url);
    expect(made.body.webcalUrl).toBe(made.body.url.replace('http:', 'webcal:'));
    const { rows } = await t.database.owner.query('SELECT * FROM calendar_feed WHERE id = $1', [made.body.id]);
    expect(JSON.stringify(rows)).not.toContain(/calendars\/(.+)\.ics/.exec(address)?.[1]);
    await read(address);
    const { body } = await t.call<{ items: { id: number; lastReadAt: string | null }[] }>(
      member,
      'GET',
      '/calendar-feeds',
    );
    expect(body.items.find((f) => f.id === made.body.id)?.lastReadAt).toEqual(expect.any(String));
    expect((await t.call(other, 'DELETE', `/calendar-feeds/${made.body.id}`)).status).toBe(404);
    expect((await t.call(member, 'DELETE', `/calendar-feeds/${made.body.id}`)).status).toBe(204);
    const revoked = await t.call(null, 'GET', address);
    for (const unknown of ['/calendars/x.ics', `/calendars/${'A'.repeat(43)}.ics`, '/calendars/%00.ics']) {
      const answer = await t.call(null, 'GET', unknown);
      expect([answer.status, { ...answer.body, requestId: '' }]).toEqual([404, { ...revoked.body, requestId: '' }]);
    }
    expect((await t.call(member, 'DELETE', `/calendar-feeds/${made.body.id}`)).status).toBe(404);
  });

  it('answers 304 until something has changed', async () => {
    const address = await feed(other, { scope: 'person' });
    const first = await t.call(null, 'GET', address);
    expect(first.headers['cache-control']).toBe('private, no-cache');
    expect(first.headers['content-type']).toBe('text/calendar; charset=utf-8');
    const headers = { 'if-none-match': `W/"x", ${String(first.headers.etag)}` };
    const same = await t.call(null, 'GET', address, { headers });
    expect([same.status, same.raw.length]).toEqual([304, 0]);
    await b.have(other, session(instrument, '2026-03-11T09:00:00+08:00', '2026-03-11T11:00:00+08:00'));
    expect((await t.call(null, 'GET', address, { headers })).status).toBe(200);
  });

  it('ends with the person, is slow to guess, and twenty are enough', async () => {
    const leaver = await t.given.aPerson('member', member.companyId);
    const address = await feed(leaver, { scope: 'person' });
    for (let i = 1; i < 20; i++) await feed(leaver, { scope: 'person' });
    expect((await make(leaver, { scope: 'person' })).body.code).toBe('too_many_calendars');
    await t.database.owner.query('UPDATE member SET disabled_at = now() WHERE id = $1', [leaver.id]);
    expect((await t.call(null, 'GET', address)).status).toBe(404);
    const answers = await Promise.all(Array.from({ length: 140 }, () => t.call(null, 'GET', '/calendars/guess.ics')));
    expect(answers.filter((a) => a.status === 429).length).toBeGreaterThan(15);
    expect((await make(member, { scope: 'instrument' })).status).toBe(400);
    expect((await make(member, { scope: 'instrument', instrumentId: 999_999 })).status).toBe(404);
  });
});
