import { language } from '../../../shared/i18n/language';
import { endOf, type Scale, startOf, xOf } from './board-scale';
import type { Block, BlockKind, BoardRow, Occupancy, Place } from './board.types';

export const rowHeight = 36;
export const chunkSize = 60;
const narrowest = 6;
const around = 5;

/** What stands in a row, cut to the time shown, in order. */
export function blocksOf(row: BoardRow | undefined, scale: Scale): Block[] {
  return (row?.occupancies ?? []).flatMap((one) => blockOf(one, scale));
}

/** What several pieces have in common; what others have is nobody's. */
const wholeOf = (kind: BlockKind, source: number): string => `${kind === 'm' || kind === 't' ? kind : 'v'}${source}`;

/** Whose or what it is, in the reader's language where it has a name in it. */
export const labelOf = ([, , , , label, labelEn]: Occupancy): string => (language() === 'en' && labelEn) || label;

function blockOf(one: Occupancy, scale: Scale): Block[] {
  const [from, to, kind, source] = one;
  const [start, end] = [from * 1000, to * 1000];
  if (end <= startOf(scale) || start >= endOf(scale)) return [];
  const left = xOf(scale, start);
  const width = Math.max(xOf(scale, end) - left, narrowest);
  const whole = wholeOf(kind, source);
  const key = `${whole}@${from}`;
  const isCutLeft = start < startOf(scale);
  return [
    {
      key,
      whole,
      kind,
      source,
      label: labelOf(one),
      start,
      end,
      left,
      width,
      isCutLeft,
      isCutRight: end > endOf(scale),
    },
  ];
}

/** Rows to draw, the last not included: those in sight and a few around them. */
export function windowOf(scrollTop: number, height: number, total: number): { first: number; last: number } {
  const first = Math.max(Math.floor(scrollTop / rowHeight) - around, 0);
  const last = Math.min(Math.ceil((scrollTop + height) / rowHeight) + around, total);
  return { first: Math.min(first, last), last };
}

/** The chunks that rows of a window lie in. */
export function chunksOf({ first, last }: { first: number; last: number }): number[] {
  const from = Math.floor(first / chunkSize);
  const to = Math.max(Math.floor(Math.max(last - 1, 0) / chunkSize), from);
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

/** The block of a row nearest to an instant; -1 in an empty row. */
export function nearest(blocks: readonly Block[], at: number): number {
  let best = -1;
  let least = Infinity;
  blocks.forEach(({ start, end }, index) => {
    const distance = at < start ? start - at : at >= end ? at - end + 1 : 0;
    if (distance < least) [best, least] = [index, distance];
  });
  return best;
}

/** What a place runs into on its row, without the block that is on its way. */
export function clashOf(row: BoardRow | undefined, place: Place, except?: string): Occupancy | undefined {
  return row?.occupancies.find(
    ([from, to, kind, source]) =>
      wholeOf(kind, source) !== except && from * 1000 < place.end && place.start < to * 1000,
  );
}

/** How many whole months from a day come nearest to an end, at least one. */
export function monthsTo(start: number, end: number, endAfter: (months: number) => number): number {
  let months = Math.max(Math.round((end - start) / (30.44 * 86_400_000)), 1);
  while (months > 1 && Math.abs(endAfter(months - 1) - end) < Math.abs(endAfter(months) - end)) months -= 1;
  while (Math.abs(endAfter(months + 1) - end) < Math.abs(endAfter(months) - end)) months += 1;
  return months;
}
