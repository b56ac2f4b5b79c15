import { describe, it, expect } from '@jest/globals';
import fc from 'fast-check';
import { at, period, ZONE } from '../test/builders.js';
import { contains, overlaps, type Period } from '../time/period.js';
import { refusal } from './violation.js';
import {
  firstFitting,
  fittingSlot,
  type FreedInstrument,
  freedStretch,
  offerExpires,
  refusalsAtAnyTime,
  suitableTimes,
  type WaitingForRental,
  type WaitingForSession,
  waitsUntil,
} from './waiting-list.js';

const NOW = at('2026-03-16T08:00');
const DAYTIME = [{ fromMinute: 480, toMinute: 1320 }];
const freed = (given: Partial<FreedInstrument> = {}): FreedInstrument => ({
  zone: ZONE,
  turnaround: { beforeMinutes: 0, afterMinutes: 0 },
  incrementMinutes: 15,
  openingHours: { 1: DAYTIME, 2: DAYTIME, 3: DAYTIME, 4: DAYTIME, 5: DAYTIME },
  busy: [],
  from: NOW,
  horizon: at('2026-12-31T00:00'),
  ...given,
});
const session = (given: Partial<WaitingForSession> = {}): WaitingForSession => ({
  kind: 'session',
  lengthMinutes: 120,
  window: period('2026-03-17T00:00', '2026-03-21T00:00'),
  weekdays: null,
  hours: null,
  ...given,
});
const rental = (given: Partial<WaitingForRental> = {}): WaitingForRental => ({
  kind: 'rental',
  months: 1,
  firstDay: '2026-04-01',
  lastDay: '2026-04-10',
  ...given,
});

describe('a fitting slot', () => {
  it('is the earliest in the window, on the grid, inside opening hours, with the turnaround', () => {
    const busy = [period('2026-03-17T08:00', '2026-03-17T10:05')];
    expect(fittingSlot(session(), freed())).toEqual(period('2026-03-17T08:00', '2026-03-17T10:00'));
    expect(fittingSlot(session(), freed({ busy }))).toEqual(period('2026-03-17T10:15', '2026-03-17T12:15'));
    const turnaround = { beforeMinutes: 30, afterMinutes: 0 };
    expect(fittingSlot(session(), freed({ busy, turnaround }))).toEqual(period('2026-03-17T10:45', '2026-03-17T12:45'));
  });

  it('keeps to the days and hours that suit', () => {
    const wait = session({ weekdays: [4, 6], hours: { fromMinute: 840, toMinute: 1080 } });
    expect(fittingSlot(wait, freed())).toEqual(period('2026-03-19T14:00', '2026-03-19T16:00'));
    expect(fittingSlot({ ...wait, weekdays: [6] }, freed())).toBeNull();
    expect(
      fittingSlot(
        { ...wait, weekdays: [6], window: period('2026-03-17T00:00', '2026-03-22T00:00') },
        freed({ openingHours: null }),
      ),
    ).toEqual(period('2026-03-21T14:00', '2026-03-21T16:00'));
  });

  it('ends within the window and within the farthest advance, and is not in the past', () => {
    const window = period('2026-03-17T09:00', '2026-03-17T11:00');
    expect(fittingSlot(session({ window }), freed())).toEqual(window);
    expect(fittingSlot(session({ window, lengthMinutes: 135 }), freed())).toBeNull();
    expect(fittingSlot(session({ window }), freed({ from: at('2026-03-17T09:01') }))).toBeNull();
    expect(fittingSlot(session({ window }), freed({ horizon: at('2026-03-17T10:59') }))).toBeNull();
    expect(fittingSlot(session({ window }), freed({ horizon: at('2026-03-16T00:00') }))).toBeNull();
  });

  it('keeps clear of closures and of holidays, but a rental goes on through them', () => {
    const closures = [period('2026-03-17T00:00', '2026-03-18T00:00')];
    const days = { holidays: new Set(['2026-03-18']), workdays: new Set<string>(), holidayHours: [] };
    expect(fittingSlot(session(), freed({ closures, days }))).toEqual(period('2026-03-19T08:00', '2026-03-19T10:00'));
    const through = rental({ firstDay: '2026-03-17', lastDay: '2026-03-17' });
    expect(fittingSlot(through, freed({ closures, days }))?.start).toBe(at('2026-03-17T00:00'));
  });

  it('is not what was let go before, nor anything that overlaps it', () => {
    const declined = [period('2026-03-17T08:00', '2026-03-17T10:00')];
    expect(fittingSlot(session({ declined }), freed())).toEqual(period('2026-03-17T10:00', '2026-03-17T12:00'));
  });

  it('of a rental begins on one of the days and is free for the whole term', () => {
    expect(fittingSlot(rental(), freed())).toEqual(period('2026-04-01T00:00', '2026-05-01T00:00'));
    const busy = [period('2026-03-01T00:00', '2026-04-04T12:00')];
    expect(fittingSlot(rental(), freed({ busy }))).toEqual(period('2026-04-05T00:00', '2026-05-05T00:00'));
    expect(fittingSlot(rental({ lastDay: '2026-04-04' }), freed({ busy }))).toBeNull();
    expect(fittingSlot(rental(), freed({ from: at('2026-04-11T00:00') }))).toBeNull();
    const today = rental({ firstDay: '2026-03-01', lastDay: '2026-03-16' });
    expect(fittingSlot(today, freed({ from: at('2026-03-16T15:00') }))?.start).toBe(at('2026-03-16T00:00'));
  });

  it('of a rental never begins after the last day, even where several days lead to one end', () => {
    const wait = rental({ firstDay: '2027-01-29', lastDay: '2027-01-29' });
    const search = freed({ horizon: at('2028-01-01T00:00'), busy: [period('2027-01-20T00:00', '2027-01-30T00:00')] });
    expect(fittingSlot(wait, search)).toBeNull();
  });
});

describe('whoever came first', () => {
  it('gets the slot if it fits, else the next', () => {
    const busy = [period('2026-03-16T00:00', '2026-03-18T12:00'), period('2026-03-18T15:00', '2026-12-01T00:00')];
    const waiting = [
      { id: 1, ...session({ lengthMinutes: 240 }) },
      { id: 2, ...rental() },
      { id: 3, ...session() },
      { id: 4, ...session({ lengthMinutes: 60 }) },
    ];
    const found = firstFitting(waiting, freed({ busy }));
    expect([found?.wait.id, found?.slot]).toEqual([3, period('2026-03-18T12:00', '2026-03-18T14:00')]);
    expect(firstFitting(waiting.slice(0, 2), freed({ busy }))).toBeNull();
  });

  it('is never offered taken time, nor passed over for a later one', () => {
    const hour = 3_600_000;
    const start = at('2026-03-17T00:00');
    const aPeriod = fc
      .tuple(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 1, max: 12 }))
      .map(([from, length]): Period => ({ start: start + from * hour, end: start + (from + length) * hour }));
    const aWait = fc
      .tuple(aPeriod, fc.integer({ min: 1, max: 8 }))
      .map(([window, hours]) => session({ window, lengthMinutes: hours * 60 }));
    fc.assert(
      fc.property(fc.array(aWait, { maxLength: 6 }), fc.array(aPeriod, { maxLength: 8 }), (waiting, busy) => {
        const instrument = freed({ busy, openingHours: null });
        const found = firstFitting(waiting, instrument);
        const before = found ? waiting.slice(0, waiting.indexOf(found.wait)) : waiting;
        for (const wait of before) expect(fittingSlot(wait, instrument)).toBeNull();
        if (!found) return;
        expect(contains(found.wait.window, found.slot)).toBe(true);
        expect(busy.some((taken) => overlaps(taken, found.slot))).toBe(false);
        expect(found.slot.end - found.slot.start).toBe(found.wait.lengthMinutes * 60_000);
      }),
    );
  });
});

describe('waiting', () => {
  it('ends when nothing could begin any more', () => {
    expect(waitsUntil(session(), ZONE)).toBe(at('2026-03-20T22:00'));
    expect(waitsUntil(rental(), ZONE)).toBe(at('2026-04-11T00:00'));
  });

  it('holds an offer for so long, but not past the moment at which it can last be reserved', () => {
    const terms = { kind: 'session', holdMinutes: 15, noticeMinutes: 0, zone: ZONE } as const;
    const slot = period('2026-03-16T09:00', '2026-03-16T11:00');
    expect(offerExpires(slot, terms, NOW)).toBe(at('2026-03-16T08:15'));
    expect(offerExpires(slot, { ...terms, noticeMinutes: 50 }, NOW)).toBe(at('2026-03-16T08:10'));
    const months = { ...terms, kind: 'rental', holdMinutes: 1440 } as const;
    const today = period('2026-03-16T00:00', '2026-04-16T00:00');
    expect(offerExpires(today, months, NOW)).toBe(at('2026-03-17T00:00'));
  });

  it('is refused for what no other time lifts', () => {
    const words = { zh: '说明', en: 'words' };
    const codes = ['too_soon', 'qualification_missing', 'quota_exceeded', 'company_suspended'] as const;
    const found = codes.map((code) => refusal(code, words));
    expect(refusalsAtAnyTime(found).map(({ code }) => code)).toEqual(['qualification_missing', 'company_suspended']);
    expect(refusalsAtAnyTime([{ ...refusal('qualification_missing', words), severity: 'warn' }])).toEqual([]);
  });

  it('knows when somebody could come', () => {
    const range = period('2026-03-16T08:00', '2026-03-18T20:00');
    const mornings = suitableTimes({ weekdays: [1, 3, 7], hours: { fromMinute: 0, toMinute: 600 } }, range, ZONE);
    expect(mornings).toEqual([
      period('2026-03-16T08:00', '2026-03-16T10:00'),
      period('2026-03-18T00:00', '2026-03-18T10:00'),
    ]);
    expect(suitableTimes({ weekdays: null, hours: null }, range, ZONE)).toEqual([range]);
  });
});

describe('freed time', () => {
  const wish = { minMinutes: 180, weekdays: null, hours: null };
  const given = period('2026-03-17T12:00', '2026-03-17T14:00');
  const busy = [period('2026-03-17T08:00', '2026-03-17T12:00'), period('2026-03-17T16:00', '2026-03-17T22:00')];

  it('is told of where it is enough, else as the whole stretch that it completes', () => {
    expect(freedStretch({ ...wish, minMinutes: 120 }, freed({ busy }), given)).toEqual(given);
    expect(freedStretch(wish, freed({ busy }), given)).toEqual(period('2026-03-17T12:00', '2026-03-17T16:00'));
    expect(freedStretch({ ...wish, minMinutes: 241 }, freed({ busy }), given)).toBeNull();
  });

  it('is no news where there had been enough all along', () => {
    const later = busy.slice(0, 1);
    expect(freedStretch(wish, freed({ busy: later }), given)).toBeNull();
    expect(freedStretch({ ...wish, minMinutes: 500 }, freed({ busy: later }), given)).toEqual(
      period('2026-03-17T12:00', '2026-03-17T22:00'),
    );
  });

  it('is told of only where it was freed, on days and hours that suit, within the days ahead', () => {
    expect(freedStretch(wish, freed({ busy }), period('2026-03-17T08:00', '2026-03-17T11:00'))).toBeNull();
    expect(freedStretch({ ...wish, weekdays: [3] }, freed({ busy }), given)).toBeNull();
    expect(freedStretch({ ...wish, hours: { fromMinute: 780, toMinute: 1440 } }, freed({ busy }), given)).toEqual(
      period('2026-03-17T13:00', '2026-03-17T16:00'),
    );
    expect(freedStretch(wish, freed({ busy, horizon: at('2026-03-17T14:30') }), given)).toBeNull();
    expect(freedStretch(wish, freed({ busy, from: at('2026-04-01T00:00'), horizon: NOW }), given)).toBeNull();
  });

  it('leaves room for the turnaround', () => {
    const turnaround = { beforeMinutes: 15, afterMinutes: 30 };
    expect(freedStretch(wish, freed({ busy, turnaround }), given)).toEqual(
      period('2026-03-17T12:15', '2026-03-17T15:30'),
    );
  });
});
