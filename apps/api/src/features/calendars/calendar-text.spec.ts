import { describe, expect, it } from '@jest/globals';
import { instantAt } from '@parkbench/domain';
import ICAL from 'ical.js';
import ical from 'node-ical';
import { type CalendarEvent, calendarText } from './calendar-text.js';

const hour = 3_600_000;
const event = (given: Partial<CalendarEvent>): CalendarEvent => ({
  uid: 'a@b',
  sequence: 3,
  changedAt: new Date('2026-03-01T02:00:00.750Z'),
  when: { start: 0, end: hour },
  summary: 'x',
  status: 'CONFIRMED',
  ...given,
});

/** Start and end as two independent readers understand them: one by the zone's name, one by the VTIMEZONE alone. */
function read(text: string): { byName: number[]; byRules: number[] } {
  const [one] = Object.values(ical.sync.parseICS(text)).filter((part) => part?.type === 'VEVENT') as ical.VEvent[];
  const calendar = new ICAL.Component(ICAL.parse(text) as never);
  const block = calendar.getFirstSubcomponent('vtimezone');
  const zone = block ? new ICAL.Timezone(block) : ICAL.Timezone.utcTimezone;
  const vevent = calendar.getFirstSubcomponent('vevent');
  const byRules = ['dtstart', 'dtend'].map((name) => {
    const time = vevent?.getFirstPropertyValue(name) as ICAL.Time;
    if (time.zone.tzid !== 'UTC') time.zone = zone;
    return time.toUnixTime() * 1000;
  });
  return { byName: [one?.start?.getTime() ?? 0, one?.end?.getTime() ?? 0], byRules };
}

describe('a calendar', () => {
  it.each(['Asia/Shanghai', 'America/New_York', 'Australia/Lord_Howe', 'UTC', 'Africa/Casablanca'])(
    'means the same instants to every reader, through gaps and folds: %s',
    (zone) => {
      const days = ['2026-03-07', '2026-03-08', '2026-04-04', '2026-04-05', '2026-10-03', '2026-10-04', '2026-11-01'];
      for (const day of days) {
        // node-ical 0.25 reads 00:30 of any zone as 01:00: it is not asked about that hour.
        for (let start = instantAt(day, 60, zone), i = 0; i < 42; i++, start += hour / 2) {
          const wanted = [start, start + 1.5 * hour];
          const text = calendarText({
            zone,
            events: [event({ when: { start, end: start + 1.5 * hour } })],
          });
          expect(read(text)).toEqual({ byName: wanted, byRules: wanted });
        }
      }
    },
  );

  it('names the zone where the wall clock is unequivocal, and carries its rules', () => {
    const start = Date.parse('2026-07-01T14:00:00Z');
    const text = calendarText({
      zone: 'America/New_York',
      events: [event({ when: { start, end: start + hour } })],
    });
    expect(text).toContain('DTSTART;TZID=America/New_York:20260701T100000\r\n');
    expect(text).toMatch(/BEGIN:VTIMEZONE\r\nTZID:America\/New_York\r\n/);
  });

  it('takes a rental by whole days, the last one not taken any more', () => {
    const text = calendarText({
      zone: 'Asia/Shanghai',
      events: [event({ when: { from: '2026-03-15', to: '2026-05-15' }, isFree: true })],
    });
    expect(text).toContain('DTSTART;VALUE=DATE:20260315\r\nDTEND;VALUE=DATE:20260515\r\n');
    expect(text).toContain('TRANSP:TRANSPARENT\r\n');
    expect(text).not.toContain('VTIMEZONE');
  });

  it('names a feed as calendar programs read it, and is one even when it holds nothing', () => {
    const text = calendarText({ zone: 'Asia/Shanghai', name: '我的预约, 甲', events: [] });
    expect(text).toContain('\r\nX-WR-CALNAME:我的预约\\, 甲\r\n');
    expect(text).toContain('\r\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n');
    expect(text).toContain('\r\nX-PUBLISHED-TTL:PT1H\r\n');
    expect(text).toContain('BEGIN:VTIMEZONE');
  });

  it('escapes and folds: no line above 75 octets, no character cut, everything read back', () => {
    const summary = '质谱, 高分辨; 多行\n第二行 \\ 🧪🧬👩‍🔬 '.repeat(9).trim();
    const description = `a;b,c\nd\\n${summary}`;
    const text = calendarText({
      zone: 'Asia/Shanghai',
      name: '我的预约 · 国家蛋白质科学中心，仪器共享平台（张江）',
      events: [event({ summary, description, location: '1号楼, 3层; A' })],
    });
    const lines = text.split('\r\n');
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
    expect(text).not.toMatch(/[^\r]\n|\ufffd/);
    const vevent = new ICAL.Component(ICAL.parse(text) as never).getFirstSubcomponent('vevent');
    expect(vevent?.getFirstPropertyValue('description')).toBe(description);
    const [one] = Object.values(ical.sync.parseICS(text)).filter((part) => part?.type === 'VEVENT') as ical.VEvent[];
    expect(one?.summary).toBe(summary);
    expect(one?.location).toBe('1号楼, 3层; A');
    expect(one?.sequence).toBe(3);
  });
});
