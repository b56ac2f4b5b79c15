import { describe, expect, it } from '@jest/globals';
import { daysOf, expandSeries, ruleFrom, type SeriesPlan, shiftRule } from './expand-series.js';

const plan = (given: Partial<SeriesPlan>): SeriesPlan => ({
  rrule: 'FREQ=DAILY;COUNT=3',
  startLocal: '2026-03-06T10:00',
  lengthMinutes: 60,
  zone: 'Asia/Shanghai',
  ...given,
});
const days = (rrule: string, startLocal = '2026-03-04T10:00'): string[] => daysOf(plan({ rrule, startLocal }));
const starts = (given: Partial<SeriesPlan>): string[] =>
  expandSeries(plan(given)).map((one) => new Date(one.period.start).toISOString());
const refusal = (given: Partial<SeriesPlan>): string => {
  try {
    expandSeries(plan(given));
    return 'accepted';
  } catch (error) {
    const { code, extra } = (error as { problem: { code: string; extra: { reason?: string } } }).problem;
    return extra.reason ?? code;
  }
};

describe('the days of a rule', () => {
  it('are those of RFC 5545: daily, weekly on weekdays, every other week', () => {
    expect(days('FREQ=DAILY;INTERVAL=2;COUNT=3')).toEqual(['2026-03-04', '2026-03-06', '2026-03-08']);
    expect(days('FREQ=WEEKLY;BYDAY=MO,TH;COUNT=4')).toEqual(['2026-03-05', '2026-03-09', '2026-03-12', '2026-03-16']);
    expect(days('FREQ=WEEKLY;INTERVAL=2;COUNT=3')).toEqual(['2026-03-04', '2026-03-18', '2026-04-01']);
  });

  it('end with the last day, that day included, however the end is written', () => {
    const three = ['2026-03-04', '2026-03-05', '2026-03-06'];
    expect(days('FREQ=DAILY;UNTIL=20260306')).toEqual(three);
    expect(days('FREQ=DAILY;UNTIL=20260306T100000')).toEqual(three);
    expect(days('FREQ=DAILY;UNTIL=20260306T020000Z')).toEqual(three);
    expect(days('FREQ=DAILY;UNTIL=20260306T095900')).toHaveLength(2);
    expect(days('FREQ=DAILY;UNTIL=20260306T015900Z')).toHaveLength(2);
  });

  it('pass over months that have no such day, and find the last day and the nth weekday of each', () => {
    const from = '2026-01-30T10:00';
    expect(days('FREQ=MONTHLY;BYMONTHDAY=31;COUNT=3', from)).toEqual(['2026-01-31', '2026-03-31', '2026-05-31']);
    expect(days('FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3', from)).toEqual(['2026-01-31', '2026-02-28', '2026-03-31']);
    expect(days('FREQ=MONTHLY;BYDAY=-1FR;COUNT=2', '2026-01-31T10:00')).toEqual(['2026-02-27', '2026-03-27']);
    expect(days('FREQ=MONTHLY;BYDAY=2TU;COUNT=2', from)).toEqual(['2026-02-10', '2026-03-10']);
    expect(days('FREQ=MONTHLY;BYDAY=5MO;COUNT=2', from)).toEqual(['2026-03-30', '2026-06-29']);
  });

  it('know the leap day', () => {
    expect(days('FREQ=MONTHLY;COUNT=2;INTERVAL=1;BYMONTHDAY=29', '2028-02-01T10:00')).toEqual([
      '2028-02-29',
      '2028-03-29',
    ]);
    expect(days('FREQ=MONTHLY;BYMONTHDAY=29;COUNT=2', '2027-01-30T10:00')).toEqual(['2027-03-29', '2027-04-29']);
    expect(days('FREQ=DAILY;COUNT=3', '2028-02-28T10:00')).toEqual(['2028-02-28', '2028-02-29', '2028-03-01']);
  });
});

describe('the instants of a series', () => {
  it('keep the wall time where summer time begins, and come an hour later on the day that has no such time', () => {
    const made = expandSeries(plan({ zone: 'America/New_York', startLocal: '2026-03-07T02:30' }));
    expect(made.map((one) => new Date(one.period.start).toISOString())).toEqual([
      '2026-03-07T07:30:00.000Z',
      '2026-03-08T07:30:00.000Z',
      '2026-03-09T06:30:00.000Z',
    ]);
    expect(made.map((one) => one.movedByClock)).toEqual([false, true, false]);
  });

  it('take the first of two equal wall times, and last as long as ever', () => {
    const made = expandSeries(plan({ zone: 'America/New_York', startLocal: '2026-10-31T01:30', lengthMinutes: 90 }));
    expect(made.map((one) => new Date(one.period.start).toISOString())).toEqual([
      '2026-10-31T05:30:00.000Z',
      '2026-11-01T05:30:00.000Z',
      '2026-11-02T06:30:00.000Z',
    ]);
    expect(new Set(made.map((one) => one.period.end - one.period.start))).toEqual(new Set([90 * 60_000]));
    expect(made.some((one) => one.movedByClock)).toBe(false);
  });

  it('do the same where the clock moves by half an hour', () => {
    const zone = 'Australia/Lord_Howe';
    expect(starts({ zone, startLocal: '2026-10-03T02:15' })).toEqual([
      '2026-10-02T15:45:00.000Z',
      '2026-10-03T15:45:00.000Z',
      '2026-10-04T15:15:00.000Z',
    ]);
    expect(starts({ zone, startLocal: '2026-04-04T01:45' })).toEqual([
      '2026-04-03T14:45:00.000Z',
      '2026-04-04T14:45:00.000Z',
      '2026-04-05T15:15:00.000Z',
    ]);
  });

  it('leave out the days that are excepted and those from where it ends', () => {
    const rrule = 'FREQ=DAILY;COUNT=5';
    const made = expandSeries(plan({ rrule, exdates: ['2026-03-07'], endsBefore: '2026-03-10' }));
    expect(made.map((one) => one.date)).toEqual(['2026-03-06', '2026-03-08', '2026-03-09']);
  });
});

describe('what is refused', () => {
  it.each([
    ['FREQ=HOURLY;COUNT=2', 'part'],
    ['FREQ=YEARLY;COUNT=2', 'part'],
    ['FREQ=DAILY;BYHOUR=9;COUNT=2', 'part'],
    ['FREQ=DAILY;BYDAY=MO;COUNT=2', 'part'],
    ['FREQ=WEEKLY;BYMONTHDAY=3;COUNT=2', 'part'],
    ['FREQ=MONTHLY;BYMONTHDAY=3;BYDAY=MO;COUNT=2', 'part'],
    ['FREQ=MONTHLY;BYDAY=1MO,3MO;COUNT=2', 'part'],
    ['COUNT=2', 'part'],
    ['FREQ=DAILY', 'end'],
    ['FREQ=DAILY;COUNT=2;UNTIL=20260401', 'end'],
    ['FREQ=DAILY;COUNT=105', 'count'],
    ['FREQ=DAILY;UNTIL=20270306', 'count'],
    ['FREQ=MONTHLY;COUNT=25', 'span'],
    ['FREQ=MONTHLY;INTERVAL=5;UNTIL=20290101', 'span'],
    ['FREQ=DAILY;UNTIL=20260305', 'empty'],
    ['FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31;COUNT=3', 'span'],
    ['FREQ=WEEKLY;BYDAY=1MO;COUNT=2', 'malformed'],
    ['FREQ=WEEKLY;BYDAY=XX;COUNT=2', 'malformed'],
    ['FREQ=DAILY;COUNT=0', 'malformed'],
    ['FREQ=DAILY;COUNT=2;COUNT=3', 'malformed'],
    ['FREQ=DAILY;INTERVAL=0;COUNT=2', 'malformed'],
    ['FREQ=DAILY;UNTIL=20260230', 'malformed'],
    ['nonsense', 'malformed'],
  ])('%s', (rrule, reason) => {
    expect(refusal({ rrule })).toBe(reason);
  });

  it('a month that never has the day ends the search', () => {
    expect(refusal({ rrule: 'FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=30;COUNT=2', startLocal: '2027-02-03T10:00' })).toBe(
      'empty',
    );
  });

  it('a session that runs into the next one of its series (MRBS #670)', () => {
    expect(refusal({ lengthMinutes: 1440 })).toBe('accepted');
    expect(refusal({ lengthMinutes: 1441 })).toBe('series_overlaps_itself');
    // The day on which summer time begins is an hour shorter.
    const spring = { zone: 'America/New_York', startLocal: '2026-03-07T12:00', lengthMinutes: 1440 };
    expect(refusal(spring)).toBe('series_overlaps_itself');
  });

  it('a wall time or zone that there is not', () => {
    expect(refusal({ startLocal: '2026-03-06T24:00' })).toBe('malformed');
    expect(refusal({ startLocal: '2026-02-30T10:00' })).toBe('malformed');
    expect(refusal({ zone: 'Mars/Olympus' })).toBe('malformed');
  });
});

describe('a rule that is split or shifted', () => {
  it('goes on with what is left of its count, and with the same end', () => {
    const weekly = plan({ rrule: 'FREQ=WEEKLY;BYDAY=MO,TH;COUNT=6', startLocal: '2026-03-05T10:00' });
    const rest = ruleFrom(weekly, '2026-03-12');
    expect(rest).toBe('FREQ=WEEKLY;COUNT=4;BYDAY=MO,TH');
    expect([...daysOf({ ...weekly, endsBefore: '2026-03-12' }), ...days(rest, '2026-03-12T10:00')]).toEqual(
      daysOf(weekly),
    );
    expect(ruleFrom(plan({ rrule: 'FREQ=DAILY;UNTIL=20260310' }), '2026-03-08')).toBe('FREQ=DAILY;UNTIL=20260310');
  });

  it('keeps its pattern over the end of a week', () => {
    const rule = 'FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU;COUNT=4';
    const before = days(rule, '2026-03-07T10:00');
    const after = days(shiftRule(rule, 1), '2026-03-08T10:00');
    expect(before).toEqual(['2026-03-07', '2026-03-08', '2026-03-21', '2026-03-22']);
    expect(after).toEqual(['2026-03-08', '2026-03-09', '2026-03-22', '2026-03-23']);
  });

  it('takes its last day along, and is refused by the month', () => {
    expect(shiftRule('FREQ=DAILY;UNTIL=20260310', -2)).toBe('FREQ=DAILY;UNTIL=20260308');
    expect(() => shiftRule('FREQ=MONTHLY;COUNT=2', 1)).toThrow();
  });
});
