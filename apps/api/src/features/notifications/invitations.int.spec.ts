import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { instantAt } from '@parkbench/domain';
import ical from 'node-ical';
import { Bookings, rental, session } from '../../../test/support/bookings.js';
import type { Person } from '../../../test/support/builders.js';
import { type Letter, type Mailbox, openMailbox } from '../../../test/support/mailbox.js';
import { startTestApp, type TestApp } from '../../../test/support/test-app.js';
import { ParkSettings } from '../../platform/park-settings.js';

let t: TestApp;
let b: Bookings;
let mailbox: Mailbox;
let owner: Person;
let manager: Person;

beforeAll(async () => {
  mailbox = await openMailbox();
  process.env.SMTP_URL = mailbox.url;
  process.env.MAIL_FROM = '张江仪器共享 <lab@park.example>';
  t = await startTestApp('2026-03-01T02:00:00Z');
  b = new Bookings(t);
  await t.given.aPark('Asia/Shanghai', { rules: { maxOpenOfCompany: 1000, quotas: [] } });
  owner = await t.given.aPerson('member', await t.given.aCompany(), { name: '李, 娜; "Nina"' });
  manager = await t.given.aPerson('manager');
});
afterAll(async () => {
  await t.close();
  await mailbox.close();
});

/** The mails that what was just done brings, each with its invitation as a calendar program reads it. */
async function letters(): Promise<{ letter: Letter; method: string; event: ical.VEvent }[]> {
  mailbox.received.length = 0;
  await t.work();
  return mailbox.received.map((letter) => {
    const file = letter.parsed.attachments.find((a) => a.filename === 'invite.ics');
    const text = file?.content.toString('utf8') ?? '';
    const [event] = Object.values(ical.sync.parseICS(text)).filter((part) => part?.type === 'VEVENT') as ical.VEvent[];
    return { letter, method: /^METHOD:(\w+)\r$/m.exec(text)?.[1] ?? '', event: event! };
  });
}
const only = async (): Promise<Awaited<ReturnType<typeof letters>>[number]> => {
  const [one, ...more] = await letters();
  expect(more).toEqual([]);
  return one!;
};

describe('an invitation', () => {
  it('comes as a part and as a file, follows every change under one UID with a rising SEQUENCE, and is taken back', async () => {
    const instrument = await t.given.anInstrument({ name_zh: '质谱, 高分辨; 🧪\\n型', location: '1号楼, 3层' });
    const { id } = await b.have(owner, session(instrument, '2026-03-05T09:00:00+08:00', '2026-03-05T11:00:00+08:00'));
    const first = await only();
    expect(first.letter.subject).toMatch(/^预约已确认：/);
    expect(first.letter.source).toMatch(/Content-Type: text\/calendar; charset=utf-8;\s+method=REQUEST/i);
    expect(first.letter.source).toMatch(/Content-Type: application\/ics; name=invite\.ics/);
    expect(first.method).toBe('REQUEST');
    expect(first.event.start?.toISOString()).toBe('2026-03-05T01:00:00.000Z');
    expect(first.event).toMatchObject({ status: 'CONFIRMED', location: '1号楼, 3层' });
    expect(JSON.stringify(first.event.organizer)).toContain('mailto:lab@park.example');
    expect(JSON.stringify(first.event.attendee)).toContain('mailto:member');

    const to = { startsAt: '2026-03-05T12:00:00+08:00', endsAt: '2026-03-05T14:00:00+08:00' };
    const preview = await b.act<{ quoteId: string }>(owner, id, 'move-preview', to);
    expect((await b.act(manager, id, 'move', { ...to, quoteId: preview.body.quoteId })).status).toBe(200);
    const moved = await only();
    expect([moved.method, moved.event.start?.toISOString()]).toEqual(['REQUEST', '2026-03-05T04:00:00.000Z']);

    expect((await b.act(owner, id, 'cancel')).status).toBe(200);
    const gone = await only();
    expect([gone.method, gone.event.status]).toEqual(['CANCEL', 'CANCELLED']);
    expect(gone.letter.source).toMatch(/method=CANCEL/);
    const all = [first, moved, gone].map(({ event }) => event);
    expect(new Set(all.map((event) => event.uid)).size).toBe(1);
    const sequences = all.map((event) => Number(event.sequence));
    expect(sequences).toEqual([...new Set(sequences)].sort((x, y) => x - y));
    const { raw } = await t.call(owner, 'POST', '/calendar-feeds', { body: { scope: 'person' } });
    const feed = await t.call(null, 'GET', new URL(JSON.parse(raw.toString()).url).pathname.replace('/api/v1', ''));
    expect(feed.raw.toString()).toContain(first.event.uid);
  });

  it('follows an extension, and tells of a rejection', async () => {
    const instrument = await t.given.anInstrument();
    const { id } = await b.have(owner, rental(instrument, '2026-03-15', 1));
    const first = await only();
    const preview = await b.act<{ quote: { quoteId: string } }>(owner, id, 'extend-preview', { months: 2 });
    const { quoteId } = preview.body.quote;
    expect((await b.act(owner, id, 'extend', { months: 2, quoteId })).status).toBe(200);
    const extended = await only();
    const day = (date: Date): string => date.toLocaleDateString('sv-SE');
    expect([first.event.end, extended.event.end].map((end) => day(end!))).toEqual(['2026-04-15', '2026-06-15']);
    expect(Number(extended.event.sequence)).toBeGreaterThan(Number(first.event.sequence));

    const asked = await b.have(owner, rental(await t.given.anInstrument({ approval_required: true }), '2026-03-15', 1));
    await b.act(manager, asked.id, 'reject', { version: asked.version, reason: '停用' });
    const told = (await letters()).filter(({ letter }) => letter.subject.startsWith('预约未通过'));
    expect(told.map(({ method, event }) => [method, event.status])).toEqual([['CANCEL', 'CANCELLED']]);
  });

  it('goes from one calendar into the other when a reservation is transferred', async () => {
    const colleague = await t.given.aPerson('member', owner.companyId);
    const { id } = await b.have(
      owner,
      session(await t.given.anInstrument(), '2026-03-07T01:00:00Z', '2026-03-07T02:00:00Z'),
    );
    await letters();
    expect((await b.act(owner, id, 'transfer', { memberId: colleague.id })).status).toBe(200);
    const told = await letters();
    expect(new Set(told.map(({ method, event }) => `${method} ${event.status}`))).toEqual(
      new Set(['CANCEL CANCELLED', 'REQUEST CONFIRMED']),
    );
    expect(new Set(told.map(({ event }) => event.uid)).size).toBe(1);
  });

  it('to a series of one’s own is one mail with all its sessions, and one more when it is given up', async () => {
    const body = {
      instrumentId: await t.given.anInstrument(),
      startsLocal: '2026-03-09T09:00',
      lengthMinutes: 60,
      rrule: 'FREQ=DAILY;COUNT=3',
    };
    const made = await t.call<{ id: number; firstReservationId: number }>(owner, 'POST', '/reservations/series', {
      body,
      key: Bookings.key(),
    });
    expect(made.status).toBe(201);
    const { letter, method } = await only();
    expect(letter.subject).toMatch(/^重复预约已提交：/);
    expect(letter.text).toContain('共 3 次，2026-03-09 至 2026-03-11。');
    const sessionsOf = (sent: Letter): ical.VEvent[] =>
      Object.values(ical.sync.parseICS(sent.parsed.attachments[0]?.content.toString() ?? '')).filter(
        (part) => part?.type === 'VEVENT',
      ) as ical.VEvent[];
    const sessions = sessionsOf(letter);
    expect([method, sessions.length]).toEqual(['PUBLISH', 3]);
    expect(sessions.map((one) => one.start?.toISOString())).toContain('2026-03-10T01:00:00.000Z');
    const { id } = made.body;
    const cancelled = await t.call(owner, 'POST', `/reservations/series/${id}/cancel`, {
      body: { scope: 'all', date: '2026-03-09' },
      key: Bookings.key(),
    });
    expect(cancelled.status).toBe(200);
    const gone = sessionsOf((await only()).letter);
    expect(gone.map((one) => one.status)).toEqual(['CANCELLED', 'CANCELLED', 'CANCELLED']);
    expect(new Set(gone.map((one) => one.uid))).toEqual(new Set(sessions.map((one) => one.uid)));
  });

  it.each([
    ['Asia/Shanghai', ['2026-03-08', '2026-11-01']],
    ['America/New_York', ['2026-03-07', '2026-03-08', '2026-10-31', '2026-11-01']],
    ['Australia/Lord_Howe', ['2026-04-04', '2026-04-05', '2026-10-03', '2026-10-04']],
  ])('means the right instants in %s across its clock changes', async (zone, days) => {
    await t.database.owner.query('UPDATE park SET time_zone = $1', [zone]);
    t.app.get(ParkSettings).forget();
    for (const day of days) {
      const instrument = await t.given.anInstrument({ rules: { advanceDays: 730 } });
      const start = instantAt(day, 23 * 60, zone);
      const end = start + 5 * 3_600_000;
      await b.have(owner, session(instrument, new Date(start).toISOString(), new Date(end).toISOString()));
      const { event, letter } = await only();
      expect([zone, day, event.start?.getTime(), event.end?.getTime()]).toEqual([zone, day, start, end]);
      const text = letter.parsed.attachments[0]?.content.toString() ?? '';
      expect(text).toContain(`DTSTART;TZID=${zone}:${day.replaceAll('-', '')}T230000\r\n`);
      expect(text).toContain(`BEGIN:VTIMEZONE\r\nTZID:${zone}\r\n`);
    }
  });

  it('is the same when the mail is sent again', async () => {
    mailbox.refuses = true;
    await b.have(owner, session(await t.given.anInstrument(), '2026-03-06T01:00:00Z', '2026-03-06T02:00:00Z'));
    await t.work();
    const { rows } = await t.database.owner.query(
      'SELECT id, calendar FROM mail WHERE sent_at IS NULL ORDER BY id DESC LIMIT 1',
    );
    await t.database.owner.query(`UPDATE instrument SET name_zh = 'another name'`);
    mailbox.refuses = false;
    await t.database.owner.query('UPDATE mail SET next_try_at = now()');
    const { letter } = await only();
    expect(letter.messageId).toBe(`<mail-${rows[0].id}@parkbench>`);
    expect(letter.parsed.attachments[0]?.content.toString()).toBe(rows[0].calendar);
  });
});
