import { addMonths, localDate, startOfDay } from '@parkbench/domain';
import { clashOf, labelOf, monthsTo } from './board-layout';
import { hour, instantOf, isByDay, type Scale, snap, stepOf, stepped } from './board-scale';
import type { Block, BoardRow, Place } from './board.types';

/** Something on its way: a new stretch, a block to another place, or a block to another end. */
export interface Draft {
  readonly act: 'create' | 'move' | 'resize';
  readonly block?: Block;
  /** The row that the block stands on. */
  readonly fromRow: number;
  readonly place: Place;
}

/** Where a pointer is: the row, and pixels from the left of the time shown. */
export interface Point {
  readonly row: number;
  readonly x: number;
}

/** What a drag took hold of, and where. */
export interface Grip {
  readonly act: Draft['act'];
  readonly block?: Block;
  readonly from: Point;
}

/** What a drag from one point to another means. */
export function dragged(scale: Scale, { act, block, from }: Grip, to: Point): Draft {
  if (act === 'create' || !block) {
    const [left, right] = from.x <= to.x ? [from.x, to.x] : [to.x, from.x];
    const start = snap(scale, instantOf(scale, left), 'floor');
    const end = Math.max(snap(scale, instantOf(scale, right), 'ceil'), snap(scale, start + 1, 'ceil'));
    return { act: 'create', fromRow: from.row, place: { row: from.row, start, end } };
  }
  const { start } = block;
  if (act === 'resize') {
    return { act, block, fromRow: from.row, place: { row: from.row, start, end: newEnd(scale, block, to.x - from.x) } };
  }
  const moved = movedStart(scale, start, to.x - from.x);
  return { act, block, fromRow: from.row, place: { row: to.row, start: moved, end: endFrom(scale, block, moved) } };
}

/** A rental keeps its months, everything else its length. */
function endFrom({ zone }: Scale, { kind, start, end }: Block, moved: number): number {
  if (kind !== 'r') return moved + end - start;
  return monthEnds(moved, zone)(monthsTo(start, end, monthEnds(start, zone)));
}

/** The length of a drag in whole steps: what stood at five to nine for its turnaround still does. */
function wholeSteps(scale: Scale, dx: number): number {
  const step = stepOf(scale.zoom);
  return Math.round(((dx / scale.dayWidth) * 24 * hour) / step) * step;
}

/** In a month a drag goes by whole days and keeps the time of day. */
function movedStart(scale: Scale, start: number, dx: number): number {
  if (isByDay(scale.zoom)) return stepped(scale, start, Math.round(dx / scale.dayWidth));
  return start + wholeSteps(scale, dx);
}

/** A rental ends after whole months; a session at whole steps. */
function newEnd(scale: Scale, { kind, start, end }: Block, dx: number): number {
  const wanted = end + (dx / scale.dayWidth) * 24 * hour;
  if (kind === 'r') {
    const endAfter = monthEnds(start, scale.zone);
    return endAfter(monthsTo(start, wanted, endAfter));
  }
  return Math.max(end + wholeSteps(scale, dx), start + Math.min(stepOf(scale.zoom), hour));
}

/** The end of a rental from an instant after so many months. */
const monthEnds =
  (start: number, zone: string) =>
  (months: number): number =>
    startOfDay(addMonths(localDate(start, zone), months), zone);

/** The same block a step further, as the arrow keys of the move mode take it. */
export function nudged(
  draft: Draft,
  key: string,
  { scale, total }: { scale: Scale; total: number },
): Draft | undefined {
  const { place } = draft;
  const along = { ArrowRight: 1, ArrowLeft: -1 }[key];
  if (along !== undefined) {
    const start = stepped(scale, place.start, along);
    const end = draft.block ? endFrom(scale, draft.block, start) : start + place.end - place.start;
    return { ...draft, place: { ...place, start, end } };
  }
  const down = { ArrowDown: 1, ArrowUp: -1 }[key];
  if (down === undefined) return undefined;
  return { ...draft, place: { ...place, row: Math.min(Math.max(place.row + down, 0), total - 1) } };
}

/** Why a draft cannot stay where it is: what it runs into, or an instrument out of service. */
export function refusalOf(
  row: BoardRow | undefined,
  draft: Draft,
): { who?: string; isOutOfService: boolean } | undefined {
  if (row && row.status !== 'in_service') return { isOutOfService: true };
  const clash = clashOf(row, draft.place, draft.block?.whole);
  return clash && { who: labelOf(clash), isOutOfService: false };
}
