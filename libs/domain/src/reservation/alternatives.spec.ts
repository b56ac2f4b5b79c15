import { describe, it, expect } from '@jest/globals';
import fc from 'fast-check';
import { anInstrument, at, period, ZONE } from '../test/builders.js';
import { overlaps, type Period } from '../time/period.js';
import { nextFreeSlot, rankEquivalents } from './alternatives.js';
import { occupiedPeriod } from './occupied-period.js';

const rentals = (busy: Period[], given: object = {}) =>
  nextFreeSlot({
    kind: 'rental',
    busy,
    from: at('2026-03-10T15:00'),
    horizon: at('2027-12-31T00:00'),
    zone: ZONE,
    months: 2,
    ...given,
  });
const sessions = (busy: Period[], given: object = {}) =>
  nextFreeSlot({
    kind: 'session',
    busy,
    from: at('2026-03-13T15:07'),
    horizon: at('2026-04-13T00:00'),
    zone: ZONE,
    lengthMinutes: 120,
    incrementMinutes: 30,
    openingHours: anInstrument().rules.openingHours,
    ...given,
  });

describe('the next free slot', () => {
  it('of a rental is the first midnight from which it fits', () => {
    expect(rentals([])).toEqual(period('2026-03-11T00:00', '2026-05-11T00:00'));
    expect(rentals([period('2026-04-01T00:00', '2026-06-15T00:00')])).toEqual(
      period('2026-06-15T00:00', '2026-08-15T00:00'),
    );
    expect(rentals([period('2026-04-01T00:00', '2026-06-15T10:00')])).toEqual(
      period('2026-06-16T00:00', '2026-08-16T00:00'),
    );
  });

  it('of a rental passes over a gap that is too short', () => {
    const busy = [period('2026-06-20T00:00', '2026-07-01T00:00'), period('2026-03-01T00:00', '2026-05-01T00:00')];
    expect(rentals(busy)?.start).toBe(at('2026-07-01T00:00'));
    expect(rentals(busy, { months: 1 })?.start).toBe(at('2026-05-01T00:00'));
  });

  it('of a rental keeps its turnaround free', () => {
    const turnaround = { beforeMinutes: 60, afterMinutes: 0 };
    expect(rentals([period('2026-03-01T00:00', '2026-05-01T00:00')], { turnaround })?.start).toBe(
      at('2026-05-02T00:00'),
    );
  });

  it('of a session is on the grid and inside opening hours', () => {
    expect(sessions([])).toEqual(period('2026-03-13T15:30', '2026-03-13T17:30'));
    expect(sessions([period('2026-03-13T16:00', '2026-03-13T18:10')])).toEqual(
      period('2026-03-13T18:30', '2026-03-13T20:30'),
    );
    expect(sessions([period('2026-03-13T16:00', '2026-03-13T20:30')])).toEqual(
      period('2026-03-16T08:00', '2026-03-16T10:00'),
    );
  });

  it('is none beyond the horizon', () => {
    expect(sessions([], { horizon: at('2026-03-13T17:00') })).toBeNull();
    expect(sessions([], { lengthMinutes: 15 * 60 })).toBeNull();
    expect(rentals([], { horizon: at('2026-05-01T00:00') })).toBeNull();
    expect(rentals([period('2026-01-01T00:00', '2027-12-01T00:00')])).toBeNull();
  });

  it('is on the grid again after an hour that is skipped', () => {
    const from = Date.parse('2026-10-03T15:20:00Z');
    const slot = sessions([], {
      zone: 'Australia/Lord_Howe',
      from,
      horizon: from + 86400000,
      openingHours: null,
      incrementMinutes: 60,
    });
    expect(new Date(slot!.start).toISOString()).toBe('2026-10-03T16:00:00.000Z');
  });

  it('is free, and nothing on the grid before it is', () => {
    const start = at('2026-03-16T08:00');
    const taken = fc
      .tuple(fc.nat(800), fc.integer({ min: 5, max: 300 }))
      .map(([begin, length]) => ({ start: start + begin * 60000, end: start + (begin + length) * 60000 }));
    fc.assert(
      fc.property(fc.array(taken, { maxLength: 6 }), fc.integer({ min: 0, max: 40 }), (busy, after) => {
        const turnaround = { beforeMinutes: 10, afterMinutes: after };
        const slot = sessions(busy, { from: start, openingHours: null, turnaround })!;
        const free = (from: number) =>
          !busy.some((one) => overlaps(one, occupiedPeriod({ start: from, end: from + 7200000 }, turnaround)));
        for (let from = start; from < slot.start; from += 1800000) expect(free(from)).toBe(false);
        expect(free(slot.start)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});

describe('instruments that can stand in', () => {
  const spec = (value: number) => [{ key: 'power', value, better: 'higher' as const }];
  const wanted = anInstrument({ specs: spec(100), kind: '流式细胞' });
  const asked = period('2026-03-17T09:00', '2026-03-17T11:00');
  const candidate = (id: string, given: object = {}, more: object = {}) => ({
    instrument: anInstrument({ id, specs: spec(100), ...given }),
    busy: [] as Period[],
    priceFen: 1000 as number | null,
    ...more,
  });
  const rank = (candidates: ReturnType<typeof candidate>[], limit?: number) =>
    rankEquivalents({ wanted, mode: 'session', period: asked, candidates, limit }).map(
      ({ instrument }) => instrument.id,
    );

  it('are as good, free, open and cheapest first', () => {
    expect(
      rank([
        candidate('1'),
        candidate('2', {}, { priceFen: null }),
        candidate('3', {}, { priceFen: 2000 }),
        candidate('4'),
        candidate('5', { specs: spec(99) }),
        candidate('6', { categoryId: '11' }),
        candidate('7', { status: 'out_of_service' }),
        candidate('8', { openModes: { rental: true, session: false, run: false } }),
        candidate('9', {}, { busy: [period('2026-03-17T10:00', '2026-03-17T10:05')] }),
        candidate(
          '10',
          { turnaround: { beforeMinutes: 0, afterMinutes: 30 } },
          { busy: [period('2026-03-17T11:15', '2026-03-17T12:00')] },
        ),
        candidate('11', {}, { busy: [period('2026-03-17T11:00', '2026-03-17T12:00')], priceFen: 500 }),
      ]),
    ).toEqual(['11', '4', '3', '2']);
  });

  it('of the same kind come before cheaper ones of the same category, and say which they are', () => {
    const same = { kind: '流式细胞', categoryId: '11' };
    const candidates = [
      candidate('2', { kind: '共聚焦显微镜' }, { priceFen: 1 }),
      candidate('3', same, { priceFen: 2000 }),
      candidate('4', same),
    ];
    const ranked = rankEquivalents({ wanted, mode: 'session', period: asked, candidates });
    expect(ranked.map(({ instrument: { id }, likeness }) => [id, likeness])).toEqual([
      ['4', 'same_kind'],
      ['3', 'same_kind'],
      ['2', 'similar'],
    ]);
  });

  it('are five at most', () => {
    const many = ['2', '3', '4', '5', '6', '7', '8'].map((id) => candidate(id));
    expect(rank(many)).toEqual(['2', '3', '4', '5', '6']);
    expect(rank(many, 2)).toEqual(['2', '3']);
  });
});
