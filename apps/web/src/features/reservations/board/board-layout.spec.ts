import { startOfDay } from '@parkbench/domain';
import { focusAfter } from './board-focus';
import { blocksOf, chunksOf, clashOf, monthsTo, nearest, windowOf } from './board-layout';
import { hour, instantOf, scaleOf, snap, stepped, xOf } from './board-scale';
import type { BoardRow, Occupancy } from './board.types';

const zone = 'Asia/Shanghai';
const at = (text: string): number => Date.parse(`${text}+08:00`);
const taken = (from: string, to: string, source = 1): Occupancy => [
  at(from) / 1000,
  at(to) / 1000,
  'r',
  source,
  '诺核生物',
];
const row = (...occupancies: Occupancy[]): BoardRow => ({
  id: 7,
  assetNo: 'SJZ-0007',
  nameZh: '流式细胞仪',
  nameEn: 'Flow cytometer',
  model: '',
  categoryZh: '',
  categoryEn: '',
  status: 'in_service',
  occupancies,
  hours: null,
});
const month = scaleOf({ zoom: 'month', from: '2026-11-30', room: 1240, zone });
const day = scaleOf({ zoom: 'day', from: '2026-12-01', room: 960, zone });

describe('the scale of the board', () => {
  it('places instants by the park’s days and finds them again', () => {
    expect(month.dayWidth).toBe(40);
    expect(xOf(month, at('2026-12-01T12:00'))).toBe(60);
    expect(instantOf(month, 60)).toBe(at('2026-12-01T12:00'));
    expect([xOf(month, 0), xOf(month, at('2030-01-01T00:00'))]).toEqual([0, month.width]);
  });

  it('gives a day of 23 hours the width of others', () => {
    const spring = scaleOf({ zoom: 'week', from: '2026-03-23', room: 700, zone: 'Europe/Berlin' });
    const sunday = startOfDay('2026-03-29', 'Europe/Berlin');
    expect(xOf(spring, sunday + 23 * hour) - xOf(spring, sunday)).toBeCloseTo(spring.dayWidth);
  });

  it('snaps to days in a month and to half hours in a day', () => {
    expect(snap(month, at('2026-12-01T13:00'))).toBe(at('2026-12-02T00:00'));
    expect(snap(month, at('2026-12-01T13:00'), 'floor')).toBe(at('2026-12-01T00:00'));
    expect(snap(day, at('2026-12-01T13:20'))).toBe(at('2026-12-01T13:30'));
  });

  it('steps by a day or an hour and keeps the time of day', () => {
    expect(stepped(month, at('2026-12-01T09:00'), 1)).toBe(at('2026-12-02T09:00'));
    expect(stepped(day, at('2026-12-01T09:00'), -2)).toBe(at('2026-12-01T07:00'));
  });
});

describe('the layout of the board', () => {
  it('cuts blocks to what is shown and keeps the smallest in sight', () => {
    const blocks = blocksOf(
      row(
        taken('2026-11-01T00:00', '2026-12-02T00:00'),
        taken('2026-12-03T09:00', '2026-12-03T09:30', 2),
        taken('2027-02-01T00:00', '2027-03-01T00:00', 3),
      ),
      month,
    );
    expect(blocks.map(({ left, width, isCutLeft, isCutRight }) => [left, width, isCutLeft, isCutRight])).toEqual([
      [0, 80, true, false],
      [135, 6, false, false],
    ]);
  });

  it('draws only the rows in sight, whatever their number', () => {
    expect(windowOf(90_000, 720, 5000)).toEqual({ first: 2495, last: 2525 });
    expect(windowOf(0, 720, 3)).toEqual({ first: 0, last: 3 });
    expect(chunksOf({ first: 55, last: 125 })).toEqual([0, 1, 2]);
    expect(chunksOf({ first: 0, last: 0 })).toEqual([0]);
  });

  it('names what a place runs into, never the block on its way', () => {
    const one = row(taken('2026-12-01T00:00', '2026-12-05T00:00'));
    const place = { row: 0, start: at('2026-12-04T00:00'), end: at('2026-12-06T00:00') };
    expect(clashOf(one, place)?.[4]).toBe('诺核生物');
    expect(clashOf(one, place, 'v1')).toBeUndefined();
    expect(clashOf(one, { ...place, start: at('2026-12-05T00:00') })).toBeUndefined();
  });

  it('turns a dragged end into whole months', () => {
    const start = at('2026-12-01T00:00');
    const endAfter = (months: number): number => Date.UTC(2026, 11 + months, 1) - 8 * hour;
    expect(monthsTo(start, at('2027-02-20T00:00'), endAfter)).toBe(3);
    expect(monthsTo(start, at('2026-12-03T00:00'), endAfter)).toBe(1);
  });
});

describe('the keys of the board', () => {
  const rows = [
    row(taken('2026-12-01T00:00', '2026-12-02T00:00'), taken('2026-12-10T00:00', '2026-12-12T00:00', 2)),
    row(),
    row(taken('2026-12-02T00:00', '2026-12-03T00:00', 3), taken('2026-12-09T00:00', '2026-12-10T00:00', 4)),
  ].map((one) => blocksOf(one, month));
  const go = (key: string, from: { row: number; block: number; at: number }) =>
    focusAfter(key, from, { total: rows.length, blocksAt: (index) => rows[index] ?? [] });

  it('walk along a row from its header and back', () => {
    const first = go('ArrowRight', { row: 0, block: -1, at: 0 });
    expect(first).toMatchObject({ block: 0, at: at('2026-12-01T00:00') });
    expect(go('ArrowLeft', first ?? { row: 0, block: 0, at: 0 })?.block).toBe(-1);
    expect(go('End', { row: 0, block: -1, at: 0 })?.block).toBe(1);
    expect(go('ArrowRight', { row: 1, block: -1, at: 0 })?.block).toBe(-1);
  });

  it('keep to the time on the way down', () => {
    const from = { row: 0, block: 1, at: at('2026-12-10T00:00') };
    expect(go('ArrowDown', from)).toMatchObject({ row: 1, block: -1 });
    expect(go('PageDown', from)).toMatchObject({ row: 2, block: 1 });
    expect(go('ArrowUp', from)?.row).toBe(0);
    expect(go('a', from)).toBeUndefined();
    expect(nearest([], 0)).toBe(-1);
  });
});
