import { cx, Icon } from '../../../shared/ui';
import { refusalOf, type Draft } from './board-draft';
import { rowHeight } from './board-layout';
import { headWidth } from './board-row';
import { xOf, type Scale } from './board-scale';
import { boardMessages } from './board.messages';
import { spanText } from './board-words';
import type { BoardRow } from './board.types';

/** Where something on its way would stand; red, with the reason, where it cannot. */
export function BoardGhost({ draft, scale, row }: { draft: Draft; scale: Scale; row: BoardRow | undefined }) {
  const say = boardMessages.useSay();
  const refusal = refusalOf(row, draft);
  const left = xOf(scale, draft.place.start);
  const width = Math.max(xOf(scale, draft.place.end) - left, 8);
  const why =
    refusal && (refusal.isOutOfService ? say('moveOutside') : say('clash', { who: refusal.who || say('others') }));
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute z-20"
      style={{ left: headWidth + left, top: draft.place.row * rowHeight + 3, width, height: rowHeight - 6 }}
    >
      <div
        className={cx(
          'h-full rounded-sm border-2 border-dashed',
          refusal ? 'border-bad bg-bad/25' : 'border-brand bg-brand/20',
        )}
      />
      <span
        className={cx(
          'num absolute top-full left-0 mt-1 flex items-center gap-1 rounded px-2 py-0.5 text-xs whitespace-nowrap shadow-lg',
          refusal ? 'bg-bad text-surface' : 'bg-ink text-surface',
        )}
      >
        {refusal && <Icon name="alert" size={12} />}
        {spanText(draft.place.start, draft.place.end)}
        {why && ` · ${why}`}
      </span>
    </div>
  );
}
