import { useName } from '../../../shared/i18n/messages';
import { type Scale, xOf } from './board-scale';
import { boardMessages } from './board.messages';
import { spanText } from './board-words';
import type { Block, BoardRow, Shut } from './board.types';

/** When an instrument is closed for sessions, why, and from when to when. */
export function useShutText(): (shut: Shut) => string {
  const say = boardMessages.useSay();
  const name = useName();
  return ({ start, end, why, reasonZh, reasonEn }) => {
    const what =
      why === 'c'
        ? say('shutClosure', { reason: name(reasonZh, reasonEn) })
        : say(why === 'd' ? 'shutHoliday' : 'shutHours');
    return `${what} · ${spanText(start, end)}`;
  };
}

/** Closures and holidays, without the nights and weekends that everybody knows. */
export const specialsOf = (shut: readonly Shut[] = []): readonly Shut[] => shut.filter(({ why }) => why !== 'h');

/** Hatched stretches behind a row's blocks; the reason stands in their title, and in the row's own label. */
export function ShutStretches({ shut, scale }: { shut: readonly Shut[]; scale: Scale }) {
  const text = useShutText();
  return shut.map((one) => {
    const left = xOf(scale, one.start);
    const width = xOf(scale, one.end) - left;
    return width <= 0 ? null : (
      <div
        key={`${one.why}${one.start}`}
        aria-hidden
        title={text(one)}
        className="hatch-closed absolute inset-y-0"
        style={{ left, width }}
      />
    );
  });
}

/** The closures and holidays of a row, said where it and none of its blocks has the focus. */
export function Specials({ row, block }: { row: BoardRow; block: Block | undefined }) {
  const text = useShutText();
  return specialsOf(block ? [] : row.shut).map((one) => (
    <span key={one.start} className="num ml-2 text-mut">
      {text(one)}
    </span>
  ));
}
