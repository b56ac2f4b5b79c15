import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { at, period, ZONE } from '../test/builders.js';
import { overlaps, type Period } from '../time/period.js';
import { type CommonItem, type CommonUnit, nextCommonSlot, shifted } from './next-common-slot.js';

const horizon = at('2026-06-01T00:00');
const hours = (busy: Period[], lengthMinutes = 60, incrementMinutes = 15): CommonUnit => ({
  kind: 'session',
  busy,
  lengthMinutes,
  incrementMinutes,
  openingHours: null,
  zone: ZONE,
});
const month = (busy: Period[], months = 1): CommonUnit => ({ kind: 'rental', busy, months, zone: ZONE });
const item = (start: string, units: CommonUnit[], quantity = 1): CommonItem => ({ start: at(start), units, quantity });

describe('the next slot at which a whole bundle is free', () => {
  it('is where it was asked for when nothing stands in the way', () => {
    const found = nextCommonSlot([item('2026-03-02T09:00', [hours([])])], { horizon, zone: ZONE });
    expect(found).toEqual({ shift: { minutes: 0 }, periods: [period('2026-03-02T09:00', '2026-03-02T10:00')] });
  });

  it('moves all items by the same time, past what is in the way of any', () => {
    const found = nextCommonSlot(
      [
        item('2026-03-02T09:00', [hours([period('2026-03-02T09:30', '2026-03-02T11:00')])]),
        item('2026-03-02T10:00', [hours([period('2026-03-02T12:00', '2026-03-02T13:00')])]),
      ],
      { horizon, zone: ZONE },
    );
    // At 11:00 the second, an hour later, would stand in what is taken from 12:00 on.
    expect(found).toEqual({
      shift: { minutes: 180 },
      periods: [period('2026-03-02T12:00', '2026-03-02T13:00'), period('2026-03-02T13:00', '2026-03-02T14:00')],
    });
  });

  it('moves by whole days where a rental is among them, and the session keeps its time of day', () => {
    const found = nextCommonSlot(
      [
        item('2026-03-02T00:00', [month([period('2026-03-20T00:00', '2026-03-25T12:00')])]),
        item('2026-03-02T09:00', [hours([period('2026-03-26T08:00', '2026-03-26T09:30')])]),
      ],
      { horizon, zone: ZONE },
    );
    expect(found?.shift).toEqual({ days: 25 });
    expect(found?.periods[1]).toEqual(period('2026-03-27T09:00', '2026-03-27T10:00'));
  });

  it('needs as many units of a pool as were asked for', () => {
    const pool = [
      hours([period('2026-03-02T09:00', '2026-03-02T10:00')]),
      hours([period('2026-03-02T09:00', '2026-03-02T12:00')]),
      hours([]),
    ];
    const first = (quantity: number) =>
      nextCommonSlot([item('2026-03-02T09:00', pool, quantity)], { horizon, zone: ZONE })?.periods[0]?.start;
    expect([1, 2, 3].map(first)).toEqual([at('2026-03-02T09:00'), at('2026-03-02T10:00'), at('2026-03-02T12:00')]);
    expect(first(4)).toBeUndefined();
  });

  it('is none when there is none before the horizon, or when two grids never meet', () => {
    const shut = [period('2026-03-01T00:00', '2027-01-01T00:00')];
    expect(nextCommonSlot([item('2026-03-02T09:00', [hours(shut)])], { horizon, zone: ZONE })).toBeNull();
    const apart = [item('2026-03-02T09:00', [hours([], 60, 60)]), item('2026-03-02T09:15', [hours([], 60, 60)])];
    expect(nextCommonSlot(apart, { horizon: at('2026-03-05T00:00'), zone: ZONE })).toBeNull();
  });

  it('is free for all, and no earlier step is', () => {
    const taken = fc
      .array(fc.tuple(fc.nat({ max: 60 }), fc.integer({ min: 1, max: 8 })), { maxLength: 8 })
      .map((all) => all.map(([from, length]) => quarter(from, length)));
    fc.assert(
      fc.property(taken, taken, fc.nat({ max: 6 }), (one, other, apart) => {
        const starts = [quarter(0, 1).start, quarter(apart, 1).start];
        const items = [one, other].map((busy, i) => ({
          start: starts[i] ?? 0,
          quantity: 1,
          units: [hours(busy, 30, 15)],
        }));
        const isFree = (steps: number): boolean =>
          [one, other].every((busy, i) => {
            const wanted = quarter((starts[i] ?? 0) === starts[0] ? steps : steps + apart, 2);
            return !busy.some((b) => overlaps(b, wanted));
          });
        let expected = 0;
        while (!isFree(expected)) expected++;
        const found = nextCommonSlot(items, { horizon, zone: ZONE });
        return found !== null && 'minutes' in found.shift && found.shift.minutes === expected * 15;
      }),
      { seed: 20261122, numRuns: 300 },
    );
  });
});

/** So many quarters of an hour after a Monday morning, so many quarters long. */
function quarter(from: number, length: number): Period {
  const start = at('2026-03-02T00:00') + from * 900_000;
  return { start, end: start + length * 900_000 };
}

describe('moving by a shift', () => {
  it('keeps the time of day by days and counts minutes as they pass, also over a change of the clock', () => {
    const zone = 'America/New_York';
    const noon = Date.parse('2026-03-07T17:00:00Z');
    expect(new Date(shifted(noon, { days: 1 }, zone)).toISOString()).toBe('2026-03-08T16:00:00.000Z');
    expect(shifted(noon, { minutes: 1440 }, zone) - noon).toBe(86_400_000);
  });
});
