import { describe, it, expect } from '@jest/globals';
import { anInstrument, at, period, ZONE } from '../test/builders.js';
import { startOfDay } from '../time/park-time.js';
import { likenessOf } from './equivalence.js';
import { closedPeriods, openPeriods } from './opening-hours.js';

describe('opening hours', () => {
  const hours = {
    1: [{ fromMinute: 480, toMinute: 1440 }],
    2: [
      { fromMinute: 780, toMinute: 1080 },
      { fromMinute: 0, toMinute: 720 },
    ],
  };

  it('run through midnight where windows touch', () => {
    const week = period('2026-03-16T00:00', '2026-03-23T00:00');
    expect(openPeriods(hours, week, ZONE)).toEqual([
      period('2026-03-16T08:00', '2026-03-17T12:00'),
      period('2026-03-17T13:00', '2026-03-17T18:00'),
    ]);
  });

  it('leave what is closed, a holiday apart', () => {
    const days = { holidays: new Set(['2026-03-18']), workdays: new Set<string>(), holidayHours: [] };
    const range = period('2026-03-17T12:30', '2026-03-20T00:00');
    expect(closedPeriods(hours, range, { zone: ZONE, days })).toEqual([
      { ...period('2026-03-17T12:30', '2026-03-17T13:00'), why: 'hours' },
      { ...period('2026-03-17T18:00', '2026-03-18T00:00'), why: 'hours' },
      { ...period('2026-03-18T00:00', '2026-03-19T00:00'), why: 'holiday' },
      { ...period('2026-03-19T00:00', '2026-03-20T00:00'), why: 'hours' },
    ]);
    expect(closedPeriods(null, range, { zone: ZONE })).toEqual([]);
  });

  it('are cut to what is asked for', () => {
    const range = { start: at('2026-03-16T20:00'), end: at('2026-03-17T01:00') };
    expect(openPeriods(hours, range, ZONE)).toEqual([range]);
    expect(openPeriods(null, range, ZONE)).toEqual([range]);
    expect(openPeriods({}, range, ZONE)).toEqual([]);
    expect(openPeriods(null, { start: range.end, end: range.start }, ZONE)).toEqual([]);
  });

  it('are wall time, so a night with a skipped hour is shorter', () => {
    const night = { 7: [{ fromMinute: 0, toMinute: 360 }] };
    const range = { start: Date.parse('2026-03-07T00:00:00Z'), end: Date.parse('2026-03-10T00:00:00Z') };
    const [open] = openPeriods(night, range, 'America/New_York');
    expect((open!.end - open!.start) / 3600000).toBe(5);
  });

  it.each([
    ['a repeated hour at its first', '2026-11-01', 90, '2026-11-01T05:30:00Z'],
    ['a skipped hour after as many minutes as on other nights', '2026-03-08', 150, '2026-03-08T07:30:00Z'],
  ])('that end inside %s', (_, day, toMinute, end) => {
    const start = startOfDay(day, 'America/New_York');
    const range = { start, end: start + 12 * 3_600_000 };
    const open = openPeriods({ 7: [{ fromMinute: 0, toMinute }] }, range, 'America/New_York');
    expect(open).toEqual([{ start, end: Date.parse(end) }]);
  });
});

describe('same or better', () => {
  const wanted = anInstrument({
    specs: [
      { key: 'power', value: 100, better: 'higher' },
      { key: 'noise', value: 5, better: 'lower' },
      { key: 'socket', value: 'M12', better: 'equal' },
    ],
  });
  const offer = (power: number, noise: number, socket: string, categoryId = '10') =>
    anInstrument({
      categoryId,
      specs: [
        { key: 'power', value: power, better: 'higher' },
        { key: 'noise', value: noise, better: 'lower' },
        { key: 'socket', value: socket, better: 'equal' },
      ],
    });

  it.each([
    ['the same', offer(100, 5, 'M12'), 'similar'],
    ['better', offer(120, 4, 'M12'), 'similar'],
    ['weaker', offer(99, 5, 'M12'), null],
    ['louder', offer(100, 6, 'M12'), null],
    ['another socket', offer(100, 5, 'M8'), null],
    ['another category', offer(100, 5, 'M12', '11'), null],
    ['nothing known', anInstrument(), null],
  ])('%s', (_case, offered, likeness) => {
    expect(likenessOf(wanted, offered)).toBe(likeness);
  });

  it.each([
    ['of one kind, whatever the category', { kind: '流式细胞', categoryId: '11' }, 'same_kind'],
    ['of another kind in the same category', { kind: '倒置荧光显微镜' }, 'similar'],
    ['of another kind elsewhere', { kind: '倒置荧光显微镜', categoryId: '11' }, null],
    ['weaker, though of one kind', { kind: '流式细胞', specs: [] }, null],
  ] as const)('%s', (_case, given, likeness) => {
    const cytometer = anInstrument({ kind: '流式细胞', specs: _case.startsWith('weaker') ? wanted.specs : [] });
    expect(likenessOf(cytometer, anInstrument({ specs: [], ...given }))).toBe(likeness);
  });

  it('asks for a kind or a category', () => {
    const nothing = anInstrument({ categoryId: null, kind: '' });
    expect(likenessOf(nothing, anInstrument({ categoryId: null, kind: '' }))).toBeNull();
    expect(likenessOf(anInstrument(), offer(1, 1, 'x'))).toBe('similar');
  });
});
